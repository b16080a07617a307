package dev.cellwatch.environment.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.environment.process.Invocation;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabCommandLineTest {

    private final LabCommandLine commandLine = new LabCommandLine(
            new Layout(Path.of("/my project"), Path.of("/state")), Path.of("/jdk"), "/usr/bin:/bin", "-Xmx8g");

    @Test
    void it_listens_on_this_machine_alone_and_on_the_port_that_was_found_free() {
        Invocation invocation = commandLine.attached(8890, false);
        assertTrue(invocation.argv().contains("--ServerApp.ip=127.0.0.1"));
        assertTrue(invocation.argv().contains("--ServerApp.port=8890"));
        assertTrue(invocation.argv().contains("--ServerApp.port_retries=0"));
    }

    @Test
    void the_token_is_read_from_a_file_and_does_not_stand_on_the_command_line() {
        Invocation invocation = commandLine.detached(8888, false);
        assertEquals(
                Optional.of("/state/jupyter/lab.token"), invocation.changes().get("JUPYTER_TOKEN_FILE"));
        assertEquals(Optional.empty(), invocation.changes().get("JUPYTER_TOKEN"));
        assertFalse(String.join(" ", invocation.argv()).contains("token"));
    }

    @Test
    void kernels_run_on_the_java_of_the_launcher() {
        Invocation invocation = commandLine.attached(8888, false);
        assertEquals(Optional.of("/jdk"), invocation.changes().get("JAVA_HOME"));
        assertEquals(Optional.of("/jdk/bin:/usr/bin:/bin"), invocation.changes().get("PATH"));
    }

    @Test
    void settings_of_another_jupyter_of_the_user_have_no_say() {
        Invocation invocation = commandLine.attached(8888, false);
        assertEquals(Optional.of("/state/jupyter/config"), invocation.changes().get("JUPYTER_CONFIG_DIR"));
        assertEquals(Optional.empty(), invocation.changes().get("JUPYTER_PATH"));
        assertEquals(Optional.empty(), invocation.changes().get("PYTHONPATH"));
    }

    @Test
    void demo_reaches_the_kernels_and_its_absence_leaves_their_setting_alone() {
        assertEquals(
                Optional.of("demo"), commandLine.attached(8888, true).changes().get("CELLWATCH_GPU"));
        assertFalse(commandLine.attached(8888, false).changes().containsKey("CELLWATCH_GPU"));
    }

    @Test
    void a_new_jvm_writes_no_warning_about_native_code_into_a_cell_and_ones_own_options_stay() {
        assertEquals(
                Optional.of("-Xmx8g --enable-native-access=ALL-UNNAMED"),
                commandLine.attached(8888, false).changes().get("JJAVA_JVM_OPTS"));
    }
}
