package dev.cellwatch.environment.doctor;

import static dev.cellwatch.environment.stack.GrafanaState.LogIn.OPENS;
import static dev.cellwatch.environment.stack.GrafanaState.LogIn.REFUSES;
import static dev.cellwatch.environment.stack.GrafanaState.LogIn.SAYS_NOTHING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.environment.engine.Engine;
import dev.cellwatch.environment.engine.Forwarding;
import dev.cellwatch.environment.engine.GpuAccess;
import dev.cellwatch.environment.engine.Lack;
import dev.cellwatch.environment.engine.Listeners;
import dev.cellwatch.environment.engine.Trait;
import dev.cellwatch.environment.stack.GrafanaState;
import dev.cellwatch.environment.stack.PrometheusApi;
import dev.cellwatch.environment.stack.ServiceState;
import dev.cellwatch.environment.stack.StackStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerChecksTest {

    private static final int NOBODY = 1;

    @TempDir
    Path empty;

    private static final Engine FULL = new Engine(
            Optional.empty(),
            "Docker",
            "28.2.2",
            List.of("docker", "compose"),
            "2.26.1",
            GpuAccess.NO_GPU,
            Set.of(),
            "/data/engine");

    private static Engine engine(Optional<Lack> lack, String version, GpuAccess gpu, Set<Trait> traits) {
        return new Engine(lack, "Docker", version, List.of("docker", "compose"), "2.26.1", gpu, traits, "");
    }

    private static String text(List<Finding> findings) {
        return new Diagnosis(findings).text();
    }

    private GrafanaState grafana =
            new GrafanaState("admin", Path.of("secrets/grafana_password"), GrafanaState.LogIn.OPENS, true, 1);

    private String stack(StackStatus status, boolean free) {
        return text(
                new StackChecks(status, new PrometheusApi(NOBODY), () -> grafana, new Listeners(empty), port -> free)
                        .findings());
    }

    private String grafana(GrafanaState.LogIn logIn, boolean connected, int dashboards) {
        grafana = new GrafanaState("admin", Path.of("secrets/grafana_password"), logIn, connected, dashboards);
        ServiceState running = new ServiceState("grafana", "running", "healthy", "1 minute ago", "grafana:13");
        return stack(
                new StackStatus(
                        Optional.empty(),
                        List.of(running),
                        StackStatus.nothing().ports(),
                        List.of()),
                true);
    }

    @Test
    void a_grafana_that_is_of_no_use_is_told_with_the_reason() {
        assertTrue(
                grafana(OPENS, true, 2).contains("opens for admin, Prometheus answers it, and it has 2 dashboards."));
        String shut = grafana(REFUSES, false, 0);
        assertTrue(grafana(SAYS_NOTHING, false, 0).contains("gives no answer within seconds."));
        assertTrue(shut.contains("does not open for admin with the password in secrets/grafana_password."), shut);
        assertTrue(grafana(OPENS, false, 2).contains("does not reach its data source, Prometheus."));
        assertTrue(grafana(OPENS, true, 0).contains("has no dashboards."));
    }

    @Test
    void an_engine_whose_disk_is_nearly_full_is_told() {
        EngineChecks checks = new EngineChecks(FULL, () -> Forwarding.UNKNOWN);
        assertEquals(Finding.Level.OK, checks.room(20e9).level());
        assertEquals(Finding.Level.WARN, checks.room(9e9).level());
        assertTrue(
                checks.room(9e9).text().contains("8.4 GiB free where /data/engine is;"),
                checks.room(9e9).text());
    }

    @Test
    void a_rootless_engine_is_a_warning_with_a_way_out() {
        String told = text(new EngineChecks(
                        engine(Optional.empty(), "28.2.2", GpuAccess.NO_GPU, Set.of(Trait.ROOTLESS)),
                        () -> Forwarding.UNKNOWN)
                .findings());
        assertTrue(told.contains("does not reach kernels outside of containers"), told);
        assertTrue(told.contains("environment-manager up --container"), told);
    }

    @Test
    void each_lack_is_a_warning_with_what_to_do() {
        for (Lack lack : Lack.values()) {
            Finding finding = new EngineChecks(
                            engine(Optional.of(lack), "28.0", GpuAccess.NO_GPU, Set.of()), () -> Forwarding.UNKNOWN)
                    .findings()
                    .get(0);
            assertEquals(Finding.Level.WARN, finding.level());
            assertEquals(lack.sentence(), finding.text());
            assertEquals(Optional.of(lack.advice()), finding.advice());
        }
    }

    @Test
    void what_is_special_about_an_engine_is_said() {
        String told = text(new EngineChecks(
                        engine(Optional.empty(), "20.10.24", GpuAccess.NO_RUNTIME, Set.of(Trait.WSL2, Trait.SELINUX)),
                        () -> Forwarding.UNKNOWN)
                .findings());
        assertTrue(told.contains("virtual machine, not of Windows"), told);
        assertTrue(told.contains("sudo nvidia-ctk runtime configure"), told);
        assertTrue(told.contains("DOCKER-USER"), told);
        assertTrue(told.contains("chcon -Rt container_file_t"), told);
    }

    private static String ports(String version, Forwarding forwarding) {
        Engine engine = engine(Optional.empty(), version, GpuAccess.NO_GPU, Set.of());
        return text(new EngineChecks(engine, () -> forwarding).findings());
    }

    @Test
    void what_neighbours_reach_of_containers_depends_on_what_the_machine_forwards() {
        assertTrue(ports("27.5.1", Forwarding.UNKNOWN).contains("reach a port published on 127.0.0.1."));
        assertTrue(ports("27.5.1", Forwarding.FILTERED).contains("reach a port published on 127.0.0.1."));
        String open = ports("27.5.1", Forwarding.OPEN);
        assertTrue(open.contains("reach any port of it") && open.contains("FORWARD policy is ACCEPT"), open);
        assertTrue(open.contains("sudo iptables -I DOCKER-USER -i eth0"), open);
        assertFalse(ports("27.5.1", Forwarding.CLOSED).contains("Loopback ports"));
        assertFalse(ports("28.0.1", Forwarding.OPEN).contains("Loopback ports"));
    }

    @Test
    void a_taken_port_is_told_before_anything_is_started() {
        assertTrue(stack(StackStatus.nothing(), false).contains("warn  Port 3000        for grafana, is taken by"));
        assertEquals("ok    Monitoring       does not run; its ports are free.", stack(StackStatus.nothing(), true));
    }

    @Test
    void a_service_that_ended_and_a_target_that_is_down_are_named() {
        StackStatus status = new StackStatus(
                Optional.empty(),
                List.of(
                        new ServiceState("prometheus", "running", "healthy", "Up", ""),
                        new ServiceState("loki", "restarting", "", "Restarting (1)", "")),
                StackStatus.nothing().ports(),
                List.of(new PrometheusApi.Target("node", "here", "http://relay", false, "connection refused")));
        String told = stack(status, true);
        assertTrue(told.contains("fail  loki             is restarting (Restarting (1))."), told);
        assertTrue(told.contains("Target node      here is not scraped: connection refused"), told);
        assertTrue(told.contains("Alert rules      none are loaded."), told);
    }

    @Test
    void a_cadvisor_that_sees_no_names_has_its_causes_told() {
        StackStatus status = new StackStatus(
                Optional.empty(),
                List.of(new ServiceState("prometheus", "running", "healthy", "Up", "")),
                StackStatus.nothing().ports(),
                List.of(new PrometheusApi.Target("cadvisor", "c", "http://cadvisor", true, "")));
        assertTrue(stack(status, true).contains("cAdvisor sees no container by its name"), stack(status, true));
    }
}
