package dev.cellwatch.environment.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cellwatch.environment.console.Transcript;
import dev.cellwatch.environment.jupyter.Layout;
import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.process.ScriptedPrograms;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {

    @TempDir
    Path root;

    private final Transcript transcript = new Transcript();
    private final StringWriter err = new StringWriter();
    private final StringWriter out = new StringWriter();
    private Launcher launcher;

    @BeforeEach
    void prepare() {
        launcher = launcher(Map.of("CELLWATCH_GPU", "off"));
    }

    private Launcher launcher(Map<String, String> environment) {
        Machine machine = new Machine(
                new Layout(root, root.resolve("state")),
                new ScriptedPrograms(),
                transcript.console(false),
                environment);
        return new Launcher(machine, new PrintWriter(out), new PrintWriter(err));
    }

    @Test
    void a_mistyped_command_is_one_sentence_and_a_suggestion() {
        assertEquals(2, launcher.run("statsu"));
        assertEquals("""
                There is no command statsu. Did you mean status?
                See: environment-manager --help
                """, err.toString());
    }

    @Test
    void a_mistyped_option_gets_a_suggestion_too() {
        assertEquals(2, launcher.run("--prot", "8890"));
        assertEquals(
                "There is no option --prot. Did you mean --port?\nSee: environment-manager up --help\n",
                err.toString());
    }

    @Test
    void a_container_wants_an_engine_and_has_no_foreground() {
        assertEquals(3, launcher.run("up", "--container", "--no-browser"));
        assertEquals(3, launcher.run("up", "--container", "--no-monitoring", "--dry-run"));
        assertEquals(3, launcher.run("--container", "--enable-monitoring"));
        assertTrue(err.toString().startsWith("There is no container engine here"), err.toString());
        assertEquals(2, launcher.run("up", "--container", "--foreground"));
        assertTrue(err.toString().endsWith("shows: environment-manager logs research -f\n"), err.toString());
    }

    @Test
    void what_belongs_to_the_monitoring_is_refused_without_it() {
        assertEquals(2, launcher.run("up", "--grafana-port", "3001"));
        assertEquals(2, launcher.run("up", "--enable-monitoring", "--no-monitoring"));
        assertEquals(2, launcher.run("up", "--enable-monitoring", "--without", "lgos"));
        assertEquals(2, launcher.run("up", "--enable-monitoring", "--grafana-password", ""));
        assertEquals(2, launcher.run("up", "--enable-monitoring", "--alert-profile", "quick"));
        assertEquals(2, launcher.run("up", "--alert-profile", "fast"));
        assertEquals("""
                The options of Grafana, alerts, ports and parts go with --enable-monitoring.
                --enable-monitoring and --no-monitoring exclude each other.
                There is no part lgos; there are containers, processes, gpu, logs, tracing. Did you mean logs?
                --grafana-password must not be empty; leave it out to have one made.
                --alert-profile takes slow or fast, not quick.
                The options of Grafana, alerts, ports and parts go with --enable-monitoring.
                """, err.toString());
    }

    @Test
    void without_an_engine_a_dry_run_names_what_is_missing_and_how_to_get_it() {
        assertEquals(3, launcher.run("up", "--enable-monitoring", "--dry-run"));
        assertTrue(err.toString().startsWith("There is no container engine here"), err.toString());
        assertEquals(3, launcher.run("scrape", "node"));
        assertEquals(3, launcher.run("logs", "grafana", "--since", "1h"));
        assertEquals(3, launcher.run("monitoring", "reload"));
        assertEquals(3, launcher.run("alert-test"));
    }

    @Test
    void without_an_engine_it_goes_on_and_leaves_files_for_programs_of_the_host() {
        launcher.run("up", "--enable-monitoring", "--no-browser"); // and there is no Python here either
        String said = transcript.err();
        assertTrue(said.startsWith("There is no container engine here"), said);
        assertTrue(said.contains("The kernels' own page (%metrics) goes on without it."), said);
        Path host = root.resolve("state/monitoring/host");
        assertTrue(Files.exists(host.resolve("prometheus.yml")) && Files.exists(host.resolve("grafana.service")));
    }

    @Test
    void a_service_that_is_not_known_and_a_time_that_is_none_are_refused() {
        assertEquals(2, launcher.run("logs", "grafan"));
        assertTrue(err.toString().endsWith("Did you mean grafana?\n"), err.toString());
        assertEquals(2, launcher.run("logs", "--since", "yesterday"));
        assertEquals(2, launcher.run("monitoring"));
    }

    @Test
    void a_service_that_does_not_answer_is_a_line_and_the_exit_code() {
        assertEquals(1, launcher.run("health", "mine=http://127.0.0.1:1/"));
        assertEquals("mine: Error - nobody listens there\n", transcript.out());
        assertEquals(2, launcher.run("health", "grafanna"));
        assertTrue(err.toString().endsWith("Did you mean grafana?\n"), err.toString());
    }

    @Test
    void nothing_is_deleted_without_a_yes() {
        assertEquals(1, launcher.run("down", "--purge"));
        assertEquals("Nothing is deleted, and nothing stopped.\n", err.toString());
        assertEquals(0, launcher.run("down", "--purge", "--yes"));
    }

    @Test
    void stopping_a_monitoring_that_never_ran_is_no_failure() {
        assertEquals(0, launcher.run("--no-monitoring"));
        assertEquals("The monitoring was not running.\n", transcript.out());
    }

    @Test
    void options_without_a_command_are_those_of_up() {
        assertEquals(2, launcher.run("--port", "0"));
        assertEquals("--port takes a number from 1 to 65535, not 0.\n", err.toString());
    }

    @Test
    void the_value_of_an_option_is_no_command_even_if_it_has_its_name() {
        assertEquals(3, launcher.run("--enable-monitoring", "--without", "logs", "--dry-run"));
        assertTrue(err.toString().startsWith("There is no container engine here"), err.toString());
        assertEquals(0, launcher.run("--debug", "status"));
    }

    @Test
    void every_command_has_help_version_and_the_exit_codes() {
        for (String command : launcher.commands()) {
            assertEquals(0, launcher.run(command, "--help"), command);
            assertEquals(0, launcher.run(command, "--version"), command);
            assertTrue(out.toString().contains("3   a needed thing is missing"), command);
        }
        assertEquals(
                new TreeSet<>(List.of(
                        "alert-test",
                        "doctor",
                        "down",
                        "gpu",
                        "health",
                        "install",
                        "logs",
                        "monitor",
                        "monitoring",
                        "run",
                        "scrape",
                        "snapshot",
                        "status",
                        "uninstall",
                        "up")),
                new TreeSet<>(launcher.commands()));
    }

    @Test
    void a_failure_shows_where_it_came_from_only_when_asked() {
        assertEquals(2, launcher.run("run", "no-such.ipynb"));
        assertEquals("There is no notebook no-such.ipynb.\n", err.toString());
        assertEquals(2, launcher.run("run", "no-such.ipynb", "--debug"));
        assertTrue(err.toString().contains("\tat dev.cellwatch"), err.toString());
    }

    @Test
    void without_a_gpu_the_list_is_empty_and_the_reason_is_said() throws IOException {
        assertEquals(0, launcher.run("gpu", "--json"));
        JsonNode json = new ObjectMapper().readTree(transcript.out());
        assertTrue(json.path("driver").isNull());
        assertTrue(json.path("gpus").isArray() && json.path("gpus").isEmpty());
        assertEquals(
                "GPU monitoring is switched off (CELLWATCH_GPU=off).",
                json.path("reason").asText());
    }

    @Test
    void json_and_summary_exclude_each_other() {
        assertEquals(2, launcher.run("gpu", "--json", "--summary"));
    }

    @Test
    void status_tells_that_nothing_runs() throws IOException {
        assertEquals(0, launcher.run("status", "--json"));
        JsonNode json = new ObjectMapper().readTree(transcript.out());
        assertEquals("false", json.path("running").asText());
        assertEquals(
                "GPU monitoring is switched off (CELLWATCH_GPU=off).",
                json.path("reason").asText());
        assertEquals(0, launcher.run("down"));
        assertTrue(transcript.out().endsWith("JupyterLab was not running.\n"));
    }

    @Test
    void a_dry_run_says_what_it_would_do_and_leaves_nothing_behind() throws IOException {
        assertEquals(0, launcher.run("up", "--dry-run", "--demo"));
        assertTrue(transcript.out().contains("jupyterlab==4.6"), transcript.out());
        assertTrue(transcript.out().contains("CELLWATCH_GPU=demo"), transcript.out());
        try (var files = Files.list(root)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void times_that_make_no_sense_are_refused_in_a_sentence() {
        assertEquals(2, launcher.run("monitor", "abc"));
        assertEquals(2, launcher.run("monitor", "0.1"));
        assertEquals(2, launcher.run("monitor", "1", "1e9"));
        assertEquals(2, launcher.run("monitor", "5", "999999999h"));
        assertEquals("""
                INTERVAL is a time such as 5, 0.5, 90s, 5m or 2h; "abc" is not.
                INTERVAL goes from 0.25 seconds to one hour; 0.1 does not fit.
                DURATION is a time such as 5, 0.5, 90s, 5m or 2h; "1e9" is not.
                DURATION goes up to 30 days, or is 0 for without end; 999999999h does not fit.
                """, err.toString());
    }

    @Test
    void a_log_that_cannot_be_written_is_refused_before_anything_starts() {
        Path file = root.resolve("nowhere").resolve("f.jsonl");
        assertEquals(2, launcher.run("monitor", "1", "1", "--log-file", file.toString()));
        assertEquals("Cannot write " + file + ": no such file or folder.\n", err.toString());
        assertEquals("", transcript.out());
    }
}
