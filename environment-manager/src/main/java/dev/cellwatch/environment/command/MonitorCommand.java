package dev.cellwatch.environment.command;

import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.report.Seconds;
import dev.cellwatch.environment.report.Watch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "monitor",
        description = "Watch GPU, CPU, memory, disk and network on this terminal, and log them to a file.")
final class MonitorCommand extends LauncherCommand {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "INTERVAL",
            defaultValue = "5",
            description = "Time between readings, from 0.25 s (default: ${DEFAULT-VALUE}).")
    String interval = "5";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DURATION",
            defaultValue = "0",
            description = "How long: 90, 5m, 2h; 0 is until Ctrl+C (default: ${DEFAULT-VALUE}).")
    String duration = "0";

    @Option(
            names = "--log-file",
            paramLabel = "F",
            description = {
                "Append each reading to this file as a line of JSON.",
                "At 64 MiB it becomes F.1; three such are kept."
            })
    @Nullable
    Path logFile;

    @Option(names = "--demo", description = "Show synthetic GPUs, labelled DEMO.")
    boolean demo;

    MonitorCommand(Machine machine) {
        super(machine);
    }

    @Override
    public Integer call() throws InterruptedException {
        Duration every = Seconds.interval(interval);
        Duration length = Seconds.duration(duration);
        new Watch(machine.console(), Optional.ofNullable(logFile)).run(machine.settings(demo), every, length);
        return 0;
    }
}
