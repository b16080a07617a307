package dev.cellwatch.environment.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.console.Transcript;
import dev.cellwatch.environment.process.Outcome;
import dev.cellwatch.environment.process.ScriptedPrograms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateVenvTest {

    @TempDir
    Path root;

    private final ScriptedPrograms programs = new ScriptedPrograms();
    private final Transcript transcript = new Transcript();
    private Layout layout;
    private PrivateVenv venv;

    @BeforeEach
    void prepare() {
        layout = new Layout(root, root.resolve("state"));
        venv = new PrivateVenv(layout, programs, transcript.console(false));
        programs.answer("3.11.9\n", "python3", "-c")
                .answer("", "python3", "-m", "venv")
                .effect(this::makeInterpreter, "-m", "venv")
                .answer("Collecting jupyterlab\n", "pip", "install");
    }

    @Test
    void the_first_start_makes_it_and_the_second_calls_nothing() {
        venv.ensure();
        assertTrue(venv.isReady());
        int calls = programs.calls.size();
        venv.ensure();
        assertEquals(calls, programs.calls.size());
    }

    @Test
    void a_start_that_was_interrupted_while_installing_leaves_something_that_the_next_cleans_up() throws IOException {
        programs.answer(new Outcome(143, "", ""), "pip", "install");
        assertThrows(Failure.class, venv::ensure);
        Path halfMade = Files.writeString(layout.venv().resolve("half-made"), "");
        assertFalse(venv.isReady());

        ScriptedPrograms well = new ScriptedPrograms()
                .answer("3.11.9\n", "python3", "-c")
                .answer("", "-m", "venv")
                .effect(this::makeInterpreter, "-m", "venv")
                .answer("", "pip", "install");
        new PrivateVenv(layout, well, transcript.console(false)).ensure();
        assertTrue(venv.isReady());
        assertFalse(Files.exists(halfMade));
    }

    @Test
    void a_folder_that_somebody_else_made_is_never_touched() throws IOException {
        Files.createDirectories(layout.venv());
        Path theirs = Files.writeString(layout.venv().resolve("pyvenv.cfg"), "theirs");
        Failure failure = assertThrows(Failure.class, venv::ensure);
        assertTrue(failure.getMessage().contains("Cellwatch did not make it"), failure.getMessage());
        assertEquals("theirs", Files.readString(theirs));
    }

    @Test
    void an_environment_with_other_versions_is_made_anew() throws IOException {
        venv.ensure();
        Path whole = layout.venv().resolve("cellwatch.whole");
        Files.writeString(whole, Files.readString(whole).replace("jupyterlab==4", "jupyterlab==3"));
        assertFalse(venv.isReady());
        venv.ensure();
        assertTrue(venv.isReady());
    }

    @Test
    void an_environment_that_was_moved_here_is_made_anew() throws IOException {
        venv.ensure();
        Path moved = root.resolve("moved");
        Files.createDirectories(moved);
        Files.move(layout.venv(), moved.resolve(".venv"));
        assertFalse(new PrivateVenv(new Layout(moved, root), programs, transcript.console(false)).isReady());
    }

    @Test
    void an_environment_that_an_older_version_made_gets_the_settings_of_jupyterlab() throws IOException {
        venv.ensure();
        Path settings = layout.venvData().resolve("lab/settings/overrides.json");
        String wanted = Files.readString(settings);
        assertTrue(wanted.contains("\"fetchNews\": \"false\""), wanted);
        int calls = programs.calls.size();
        Files.delete(settings);
        venv.ensure();
        assertEquals(wanted, Files.readString(settings));
        Files.writeString(settings, "{}");
        venv.ensure();
        assertEquals(wanted, Files.readString(settings));
        assertEquals(calls, programs.calls.size(), "nothing is installed again for that");
    }

    @Test
    void what_pip_says_is_told_in_one_line_and_kept_whole() throws IOException {
        programs.answer(new Outcome(1, "Collecting x\nERROR: no network\nERROR: more\n", ""), "pip", "install");
        Failure failure = assertThrows(Failure.class, venv::ensure);
        assertTrue(
                failure.getMessage().startsWith("Installing JupyterLab failed: ERROR: no network\n"),
                failure.getMessage());
        assertTrue(Files.readString(layout.scratch().resolve("venv.log")).contains("ERROR: more"));
        assertEquals(1, failure.exitCode());
    }

    @Test
    void without_python_the_line_that_installs_it_is_named() {
        ScriptedPrograms bare = new ScriptedPrograms().answer("", "apt-get", "--version");
        Failure failure =
                assertThrows(Failure.class, () -> new PrivateVenv(layout, bare, transcript.console(false)).ensure());
        assertEquals(3, failure.exitCode());
        assertTrue(failure.getMessage().contains("sudo apt-get install python3 python3-venv"), failure.getMessage());
    }

    private void makeInterpreter() {
        try {
            Files.createDirectories(layout.python().getParent());
            Files.writeString(layout.python(), "#!/bin/sh\n");
            assertTrue(layout.python().toFile().setExecutable(true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
