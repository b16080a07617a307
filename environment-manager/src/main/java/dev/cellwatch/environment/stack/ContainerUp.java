package dev.cellwatch.environment.stack;

import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.jupyter.Up;
import java.util.Optional;

/** JupyterLab in a container, alone or with the monitoring beside it. Neither is touched when the other is started. */
public final class ContainerUp {

    private final Stack stack;
    private final ContainerLab lab;

    public ContainerUp(Machine machine, Stack stack) {
        this.stack = stack;
        this.lab = new ContainerLab(machine, stack.engine());
    }

    /**
     * Starts it; gives the exit code.
     *
     * @param monitoring what is wanted of the monitoring, if it is wanted
     */
    public int run(Up.Options options, Optional<StackOptions> monitoring) {
        stack.requireReady();
        Optional<Plan> plan = monitoring // a taken port is told while nothing has been started
                .map(stack::plan)
                .map(planned -> planned.beside(options.port()));
        lab.start(options);
        plan.ifPresent(planned -> stack.start(planned, monitoring.orElseThrow()));
        return 0;
    }

    /** Says what {@link #run} would do, and does nothing; gives the exit code. */
    public int describe(Up.Options options, Optional<StackOptions> monitoring) {
        stack.requireReady();
        lab.describe(options);
        monitoring.ifPresent(stack::describe);
        return 0;
    }
}
