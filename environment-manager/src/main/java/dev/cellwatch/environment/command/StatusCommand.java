package dev.cellwatch.environment.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.jupyter.Status;
import dev.cellwatch.environment.stack.ContainerStatus;
import dev.cellwatch.environment.stack.Stack;
import dev.cellwatch.environment.stack.StackFolder;
import dev.cellwatch.environment.stack.StackStatus;
import java.util.Map;
import java.util.Optional;
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
        Optional<Stack> stack = new StackFolder(machine).isUsed() ? Optional.of(Stack.here(machine)) : Optional.empty();
        StackStatus monitoring = stack.map(StackStatus::of).orElseGet(StackStatus::nothing);
        Optional<ContainerStatus> container = stack.flatMap(ContainerStatus::of);
        if (json) {
            machine.console().say(json(status, container, monitoring));
        } else {
            machine.console().say(status.text());
            container.map(ContainerStatus::text).ifPresent(machine.console()::say);
            machine.console().say(monitoring.text());
        }
        return 0;
    }

    private static String json(Status status, Optional<ContainerStatus> container, StackStatus monitoring) {
        Map<String, Object> object = status.object();
        container.ifPresent(there -> object.put("container", there.object()));
        object.put("monitoring", monitoring.object());
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // maps, lists, strings and records of them
        }
    }
}
