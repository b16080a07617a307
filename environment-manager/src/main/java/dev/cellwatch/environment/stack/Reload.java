package dev.cellwatch.environment.stack;

import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.console.Progress;
import dev.cellwatch.environment.jupyter.Machine;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Has a service read its configuration again, by a signal, and looks whether it took it. */
final class Reload {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final Machine machine;
    private final Compose compose;
    private final Service service;
    private final Supplier<Optional<OwnMetrics>> told;

    /** @param told what the service tells about itself; nothing where it does not answer */
    Reload(Machine machine, Compose compose, Service service, Supplier<Optional<OwnMetrics>> told) {
        this.machine = machine;
        this.compose = compose;
        this.service = service;
        this.told = told;
    }

    /** Fails where the configuration is refused, and the one before stays in force. */
    void run() {
        OwnMetrics before = told.get().orElseThrow(() -> silent(service));
        Outcomes.require(machine.programs().run(compose.reload(service)), name(service) + " could not be signalled");
        try (Progress progress =
                machine.console().progress("Waiting for the new configuration").started()) {
            progress.await(
                    () -> told.get().filter(now -> isSettled(before, now)).isPresent(), LIMIT);
        }
        if (!told.get().map(this::isLoaded).orElse(false)) {
            throw Failure.failed(name(service) + " refuses the configuration, and goes on with the one before;"
                    + " see: environment-manager logs " + service.word() + " --since 1m");
        }
    }

    /** What was refused before says nothing about now; what was taken tells by its time. */
    private boolean isSettled(OwnMetrics before, OwnMetrics now) {
        return loadedAt(now) > loadedAt(before) || (isLoaded(before) && !isLoaded(now));
    }

    private boolean isLoaded(OwnMetrics now) {
        return now.value(service.word() + "_config_last_reload_successful").orElse(0) == 1;
    }

    private double loadedAt(OwnMetrics now) {
        return now.value(service.word() + "_config_last_reload_success_timestamp_seconds")
                .orElse(0);
    }

    private static String name(Service service) {
        return service.word().substring(0, 1).toUpperCase(Locale.ROOT)
                + service.word().substring(1);
    }

    static Failure silent(Service service) {
        return Failure.failed(
                name(service) + " does not answer; start it with: environment-manager up --enable-monitoring");
    }
}
