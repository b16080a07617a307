package dev.cellwatch.environment.stack;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Tells running kernels where the monitoring is: those of this machine, and those in the notebooks' container. */
final class KernelNews {

    private final KernelEnvironment here;
    private final NotebookFolder notebooks;

    /** @param state the state folder of this user */
    KernelNews(Path state, NotebookFolder notebooks) {
        this.here = new KernelEnvironment(state);
        this.notebooks = notebooks;
    }

    /** @param running the services that run */
    void tell(Plan plan, Set<String> running) {
        boolean tracing = plan.parts().contains(Part.TRACING);
        Optional<String> collector =
                Optional.of("http://127.0.0.1:" + plan.ports().otlpGrpc()).filter(address -> tracing);
        here.tell(plan.ports().services(), collector);
        notebooks.tell(running);
    }

    /** Nothing of it runs any more. */
    void takeBack() {
        here.takeBack();
        notebooks.tell(Set.of());
    }
}
