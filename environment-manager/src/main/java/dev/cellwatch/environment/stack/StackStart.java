package dev.cellwatch.environment.stack;

import dev.cellwatch.environment.console.Console;
import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.console.Progress;
import dev.cellwatch.environment.http.Loopback;
import dev.cellwatch.environment.jupyter.Machine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Starts what a plan names, waits until it answers, and looks whether it does what it is there for. */
final class StackStart {

    /** Two scrapes and what a first one takes. */
    private static final Duration TARGETS_DEADLINE = Duration.ofSeconds(45);

    private static final int LAST_WORDS = 5;

    private final Machine machine;
    private final Compose compose;
    private final Services services;
    private final Plan plan;

    StackStart(Machine machine, Compose compose, Services services, Plan plan) {
        this.machine = machine;
        this.compose = compose;
        this.services = services;
        this.plan = plan;
    }

    /** Does it all; what could not be started is taken away again, what does not get ready is named. */
    void run(GrafanaAccount.Account account) {
        Set<String> before = services.running();
        begin(before);
        plan.services().forEach(service -> awaitReady(service, before.contains(service.word())));
        logIn(account);
        awaitTargets();
    }

    private void begin(Set<String> before) {
        List<String> lines = new ArrayList<>();
        int exitCode;
        try (Progress progress = console().progress("Starting the containers").started()) {
            exitCode = machine.programs().follow(compose.up(plan), line -> {
                lines.add(line);
                progress.detail(line);
            });
        }
        if (exitCode != 0) {
            throw Failure.failed(
                    "The containers could not be started: " + ComposeTrouble.sentence(lines) + takenBack(before));
        }
    }

    private String takenBack(Set<String> before) {
        List<Service> begun = plan.services().stream()
                .filter(service -> !before.contains(service.word()))
                .toList();
        boolean gone =
                begun.isEmpty() || machine.programs().run(compose.remove(begun)).succeeded();
        return gone
                ? "\nWhat this start had begun is removed again."
                : "\nSome of it may still run; environment-manager --no-monitoring stops it.";
    }

    private void awaitReady(Service service, boolean ranBefore) {
        Optional<Loopback> server = plan.ports().of(service).map(Loopback::on);
        try (Progress progress =
                console().progress("Waiting for " + service.word()).started()) {
            boolean ready = progress.await(() -> isReady(service, server), service.deadline());
            if (!ready) {
                throw Failure.failed(service.word() + " is not ready after "
                        + service.deadline().toSeconds()
                        + " s; its last words:\n" + lastWords(service)
                        + "\nThe rest runs on; environment-manager --no-monitoring stops it.");
            }
            if (!ranBefore) {
                console().note(String.format("%-17s ready after %d s", service.word(), progress.seconds()));
            }
        }
    }

    private boolean isReady(Service service, Optional<Loopback> server) {
        return server.isPresent() && service.readyPath().isPresent()
                ? server.get().answers(service.readyPath().get())
                : services.isWell(service);
    }

    private String lastWords(Service service) {
        String lines = Integer.toString(LAST_WORDS);
        return machine.programs()
                .run(compose.logs(List.of("--tail", lines, "--no-color"), List.of(service.word())))
                .out()
                .stripTrailing();
    }

    private void logIn(GrafanaAccount.Account account) {
        Grafana grafana = new Grafana(plan.ports().grafana(), machine.programs(), compose);
        if (grafana.opensFor(account)) {
            return;
        }
        console().note("Grafana was made with another password; setting it to the one that is wanted.");
        if (!grafana.reset(account)) {
            throw Failure.failed("Grafana runs, but does not open for " + account.user() + " with the password in "
                    + services.folder().secrets().resolve("grafana_password")
                    + "; its volume may have been made with another user name: give that one with --grafana-user.");
        }
    }

    private void awaitTargets() {
        PrometheusApi prometheus = new PrometheusApi(plan.ports().prometheus());
        try (Progress progress =
                console().progress("Waiting for the first scrapes").started()) {
            if (progress.await(() -> prometheus.notUp(plan.jobs()).isEmpty(), TARGETS_DEADLINE)) {
                return;
            }
        }
        List<String> down = prometheus.notUp(plan.jobs());
        String errors = prometheus.targets().stream()
                .filter(target -> down.contains(target.job()) && !target.error().isEmpty())
                .map(target -> "\n  " + target.job() + ": " + target.error())
                .reduce("", String::concat);
        throw Failure.failed(
                "All services run, but Prometheus does not reach: " + String.join(", ", down) + "." + errors);
    }

    private Console console() {
        return machine.console();
    }
}
