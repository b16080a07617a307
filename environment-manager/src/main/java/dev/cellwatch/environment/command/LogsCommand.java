package dev.cellwatch.environment.command;

import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.stack.ContainerLab;
import dev.cellwatch.environment.stack.Service;
import dev.cellwatch.environment.stack.Stack;
import dev.cellwatch.monitor.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "logs",
        description = "Show what the containers have written: those of the monitoring, and research, JupyterLab's.")
final class LogsCommand extends LauncherCommand {

    private static final String FORM = "\\d+(ms|s|m|h|d)|\\d{4}-\\d{2}-\\d{2}\\S*";

    @Parameters(index = "0", arity = "0..1", paramLabel = "SERVICE", description = "One of them (default: all).")
    @Nullable
    String service;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what comes; Ctrl+C ends that.")
    boolean follow;

    @Option(
            names = "--since",
            paramLabel = "1h",
            description = "Only since then: 10m, 1h, or a time such as 2026-01-31.")
    @Nullable
    String since;

    LogsCommand(Machine machine) {
        super(machine);
    }

    @Override
    public Integer call() {
        List<String> services = service == null ? List.of() : List.of(known(service));
        List<String> options = new ArrayList<>();
        if (follow) {
            options.add("--follow");
        }
        if (since != null) {
            if (!since.matches(FORM)) {
                throw Failure.usage("--since is a time such as 90s, 10m, 1h or 2026-01-31; \"" + since + "\" is not.");
            }
            options.addAll(List.of("--since", since));
        }
        return Stack.here(machine).logs(options, services) == 0 ? 0 : 1;
    }

    private static String known(String service) {
        List<String> known = new ArrayList<>(Service.words());
        known.add(ContainerLab.SERVICE);
        if (known.contains(service)) {
            return service;
        }
        throw Failure.usage("There is no service " + service + "; there are " + String.join(", ", known) + "."
                + Nearest.to(service, known)
                        .map(near -> " Did you mean " + near + "?")
                        .orElse(""));
    }
}
