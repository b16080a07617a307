package dev.cellwatch.environment.jupyter;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class FreePortTest {

    @Test
    void a_port_on_which_somebody_listens_is_not_free_for_whichever_address() throws IOException {
        try (ServerSocket all = new ServerSocket(0);
                ServerSocket loopback = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertFalse(FreePort.isFree(all.getLocalPort()));
            assertFalse(FreePort.isFree(loopback.getLocalPort()));
        }
    }

    @Test
    void a_port_whose_last_connection_has_just_ended_is_free() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
                server.accept().close(); // who ends a connection remembers it for a while
                client.getInputStream().read();
            }
        }
        assertTrue(FreePort.isFree(port));
    }
}
