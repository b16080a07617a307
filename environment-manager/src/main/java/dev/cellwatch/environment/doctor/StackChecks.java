package dev.cellwatch.environment.doctor;

import dev.cellwatch.environment.engine.Listeners;
import dev.cellwatch.environment.stack.GrafanaState;
import dev.cellwatch.environment.stack.PrometheusApi;
import dev.cellwatch.environment.stack.ServiceState;
import dev.cellwatch.environment.stack.StackStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/** Whether the monitoring, where it was started, does what it is there for; else whether it could be. */
final class StackChecks {

    private static final String SUBJECT = "Monitoring";
    private static final String START = "Start it:  environment-manager up --enable-monitoring";

    private final StackStatus status;
    private final PrometheusApi prometheus;
    private final Supplier<GrafanaState> grafana;
    private final Listeners listeners;
    private final IntPredicate free;

    /** @param grafana asked only while it runs */
    StackChecks(
            StackStatus status,
            PrometheusApi prometheus,
            Supplier<GrafanaState> grafana,
            Listeners listeners,
            IntPredicate free) {
        this.status = status;
        this.prometheus = prometheus;
        this.grafana = grafana;
        this.listeners = listeners;
        this.free = free;
    }

    List<Finding> findings() {
        if (status.services().stream().noneMatch(ServiceState::runs)) {
            return ports();
        }
        List<Finding> findings = new ArrayList<>(services());
        findings.addAll(targets());
        findings.add(rules());
        if (status.services().stream().anyMatch(state -> state.service().equals("grafana") && state.isWell())) {
            findings.add(grafana());
        }
        containerNames().ifPresent(findings::add);
        return findings;
    }

    private List<Finding> ports() {
        List<Finding> findings = new ArrayList<>();
        status.ports().all().forEach((port, what) -> {
            if (!free.test(port)) {
                findings.add(Finding.warn(
                        "Port " + port,
                        "for " + what + ", is taken by " + listeners.on(port).orElse("another user's program") + ".",
                        "Stop it, or start the monitoring with --auto-ports."));
            }
        });
        return findings.isEmpty() ? List.of(Finding.ok(SUBJECT, "does not run; its ports are free.")) : findings;
    }

    private List<Finding> services() {
        List<Finding> unwell = status.services().stream()
                .filter(state -> !state.isWell())
                .map(state -> Finding.fail(
                        state.service(),
                        "is " + state.words() + " (" + state.since() + ").",
                        "See why:  environment-manager logs " + state.service() + " --since 10m"))
                .toList();
        return unwell.isEmpty()
                ? List.of(Finding.ok(SUBJECT, "all " + status.services().size() + " services run."))
                : unwell;
    }

    /** An exporter that is not scraped: down, another port, or a firewall in between. */
    private List<Finding> targets() {
        if (status.targets().isEmpty()) {
            return List.of(Finding.fail(
                    "Prometheus", "does not answer on port " + status.ports().prometheus() + ".", START));
        }
        List<Finding> down = status.targets().stream()
                .filter(target -> !target.up())
                .map(target -> Finding.warn(
                        "Target " + target.job(),
                        target.instance() + " is not scraped"
                                + (target.error().isEmpty() ? " yet." : ": " + target.error()),
                        "Does it run, and does it answer?  environment-manager scrape " + target.job()))
                .toList();
        return down.isEmpty()
                ? List.of(Finding.ok("Targets", "all " + status.targets().size() + " are up."))
                : down;
    }

    private Finding rules() {
        int rules = prometheus.alertRules();
        return rules > 0
                ? Finding.ok("Alert rules", rules + " are loaded.")
                : Finding.warn("Alert rules", "none are loaded.", "Look into docker/monitoring/prometheus/rules.");
    }

    private Finding grafana() {
        GrafanaState state = grafana.get();
        if (state.logIn() == GrafanaState.LogIn.SAYS_NOTHING) {
            return Finding.warn(
                    "Grafana",
                    "gives no answer within seconds.",
                    "See why:  environment-manager logs grafana --since 10m");
        }
        if (state.logIn() == GrafanaState.LogIn.REFUSES) {
            return Finding.fail(
                    "Grafana",
                    "does not open for " + state.user() + " with the password in " + state.passwordFile() + ".",
                    "Set it to that one:  environment-manager up --enable-monitoring");
        }
        if (!state.connected() || state.dashboards() == 0) {
            return Finding.warn(
                    "Grafana",
                    state.connected() ? "has no dashboards." : "does not reach its data source, Prometheus.",
                    "See why:  environment-manager logs grafana --since 10m");
        }
        return Finding.ok(
                "Grafana",
                "opens for " + state.user() + ", Prometheus answers it, and it has " + state.dashboards()
                        + (state.dashboards() == 1 ? " dashboard." : " dashboards."));
    }

    private Optional<Finding> containerNames() {
        boolean watched =
                status.targets().stream().anyMatch(target -> target.job().equals("cadvisor") && target.up());
        OptionalDouble named = prometheus.value("count(container_last_seen{name!=\"\"})");
        return watched && named.orElse(0) == 0
                ? Optional.of(Finding.warn(
                        "Container names",
                        "cAdvisor sees no container by its name: it is older than the engine (Docker 29 wants 0.54"
                                + " or newer), or the engine keeps its images in containerd, or in a machine of its own.",
                        "See why:  environment-manager logs cadvisor --since 10m"))
                : Optional.empty();
    }
}
