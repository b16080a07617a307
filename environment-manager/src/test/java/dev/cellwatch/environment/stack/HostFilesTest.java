package dev.cellwatch.environment.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cellwatch.environment.console.Transcript;
import dev.cellwatch.environment.jupyter.Layout;
import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.process.Installed;
import dev.cellwatch.environment.process.Invocation;
import dev.cellwatch.environment.process.Outcome;
import dev.cellwatch.environment.process.ScriptedPrograms;
import dev.cellwatch.environment.process.SystemPrograms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostFilesTest {

    @TempDir
    Path root;

    private Path folder;

    @BeforeEach
    void prepare() {
        Machine machine = new Machine(
                new Layout(root, root.resolve("state")),
                new ScriptedPrograms(),
                new Transcript().console(false),
                Map.of("CELLWATCH_STATE_DIR", root.resolve("state").toString(), "CELLWATCH_HOST", "lab-1"));
        folder = new HostFiles(root.resolve("state"), new StackFolder(machine)).write();
    }

    @Test
    void each_service_has_a_user_of_its_own_and_as_few_rights_as_it_can_do_with() throws IOException {
        for (Path unit : units()) {
            String name = unit.getFileName().toString().replace(".service", "");
            String text = Files.readString(unit);
            assertTrue(text.contains("\nUser=" + name + "\n"), name);
            for (String line : List.of("NoNewPrivileges=yes", "ProtectSystem=strict", "PrivateTmp=yes")) {
                assertTrue(text.contains("\n" + line + "\n"), name + " " + line);
            }
            assertTrue(!text.contains("@") && !text.contains("0.0.0.0"), name);
        }
        assertEquals(6, units().size());
    }

    @Test
    void systemd_finds_nothing_wrong_with_the_units() throws IOException {
        assumeTrue(Installed.has("systemd-analyze"), "systemd-analyze is not there");
        Path program = Files.createFile(root.resolve("program"));
        assertTrue(program.toFile().setExecutable(true));
        List<String> argv = new ArrayList<>(List.of("systemd-analyze", "verify", "--man=no"));
        for (Path unit : units()) { // it wants the programs to be there
            Files.writeString(unit, Files.readString(unit).replaceAll("(?m)^ExecStart=\\S+", "ExecStart=" + program));
            argv.add(unit.toString());
        }
        Outcome outcome = new SystemPrograms().run(Invocation.of(argv));
        String complaints = outcome.err()
                .lines()
                .filter(line -> line.contains(folder.toString()) || line.contains(".service"))
                .filter(line -> units().stream()
                        .anyMatch(unit -> line.contains(unit.getFileName().toString())))
                .reduce("", (all, line) -> all + line + "\n");
        assertEquals("", complaints);
    }

    @Test
    void promtool_finds_nothing_wrong_with_the_configuration() {
        assumeTrue(Installed.has("promtool"), "promtool is not there");
        Outcome outcome = new SystemPrograms()
                .run(Invocation.of(
                        "promtool",
                        "check",
                        "config",
                        folder.resolve("prometheus.yml").toString()));
        assertTrue(outcome.succeeded(), outcome.out() + outcome.err());
    }

    @Test
    void every_target_has_the_labels_that_rules_speak_of() throws IOException {
        String text = Files.readString(folder.resolve("prometheus.yml"));
        assertTrue(!text.contains("@"), text);
        for (String job : text.split("- job_name: ", -1)) {
            if (job.contains("static_configs") && !job.contains("alertmanagers")) {
                String name = job.substring(0, job.indexOf('\n'));
                assertTrue(job.contains("labels: { host: \"lab-1\", service: " + name + " }"), job);
            }
        }
    }

    @Test
    void grafana_does_not_start_with_the_password_that_everybody_knows() throws IOException {
        assertTrue(Files.readString(folder.resolve("grafana.service"))
                .contains("\nEnvironmentFile=/opt/grafana/admin.env\n"));
        assertTrue(
                Files.readString(folder.resolve("README.txt")).contains("GF_SECURITY_ADMIN_PASSWORD=$(openssl rand"));
    }

    private List<Path> units() {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".service"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
