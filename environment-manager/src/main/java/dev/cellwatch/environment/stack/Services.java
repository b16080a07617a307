package dev.cellwatch.environment.stack;

import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.process.Outcome;
import dev.cellwatch.environment.process.Programs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which containers of the monitoring there are, as compose tells now. */
final class Services {

    private static final String LAST_WORDS = "5";
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

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
        if (!told.succeeded() && told.err().isBlank()) { // it was too slow, and no answer does not mean that none runs
            told = programs.run(compose.list().within(PATIENCE));
            if (!told.succeeded() && told.err().isBlank()) {
                throw Failure.failed(
                        "The engine has not told within " + PATIENCE.toSeconds() + " s which services run.");
            }
        }
        Outcomes.require(told, "It cannot be told which services run");
        return ServiceState.of(told.out());
    }

    /** One of them, if it is there. */
    Optional<ServiceState> find(String service) {
        return list().stream().filter(state -> state.service().equals(service)).findFirst();
    }

    /** What it wrote last. */
    String lastWords(String service) {
        return programs.run(compose.logs(List.of("--tail", LAST_WORDS, "--no-color"), List.of(service)))
                .out()
                .replaceAll("\\x1b\\[[0-9;]*[A-Za-z]", "") // compose clears lines also where nobody watches
                .stripTrailing();
    }

    /** The names of those that run. */
    Set<String> running() {
        return list().stream()
                .filter(ServiceState::runs)
                .map(ServiceState::service)
                .collect(Collectors.toUnmodifiableSet());
    }
}
