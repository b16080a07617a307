package dev.cellwatch.environment.stack;

import static dev.cellwatch.environment.stack.GrafanaState.LogIn.OPENS;
import static dev.cellwatch.environment.stack.GrafanaState.LogIn.REFUSES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.console.Transcript;
import dev.cellwatch.environment.engine.Engine;
import dev.cellwatch.environment.engine.GpuAccess;
import dev.cellwatch.environment.engine.Lack;
import dev.cellwatch.environment.jupyter.Layout;
import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.process.Outcome;
import dev.cellwatch.environment.process.ScriptedPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackRunningTest {

    @TempDir
    Path root;

    private final ScriptedPrograms programs = new ScriptedPrograms();
    private final Transcript transcript = new Transcript();
    private FakeServers servers;
    private Machine machine;
    private Stack stack;

    @BeforeEach
    void prepare() throws IOException {
        servers = new FakeServers();
        Path monitoring = Files.createDirectories(root.resolve("state/monitoring"));
        Files.writeString(
                monitoring.resolve("stack.env"),
                "CELLWATCH_PROMETHEUS_PORT='" + servers.prometheusPort() + "'\nCELLWATCH_GRAFANA_PORT='"
                        + servers.grafanaPort() + "'\n");
        machine = new Machine(
                new Layout(root, root.resolve("state")),
                programs,
                transcript.console(false),
                Map.of("CELLWATCH_STATE_DIR", root.resolve("state").toString()));
        stack = new Stack(machine, FakeServers.ENGINE);
        servers.targets(true, "prometheus", "node");
    }

    @AfterEach
    void close() {
        servers.close();
    }

    @Test
    void the_configuration_is_read_again_by_a_signal() {
        metrics("1", "100");
        programs.answer("", "kill").effect(() -> metrics("1", "101"), "kill");
        stack.prometheus().reload();
        List<String> argv = programs.calls.get(0).argv();
        assertEquals(List.of("kill", "-s", "HUP", "prometheus"), argv.subList(argv.size() - 4, argv.size()));
    }

    @Test
    void a_configuration_that_is_refused_is_told() {
        metrics("1", "100");
        programs.answer("", "kill").effect(() -> metrics("0", "100"), "kill");
        Failure failure = assertThrows(Failure.class, () -> stack.prometheus().reload());
        assertTrue(failure.getMessage().startsWith("Prometheus refuses the configuration"), failure.getMessage());
    }

    @Test
    void grafana_is_looked_at_as_whoever_opens_it_does() {
        GrafanaAccount accounts = new GrafanaAccount(stack.folder().secrets(), new SecureRandom());
        accounts.write(new GrafanaAccount.Account("admin", "secret", false));
        assertEquals(new GrafanaState("admin", accounts.passwordFile(), REFUSES, false, 0), stack.grafana());
        assertEquals(1, servers.refused.get(), "more would lock the account");
        servers.password = "secret";
        assertEquals(new GrafanaState("admin", accounts.passwordFile(), OPENS, false, 0), stack.grafana());
        servers.grafanaSays.put("/api/datasources/uid/prometheus/health", "{\"status\":\"OK\"}");
        servers.grafanaSays.put("/api/search", "[{\"uid\":\"research\"}]");
        assertEquals(new GrafanaState("admin", accounts.passwordFile(), OPENS, true, 1), stack.grafana());
    }

    private void metrics(String loaded, String at) {
        servers.prometheusSays.put(
                "/metrics",
                "prometheus_config_last_reload_successful " + loaded
                        + "\nprometheus_config_last_reload_success_timestamp_seconds " + at + "\n");
    }

    @Test
    void a_job_is_scraped_where_prometheus_reaches_it() {
        programs.answer("node_load1 0.5\n", "sh", "http://node/metrics");
        assertEquals(List.of("node_load1 0.5"), stack.prometheus().scrape("node"));
        assertEquals(
                "There is no job nood; there are node, prometheus. Did you mean node?",
                assertThrows(Failure.class, () -> stack.prometheus().scrape("nood"))
                        .getMessage());
    }

    @Test
    void a_target_that_is_gone_does_not_keep_the_others_from_telling() {
        servers.targets(true, "kernels", "kernels");
        programs.answer("a 1\n", "sh", "http://kernels/metrics");
        assertEquals(List.of("a 1", "a 1"), stack.prometheus().scrape("kernels"));
        programs.answer(new Outcome(1, "", "connection refused"), "sh", "http://kernels/metrics");
        Failure nobody = assertThrows(Failure.class, () -> stack.prometheus().scrape("kernels"));
        assertEquals("Nothing of the job kernels answers.", nobody.getMessage());
        assertTrue(transcript.err().contains("kernels does not answer at http://kernels/metrics. connection refused"));
    }

    @Test
    void jupyterlab_is_asked_with_its_token_which_stands_on_no_command_line() {
        servers.targets(true, "research");
        programs.answer("a 1\n", "sh", "http://research/metrics");
        assertEquals(List.of("a 1"), stack.prometheus().scrape("research"));
        String asked = programs.calls.get(0).argv().toString();
        assertTrue(asked.contains("Authorization: token $(cat /run/secrets/jupyter_token)"), asked);
    }

    @Test
    void an_engine_that_is_too_slow_to_tell_is_not_one_on_which_nothing_runs() {
        programs.answer(new Outcome(137, "", ""), "ps");
        Failure slow = assertThrows(Failure.class, () -> stack.stop());
        assertEquals("The engine has not told within 60 s which services run.", slow.getMessage());
        assertEquals(2, programs.calls.size());
    }

    @Test
    void the_table_has_each_service_with_its_state_and_its_address() {
        programs.answer(
                "[{\"Service\":\"prometheus\",\"State\":\"running\",\"Health\":\"healthy\",\"Status\":\"Up 2 hours\"},"
                        + "{\"Service\":\"loki\",\"State\":\"exited\",\"Health\":\"\",\"Status\":\"Exited (1)\"}]",
                "ps");
        StackStatus status = StackStatus.of(stack);
        assertEquals(
                "Service     State    Since       Address\n"
                        + "loki        exited   Exited (1)\n"
                        + "prometheus  healthy  Up 2 hours  http://localhost:" + servers.prometheusPort() + "\n"
                        + "Targets up  node 1 of 1, prometheus 1 of 1",
                status.text());
        assertEquals(true, status.object().get("running"));
    }

    @Test
    void with_an_engine_that_does_not_answer_nobody_claims_that_nothing_runs() {
        Engine silent = new Engine(
                Optional.of(Lack.NOT_RUNNING),
                "docker",
                "",
                List.of("docker", "compose"),
                "",
                GpuAccess.NO_GPU,
                Set.of(),
                "");
        StackStatus status = StackStatus.of(new Stack(machine, silent));
        assertEquals("Monitoring  cannot be told: Docker is installed, but its engine does not answer.", status.text());
        assertEquals(
                "Docker is installed, but its engine does not answer.",
                status.object().get("unknown"));
    }

    @Test
    void kernels_learn_where_traces_and_services_are_and_forget_it_again() throws IOException {
        KernelEnvironment kernels = new KernelEnvironment(root.resolve("state"));
        Path file = root.resolve("state/environment.json");
        Files.writeString(file, "{\"OTEL_SERVICE_NAME\":\"mine\"}");
        Ports ports = new Ports(3001, 9091, 16_687, 4319, 4320, 9101);
        kernels.tell(ports.services(), Optional.of("http://127.0.0.1:4319"));
        assertEquals(
                "{\"OTEL_SERVICE_NAME\":\"mine\",\"CELLWATCH_SERVICES\":"
                        + "\"grafana=http://127.0.0.1:3001/api/health,prometheus=http://127.0.0.1:9091/-/healthy\","
                        + "\"OTEL_EXPORTER_OTLP_ENDPOINT\":\"http://127.0.0.1:4319\"}",
                Files.readString(file).replaceAll("\\s", ""));
        kernels.takeBack();
        assertEquals("{\"OTEL_SERVICE_NAME\":\"mine\"}", Files.readString(file).replaceAll("\\s", ""));
        Files.writeString(file, "{\"OTEL_EXPORTER_OTLP_ENDPOINT\":\"x\"}");
        kernels.takeBack();
        assertFalse(Files.exists(file));
    }
}
