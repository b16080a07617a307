package dev.cellwatch.environment.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ListenersTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void who_listens_is_named_with_the_process() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String holder =
                    new Listeners(Path.of("/proc")).on(socket.getLocalPort()).orElseThrow();
            assertTrue(holder.endsWith("(process " + ProcessHandle.current().pid() + ")"), holder);
        }
    }

    @Test
    void where_the_system_does_not_tell_nobody_is_named(@TempDir Path empty) {
        assertEquals(Optional.empty(), new Listeners(empty).on(3000));
    }
}
