package dev.cellwatch.environment.command;

import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.stack.Stack;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "scrape",
        description = "Print what a job tells Prometheus now, such as node, process, cadvisor, gpu or kernels.")
final class ScrapeCommand extends LauncherCommand {

    @Parameters(paramLabel = "JOB", description = "The job.")
    @Nullable
    String job;

    ScrapeCommand(Machine machine) {
        super(machine);
    }

    @Override
    public Integer call() {
        Stack.here(machine).prometheus().scrape(Objects.requireNonNull(job)).forEach(machine.console()::say);
        return 0;
    }
}
