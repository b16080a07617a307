package dev.cellwatch.environment.stack;

import dev.cellwatch.environment.console.Console;
import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.console.Progress;
import dev.cellwatch.environment.http.Loopback;
import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.process.Followed;
import dev.cellwatch.environment.process.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Starts what a plan names, waits until it answers, and looks whether it does what it is there for. */
final class StackStart {

    /** Two scrapes and what a first one takes. */
    private static final Duration TARGETS_DEADLINE = Duration.ofSeconds(45);

    /** Each service has a deadline of its own, which is shorter. */
    private static final Duration LONGEST = Duration.ofMinutes(20);

    /** A variable: seconds that each service may take, on a machine that is slower than most. */
    static final String LIMIT = "CELLWATCH_START_LIMIT";

    private static final String GOES_ON = "\nThe rest runs on; environment-manager --no-monitoring stops it.";

    private final Machine machine;
    private final Compose compose;
    private final Services services;
    private final Plan plan;
    private final Optional<Duration> limit;

    StackStart(Machine machine, Compose compose, Services services, Plan plan) {
        this.machine = machine;
        this.compose = compose;
        this.services = services;
        this.plan = plan;
        this.limit = machine.variable(LIMIT).map(StackStart::seconds);
    }

    /**
     * Does it all; what could not be started is taken away again, what does not get ready is named.
     *
     * @param logIn what to do once Grafana answers
     */
    void run(Consumer<Grafana> logIn) {
        Set<String> before = services.running();
        boolean rerouted = services.folder().alertmanager().write(plan.receivers());
        begin(before);
        awaitReady(before);
        if (rerouted && before.contains(Service.ALERTMANAGER.word())) {
            new AlertmanagerControl(machine, compose, services.folder()).reload();
        }
        logIn.accept(new Grafana(plan.ports().grafana(), machine.programs(), compose));
        awaitTargets();
        lookOnceMore();
    }

    /** What has no port and no check of its own seems ready as soon as it runs, and may have ended since. */
    private void lookOnceMore() {
        List<ServiceState> states = services.list();
        plan.services().stream()
                .filter(service -> !isReady(service, states))
                .findFirst()
                .ifPresent(service -> {
                    throw Failure.failed(service.word() + " was ready, and is " + how(service, states) + " now; "
                            + lastWords(service) + GOES_ON);
                });
    }

    private void begin(Set<String> before) {
        Followed start =
                Followed.by(console().progress("Starting the containers"), machine.programs(), compose.up(plan));
        if (!start.succeeded()) {
            List<String> lines = new ArrayList<>(start.lines());
            boolean gone = takeBack(before, lines);
            throw Failure.failed("The containers could not be started: " + ComposeTrouble.sentence(lines)
                    + (gone
                            ? "\nWhat this start had begun is removed again."
                            : "\nSome of it may still run; environment-manager --no-monitoring stops it."));
        }
    }

    /** Removes what was begun; an engine that has ended meanwhile is told by the lines of this, and not of the start. */
    private boolean takeBack(Set<String> before, List<String> lines) {
        List<Service> begun = plan.services().stream()
                .filter(service -> !before.contains(service.word()))
                .toList();
        if (begun.isEmpty()) {
            return true;
        }
        Outcome removed = machine.programs().run(compose.remove(begun));
        if (!removed.succeeded()) {
            removed.err().lines().forEach(lines::add);
        } else if (services.list().isEmpty()) {
            machine.programs()
                    .run(compose.down(false)); // its networks are left, which may be what the engine is short of
        }
        return removed.succeeded();
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
            } else if (progress.seconds() > deadline(service).toSeconds()) {
                throw late(service, states);
            }
        }
        progress.detail(String.join(", ", pending.stream().map(Service::word).toList()));
        return pending.isEmpty();
    }

    private Duration deadline(Service service) {
        return limit.orElseGet(service::deadline);
    }

    private static Duration seconds(String text) {
        if (!text.matches("[1-9]\\d{0,2}")) {
            throw Failure.usage(LIMIT + " takes seconds from 1 to 999; \"" + text + "\" is not that.");
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }

    private Failure late(Service service, List<ServiceState> states) {
        return Failure.failed(service.word() + " is not ready after "
                + deadline(service).toSeconds() + " s, but " + how(service, states) + "; " + lastWords(service)
                + GOES_ON);
    }

    private static String how(Service service, List<ServiceState> states) {
        return states.stream()
                .filter(state -> state.service().equals(service.word()))
                .map(ServiceState::words)
                .findFirst()
                .orElse("gone");
    }

    private boolean isReady(Service service, List<ServiceState> states) {
        Optional<Integer> port = plan.ports().of(service);
        return (port.isPresent() && service.readyPath().isPresent())
                ? Loopback.on(port.get()).answers(service.readyPath().get())
                : states.stream().anyMatch(state -> state.service().equals(service.word()) && state.isWell());
    }

    private String lastWords(Service service) {
        String words = services.lastWords(service.word());
        return words.isEmpty() ? "it has written nothing." : "its last words:\n" + words;
    }

    private void awaitTargets() {
        PrometheusApi prometheus = new PrometheusApi(plan.ports().prometheus());
        try (Progress progress =
                console().progress("Waiting for the first scrapes").started()) {
            if (progress.await(() -> areUp(prometheus), TARGETS_DEADLINE)) {
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

    private boolean areUp(PrometheusApi prometheus) {
        List<String> down = prometheus.notUp(plan.jobs());
        if (down.contains(Service.PROMETHEUS.word())) {
            services.list(); // which fails where the engine has ended meanwhile
        }
        return down.isEmpty();
    }

    private Console console() {
        return machine.console();
    }
}
