package dev.cellwatch.environment.stack;

import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.engine.Lack;
import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.jupyter.Up;

/** JupyterLab with the monitoring beside it; a machine without containers does not keep JupyterLab from starting. */
public final class MonitoredUp {

    private final Machine machine;
    private final Stack stack;

    public MonitoredUp(Machine machine, Stack stack) {
        this.machine = machine;
        this.stack = stack;
    }

    /** Starts both; gives the exit code. */
    public int run(Up.Options lab, StackOptions options) {
        GrafanaAccount.check(options.login());
        if (stack.engine().lack().isPresent()) {
            withoutContainers(stack.engine().lack().get());
            int exitCode = new Up(machine).run(lab);
            return exitCode == 0 ? Failure.missing("").exitCode() : exitCode;
        }
        Plan plan = stack.plan(options).beside(lab.port()); // a taken port is told while nothing has been started
        if (lab.foreground()) { // it stays on this terminal until it ends
            stack.start(plan, options);
            return new Up(machine).run(lab);
        }
        int exitCode = new Up(machine).run(lab);
        stack.start(plan, options);
        return exitCode;
    }

    private void withoutContainers(Lack lack) {
        machine.console().note(lack.sentence() + " The kernels' own page (%metrics) goes on without it.");
        machine.console().note(lack.advice());
        HostFiles files = new HostFiles(machine.layout().state(), stack.folder());
        machine.console()
                .note("For Prometheus and the exporters as programs of this host, ready files are in " + files.write()
                        + "; its README.txt says how.");
    }

    /** Says what {@link #run} would do, and does nothing; gives the exit code. */
    public int describe(Up.Options lab, StackOptions options) {
        int exitCode = new Up(machine).describe(lab);
        stack.describe(options);
        return exitCode;
    }
}
