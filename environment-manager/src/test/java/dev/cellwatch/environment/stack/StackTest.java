package dev.cellwatch.environment.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.console.Transcript;
import dev.cellwatch.environment.jupyter.Layout;
import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.jupyter.Up;
import dev.cellwatch.environment.process.Invocation;
import dev.cellwatch.environment.process.Outcome;
import dev.cellwatch.environment.process.ScriptedPrograms;
import dev.cellwatch.monitor.settings.AlertProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackTest {

    private static final Set<Part> FEW = Set.of(Part.TRACING, Part.LOGS, Part.CONTAINERS, Part.PROCESSES);

    @TempDir
    Path root;

    private final Transcript transcript = new Transcript();
    private final ScriptedPrograms programs = new ScriptedPrograms();
    private FakeServers servers;
    private Machine machine;
    private Stack stack;

    @BeforeEach
    void prepare() throws IOException {
        servers = new FakeServers();
        Files.createDirectories(root.resolve("docker"));
        Files.writeString(root.resolve("docker/compose.yaml"), "services: {}\n");
        Files.writeString(root.resolve("docker/versions.env"), "GRAFANA_IMAGE=g:1\n");
        Files.createDirectories(root.resolve("docker/monitoring/alertmanager"));
        Files.copy(
                Path.of("../docker/monitoring/alertmanager/alertmanager.yml"),
                root.resolve("docker/monitoring/alertmanager/alertmanager.yml"));
        Files.createDirectories(monitoring());
        Files.writeString(
                monitoring().resolve("stack.env"),
                "CELLWATCH_GRAFANA_PORT='" + servers.grafanaPort() + "'\nCELLWATCH_PROMETHEUS_PORT='"
                        + servers.prometheusPort() + "'\nCELLWATCH_NODE_PORT='1'\n");
        machine = new Machine(
                new Layout(root, root.resolve("state")),
                programs,
                transcript.console(false),
                Map.of("CELLWATCH_STATE_DIR", root.resolve("state").toString()));
        stack = new Stack(machine, FakeServers.ENGINE);
        programs.answer("", "up").answer(running(), "ps").answer("", "rm").answer("", "down");
        servers.targets(true, "prometheus", "node");
    }

    @AfterEach
    void close() {
        servers.close();
    }

    private Path monitoring() {
        return root.resolve("state").resolve("monitoring");
    }

    private static String running() {
        return Arrays.stream(Service.values())
                .filter(service -> service.part() == Part.METRICS)
                .map(service -> "{\"Service\":\"" + service.word()
                        + "\",\"State\":\"running\",\"Health\":\"healthy\",\"Status\":\"Up 1 minute\"}\n")
                .reduce("", String::concat);
    }

    private static StackOptions options(Optional<String> password) {
        return new StackOptions(
                OptionalInt.empty(),
                false,
                Set.of(),
                FEW,
                Optional.empty(),
                new StackOptions.Login(Optional.empty(), password, false));
    }

    private List<Invocation> calls(String... words) {
        return programs.calls.stream()
                .filter(call -> call.argv().containsAll(List.of(words)))
                .toList();
    }

    @Test
    void what_runs_is_named_service_by_service_and_its_places_are_told() throws IOException {
        servers.password = "correct horse";
        stack.start(options(Optional.of("correct horse")));
        List<String> up = calls("up").get(0).argv();
        assertEquals(
                List.of("prometheus", "grafana", "alertmanager", "node-exporter", "hostrelay", "relay"),
                up.subList(up.indexOf("--quiet-pull") + 1, up.size()));
        assertTrue(transcript.out().contains("http://localhost:" + servers.grafanaPort()), transcript.out());
        assertTrue(transcript.out().contains("Left out:    gpu, nvidia-smi lists no GPU here"), transcript.out());
        String variables = Files.readString(monitoring().resolve("stack.env"));
        assertTrue(variables.contains("CELLWATCH_JOBS='node'"), variables);
        assertTrue(variables.contains("CELLWATCH_ENGINE_ROOT='/data/engine'"), variables);
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(monitoring().resolve("stack.env"))));
    }

    @Test
    void containers_can_read_their_configuration_whatever_the_checkouts_owner_lets_others_read() throws IOException {
        servers.password = "correct horse";
        Path folder = root.resolve("docker/monitoring/alertmanager");
        Path file = folder.resolve("alertmanager.yml");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        stack.start(options(Optional.of("correct horse")));
        assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwxr-xr-x", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    }

    @Test
    void a_password_is_neither_on_a_command_line_nor_in_what_is_shown_or_written_for_compose() throws IOException {
        servers.password = "correct horse";
        stack.start(options(Optional.of("correct horse")));
        String told = programs.calls
                + transcript.out()
                + transcript.err()
                + Files.readString(monitoring().resolve("stack.env"));
        assertFalse(told.contains("correct horse"), told);
    }

    @Test
    void with_nobody_to_tell_it_starts_and_says_so() throws IOException {
        servers.password = "correct horse";
        stack.start(options(Optional.of("correct horse")));
        assertTrue(transcript.out().contains("\nAlerts go nowhere: write the address"), transcript.out());
        assertFalse(calls("up").get(0).commandLine().contains("compose.notify.yaml"));
        assertTrue(Files.exists(monitoring().resolve("alertmanager/alertmanager.yml")));
    }

    @Test
    void who_is_told_is_said_gets_a_way_out_and_its_secret_is_nowhere_to_be_seen() throws IOException {
        servers.password = "correct horse";
        Files.createDirectories(monitoring().resolve("secrets"));
        Files.writeString(monitoring().resolve("secrets/slack_api_url"), "https://hooks.slack.com/services/hunter2");
        Files.writeString(monitoring().resolve("secrets/smtp_password"), "hunter3");
        stack.start(options(Optional.of("correct horse")));
        String told = transcript.out();
        assertTrue(told.contains("\nAlerts:      go to Slack (#zakenak-alerts); try it: "), told);
        assertTrue(told.contains("\nMail is not sent: it needs CELLWATCH_ALERT_SMTP_SMARTHOST as HOST:PORT"), told);
        assertTrue(calls("up").get(0).commandLine().contains("compose.notify.yaml"));
        String seen = programs.calls
                + told
                + transcript.err()
                + Files.readString(monitoring().resolve("stack.env"));
        assertFalse(seen.contains("hunter"), seen);
    }

    @Test
    void an_alertmanager_that_runs_is_signalled_when_others_are_told_and_only_then() throws IOException {
        servers.password = "correct horse";
        Files.createDirectories(monitoring().resolve("alertmanager"));
        Files.writeString(monitoring().resolve("alertmanager/alertmanager.yml"), "# others\n");
        reloads();
        stack.start(options(Optional.of("correct horse")));
        assertEquals(1, calls("kill", "HUP", "alertmanager").size());
        stack.start(options(Optional.empty()));
        assertEquals(1, calls("kill", "HUP", "alertmanager").size());
    }

    @Test
    void how_soon_alerts_are_told_is_kept_for_the_next_start_and_not_by_a_dry_run() throws IOException {
        servers.password = "correct horse";
        StackOptions fast = new StackOptions(
                OptionalInt.empty(),
                false,
                Set.of(),
                FEW,
                Optional.of(AlertProfile.FAST),
                new StackOptions.Login(Optional.empty(), Optional.of("correct horse"), false));
        Path kept = root.resolve("state/environment.json");
        stack.describe(fast);
        assertFalse(Files.exists(kept));
        stack.start(fast);
        String settings = Files.readString(kept);
        assertTrue(settings.contains("\"CELLWATCH_ALERT_PROFILE\" : \"fast\""), settings);
        assertTrue(Files.readString(monitoring().resolve("alertmanager/alertmanager.yml"))
                .contains("  group_wait: 10s\n"));
        new KernelEnvironment(root.resolve("state")).takeBack();
        assertTrue(Files.readString(kept).contains("CELLWATCH_ALERT_PROFILE"), "stopping the containers keeps it");
    }

    private void reloads() {
        String metrics = "alertmanager_config_last_reload_successful 1\n"
                + "alertmanager_config_last_reload_success_timestamp_seconds ";
        programs.answer(metrics + 1, "wget", "http://127.0.0.1:9093/metrics")
                .answer("", "kill")
                .effect(() -> programs.answer(metrics + 2, "wget", "http://127.0.0.1:9093/metrics"), "kill");
    }

    @Test
    void a_grafana_with_another_password_gets_the_new_one_by_standard_input() {
        servers.password = "old";
        programs.answer("", "reset-admin-password").effect(() -> servers.password = "new one", "reset-admin-password");
        stack.start(options(Optional.of("new one")));
        Invocation reset = calls("reset-admin-password").get(0);
        assertEquals(Optional.of("new one\n"), reset.input());
        assertTrue(reset.argv().containsAll(List.of("exec", "-T", "grafana", "--password-from-stdin")));
    }

    @Test
    void a_name_that_grafana_does_not_know_changes_nothing_and_the_one_that_it_knows_is_told() throws IOException {
        servers.password = "old";
        stack.start(options(Optional.of("old")));
        StackOptions renamed = new StackOptions(
                OptionalInt.empty(),
                false,
                Set.of(),
                FEW,
                Optional.empty(),
                new StackOptions.Login(Optional.of("ada"), Optional.of("new one"), false));
        Failure failure = assertThrows(Failure.class, () -> stack.start(renamed));
        assertTrue(failure.getMessage().startsWith("Grafana's account is named admin"), failure.getMessage());
        assertEquals(List.of(), calls("reset-admin-password"));
        Path secrets = monitoring().resolve("secrets");
        assertEquals("admin", Files.readString(secrets.resolve("grafana_user")));
        assertEquals("old", Files.readString(secrets.resolve("grafana_password")));
    }

    @Test
    void an_engine_that_ends_meanwhile_is_told_at_once_and_not_waited_for() {
        Outcome gone = new Outcome(1, "", "Cannot connect to the Docker daemon at unix:///x. Is it running?");
        programs.effect(() -> programs.answer(gone, "ps"), "up");
        Failure failure = assertThrows(Failure.class, () -> stack.start(options(Optional.of("correct horse"))));
        assertTrue(failure.getMessage().contains("the engine does not answer, or no longer"), failure.getMessage());
        assertEquals(3, calls("ps").size());
    }

    @Test
    void a_service_that_does_not_get_ready_is_named_with_how_it_is_and_its_last_words() {
        programs.answer(
                        running()
                                .replace(
                                        "\"relay\",\"State\":\"running\",\"Health\":\"healthy\"",
                                        "\"relay\",\"State\":\"restarting\",\"Health\":\"\""),
                        "ps")
                .effect(() -> transcript.seconds(30), "ps")
                .answer("relay-1  | no such file\n", "logs");
        Failure failure = assertThrows(Failure.class, () -> stack.start(options(Optional.of("correct horse"))));
        assertEquals(
                "relay is not ready after 60 s, but restarting; its last words:\nrelay-1  | no such file\n"
                        + "The rest runs on; environment-manager --no-monitoring stops it.",
                failure.getMessage());
    }

    @Test
    void what_could_not_be_started_is_taken_away_again_with_its_named_cause() {
        programs.answer("", "ps").answer(new Outcome(1, "", "Error: no space left on device"), "up");
        Failure failure = assertThrows(
                Failure.class,
                () -> stack.start(new StackOptions(
                        OptionalInt.empty(),
                        true,
                        Set.of(),
                        FEW,
                        Optional.empty(),
                        new StackOptions.Login(Optional.empty(), Optional.empty(), false))));
        assertTrue(failure.getMessage().contains("the disk is full"), failure.getMessage());
        assertTrue(failure.getMessage().endsWith("What this start had begun is removed again."));
        List<String> removed = calls("rm").get(0).argv();
        assertTrue(removed.containsAll(List.of("--stop", "--force", "prometheus", "relay")), removed.toString());
        assertTrue(transcript.err().contains("shown this once"), transcript.err());
    }

    @Test
    void only_the_monitoring_is_stopped_and_its_volumes_stay() {
        assertTrue(stack.stop());
        List<String> stopped = calls("rm").get(0).argv();
        assertTrue(stopped.contains("prometheus"));
        assertFalse(stopped.contains("--volumes") || stopped.contains("research"), stopped.toString());
        assertEquals(List.of(), calls("down"));
    }

    @Test
    void a_purge_takes_the_volumes_and_the_secrets() {
        stack.down(true);
        assertTrue(calls("down").get(0).argv().contains("--volumes"));
        assertFalse(Files.exists(monitoring()));
    }

    @Test
    void a_dry_run_shows_command_files_ports_and_what_is_left_out_and_starts_nothing() {
        stack.describe(options(Optional.empty()));
        assertEquals(List.of(), calls("up"));
        String told = transcript.out();
        assertTrue(told.contains("compose.yaml") && told.contains("--env-file"), told);
        assertTrue(told.contains("  " + servers.grafanaPort() + "  grafana"), told);
        assertTrue(told.contains("Left out:    logs, not wanted (--without logs)"), told);
        assertFalse(Files.exists(monitoring().resolve("secrets")));
    }

    @Test
    void a_taken_port_is_told_with_who_has_it_before_anything_starts() {
        programs.answer("", "ps"); // nothing of ours runs, so these ports are somebody else's
        Failure failure = assertThrows(Failure.class, () -> stack.start(options(Optional.empty())));
        assertTrue(
                failure.getMessage()
                        .contains("(process " + ProcessHandle.current().pid() + ")"),
                failure.getMessage());
        assertTrue(failure.getMessage().endsWith("--auto-ports or --grafana-port."), failure.getMessage());
        assertEquals(List.of(), calls("up"));
    }

    @Test
    void a_port_that_jupyterlab_and_a_service_both_want_is_told_before_either_is_started() {
        Up.Options lab = new Up.Options(servers.grafanaPort(), true, false, false);
        Failure failure =
                assertThrows(Failure.class, () -> new MonitoredUp(machine, stack).run(lab, options(Optional.empty())));
        assertEquals(
                "--port " + servers.grafanaPort() + " is the monitoring's, for grafana; take another one.",
                failure.getMessage());
        assertEquals(2, failure.exitCode());
        assertEquals(List.of(), calls("up"));
        assertFalse(Files.exists(root.resolve(".venv")));
    }

    @Test
    void grafana_is_not_moved_to_where_another_service_is() {
        StackOptions moved = new StackOptions(
                OptionalInt.of(servers.prometheusPort()),
                true,
                Set.of(),
                FEW,
                Optional.empty(),
                new StackOptions.Login(Optional.empty(), Optional.empty(), false));
        Failure failure = assertThrows(Failure.class, () -> stack.start(moved));
        assertEquals(
                "--grafana-port " + servers.prometheusPort()
                        + " is the monitoring's, for prometheus; take another one.",
                failure.getMessage());
        assertEquals(List.of(), calls("up"));
    }

    @Test
    void a_service_that_ends_while_the_first_scrapes_are_awaited_is_named() {
        servers.password = "correct horse";
        String ended = running().replace("hostrelay\",\"State\":\"running", "hostrelay\",\"State\":\"exited");
        AtomicInteger asked = new AtomicInteger(); // for the plan, at the start, while it waits, and once more
        programs.effect(() -> programs.answer(asked.incrementAndGet() < 4 ? running() : ended, "ps"), "ps");
        Failure failure = assertThrows(Failure.class, () -> stack.start(options(Optional.of("correct horse"))));
        assertTrue(failure.getMessage().startsWith("hostrelay was ready, and is exited now"), failure.getMessage());
    }

    @Test
    void a_taken_port_keeps_jupyterlab_from_starting_too() {
        programs.answer("", "ps");
        Up.Options lab = new Up.Options(18_888, true, false, false);
        assertThrows(Failure.class, () -> new MonitoredUp(machine, stack).run(lab, options(Optional.empty())));
        assertEquals(1, programs.calls.size(), "compose was asked what runs, and that is all: " + programs.calls);
        assertFalse(Files.exists(root.resolve(".venv")));
    }

    @Test
    void a_users_variables_do_not_win_over_the_files() {
        stack.describe(options(Optional.empty()));
        assertEquals(Optional.empty(), calls("ps").get(0).changes().get("GRAFANA_IMAGE"));
        assertTrue(calls("ps").get(0).changes().containsKey("CELLWATCH_GRAFANA_PORT"));
    }

    @Test
    void a_part_that_must_be_there_and_cannot_is_missing() {
        StackOptions gpu = new StackOptions(
                OptionalInt.empty(),
                false,
                Set.of(Part.GPU),
                Set.of(),
                Optional.empty(),
                new StackOptions.Login(Optional.empty(), Optional.empty(), false));
        Failure failure = assertThrows(Failure.class, () -> stack.start(gpu));
        assertEquals("The part gpu cannot run here: nvidia-smi lists no GPU here.", failure.getMessage());
        assertEquals(3, failure.exitCode());
    }

    @Test
    void an_unknown_part_gets_a_suggestion() {
        assertEquals(
                "There is no part trancing; there are containers, processes, gpu, logs, tracing. Did you mean tracing?",
                assertThrows(Failure.class, () -> Part.named("trancing")).getMessage());
    }
}
