package dev.cellwatch.monitor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class ProcessOwnersTest {

    @TempDir
    Path proc;

    /** Processes below 1000 are the system's, others ours. */
    private ProcessOwners owners() {
        return new ProcessOwners(proc, file -> {
            String name = file.getFileName().toString();
            return name.equals("self") || name.length() > 3 ? "ada" : "daemon";
        });
    }

    @BeforeEach
    void outsideOfContainers() throws IOException {
        Files.createDirectories(proc.resolve("self/ns"));
        Files.createSymbolicLink(proc.resolve("self/ns/pid"), Path.of("pid:[4026531836]"));
    }

    private void process(int pid, String program, String environment) throws IOException {
        Path process = Files.createDirectories(proc.resolve(Integer.toString(pid)));
        Files.writeString(process.resolve("comm"), program + "\n");
        Files.write(process.resolve("environ"), environment.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_kernel_belongs_to_its_notebook_whatever_its_language() throws Exception {
        process(1234, "python3", "HOME=/home/ada\0JPY_SESSION_NAME=/home/ada/nb/tränen.ipynb\0JPY_PARENT_PID=7\0");
        ProcessOwner owner = owners().of(1234);
        assertEquals(Optional.of("/home/ada/nb/tränen.ipynb"), owner.notebook());
        assertEquals("tränen.ipynb", owner.label());
    }

    @Test
    void a_process_without_a_notebook_is_told_by_account_and_program() throws Exception {
        process(1234, "blender", "HOME=/home/ada\0");
        assertEquals("ada: blender", owners().of(1234).label());
    }

    @Test
    void the_environment_of_somebody_else_is_not_looked_at() throws Exception {
        process(99, "python3", "JPY_SESSION_NAME=/secret/plan.ipynb\0");
        assertEquals("daemon: python3", owners().of(99).label());
        assertEquals(Optional.empty(), owners().of(99).notebook());
    }

    @Test
    void a_variable_that_only_ends_like_the_sessions_name_is_not_it() throws Exception {
        process(1234, "python3", "MY_JPY_SESSION_NAME=x.ipynb\0JPY_SESSION_NAME=\0");
        assertEquals("ada: python3", owners().of(1234).label());
    }

    @Test
    void a_process_that_is_gone_is_unknown() {
        assertEquals(ProcessOwner.UNKNOWN, owners().of(4321));
        assertEquals("unknown", owners().of(4321).label());
        assertFalse(owners().of(-1).isKnown());
    }

    @Test
    void in_a_containers_own_pid_namespace_every_pid_is_unknown() throws Exception {
        process(1234, "python3", "JPY_SESSION_NAME=/nb/a.ipynb\0");
        Files.delete(proc.resolve("self/ns/pid"));
        Files.createSymbolicLink(proc.resolve("self/ns/pid"), Path.of("pid:[4026532001]"));
        assertEquals(ProcessOwner.UNKNOWN, owners().of(1234));
    }

    @Test
    void a_namespace_that_cannot_be_told_makes_every_pid_unknown() throws Exception {
        process(1234, "python3", "");
        Files.delete(proc.resolve("self/ns/pid"));
        assertEquals(ProcessOwner.UNKNOWN, owners().of(1234));
    }
}
