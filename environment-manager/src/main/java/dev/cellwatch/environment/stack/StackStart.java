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

    /** Each service has a deadline of its own, which is shorter. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

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
        awaitReady(before);
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

    private void awaitReady(Set<String> before) {
        List<Service> pending = new ArrayList<>(plan.services());
        try (Progress progress = console().progress("Waiting for the services").started()) {
            progress.await(() -> isOver(pending, before, progress), LONGEST);
        }
    }

    /** Looks at all that is not ready yet, by one question to the engine; tells each that is, and fails for one too late. */
    private boolean isOver(List<Service> pending, Set<String> before, Progress progress) {
        List<ServiceState> states = services.list();
        for (Service service : List.copyOf(pending)) {
            if (isReady(service, states)) {
                pending.remove(service);
                if (!before.contains(service.word())) {
                    console().note(String.format("%-17s ready after %d s", service.word(), progress.seconds()));
                }
            } else if (progress.seconds() > service.deadline().toSeconds()) {
                throw late(service);
            }
        }
        progress.detail(String.join(", ", pending.stream().map(Service::word).toList()));
        return pending.isEmpty();
    }

    private Failure late(Service service) {
        return Failure.failed(service.word() + " is not ready after "
                + service.deadline().toSeconds()
                + " s; its last words:\n" + services.lastWords(service.word())
                + "\nThe rest runs on; environment-manager --no-monitoring stops it.");
    }

    private boolean isReady(Service service, List<ServiceState> states) {
        Optional<Integer> port = plan.ports().of(service);
        return (port.isPresent() && service.readyPath().isPresent())
                ? Loopback.on(port.get()).answers(service.readyPath().get())
                : states.stream().anyMatch(state -> state.service().equals(service.word()) && state.isWell());
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
