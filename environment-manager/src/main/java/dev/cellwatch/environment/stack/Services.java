package dev.cellwatch.environment.stack;

import dev.cellwatch.environment.process.Outcome;
import dev.cellwatch.environment.process.Programs;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which containers of the monitoring there are, as compose tells now. */
final class Services {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final StackFolder folder;
    private final Programs programs;
    private final Compose compose;

    Services(StackFolder folder, Programs programs, Compose compose) {
        this.folder = folder;
        this.programs = programs;
        this.compose = compose;
    }

    StackFolder folder() {
        return folder;
    }

    /** All of them, also those that stand still; none before the first start. Fails where the engine does not tell. */
    List<ServiceState> list() {
        if (!folder.isUsed()) {
            return List.of();
        }
        Outcome told = programs.run(compose.list().within(LIMIT));
        if (!told.err().isBlank()) { // one that was too slow is asked again
            Outcomes.require(told, "It cannot be told which services run");
        }
        return ServiceState.of(told.out());
    }

    /** The names of those that run. */
    Set<String> running() {
        return list().stream()
                .filter(ServiceState::runs)
                .map(ServiceState::service)
                .collect(Collectors.toUnmodifiableSet());
    }
}
