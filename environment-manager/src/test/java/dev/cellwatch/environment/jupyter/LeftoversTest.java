package dev.cellwatch.environment.jupyter;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {

    @TempDir
    Path folder;

    /** A process with these arguments that has started another, as an installer does. */
    private static Started start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "sleep 60 & echo $!; wait", "sh"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return new Started(
                process, ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow());
    }

    private record Started(Process process, ProcessHandle child) implements AutoCloseable {

        void awaitEnd() throws Exception {
            process.onExit().get(20, TimeUnit.SECONDS);
            child.onExit().get(20, TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            child.destroyForcibly();
            process.destroyForcibly();
        }
    }

    @Test
    void who_makes_the_environment_is_ended_with_all_it_started() throws Exception {
        try (Started installer = start("-m", "venv", folder.toString())) {
            new Leftovers(folder).end();
            installer.awaitEnd();
        }
    }

    @Test
    void who_fills_it_is_ended_too() throws Exception {
        String requirements = folder.resolve("requirements.txt").toString();
        try (Started installer = start("-m", "pip", "install", "-r", requirements)) {
            new Leftovers(folder).end();
            installer.awaitEnd();
        }
    }

    @Test
    void who_makes_another_one_is_left_alone() throws Exception {
        try (Started other = start("-m", "venv", folder.resolve("another").toString())) {
            new Leftovers(folder).end();
            assertTrue(other.process().isAlive() && other.child().isAlive());
        }
    }
}
