package dev.cellwatch.environment.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.jupyter.Status;
import dev.cellwatch.environment.stack.Stack;
import dev.cellwatch.environment.stack.StackFolder;
import dev.cellwatch.environment.stack.StackStatus;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "status", description = "Say what runs: JupyterLab, its kernels, the monitoring, versions.")
final class StatusCommand extends LauncherCommand {

    @Option(names = "--json", description = "As JSON.")
    boolean json;

    StatusCommand(Machine machine) {
        super(machine);
    }

    @Override
    public Integer call() {
        Status status = Status.of(machine, Version.number());
        StackStatus monitoring =
                new StackFolder(machine).isUsed() ? StackStatus.of(Stack.here(machine)) : StackStatus.nothing();
        machine.console().say(json ? json(status, monitoring) : status.text() + "\n" + monitoring.text());
        return 0;
    }

    private static String json(Status status, StackStatus monitoring) {
        Map<String, Object> object = status.object();
        object.put("monitoring", monitoring.object());
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // maps, lists, strings and records of them
        }
    }
}
