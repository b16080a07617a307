package dev.cellwatch.environment.stack;

import dev.cellwatch.environment.console.Console;
import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.engine.Listeners;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/** Looks before anything is started whether the ports are free, and tells who is in the way. */
final class PortCheck {

    private final Listeners listeners;
    private final IntPredicate free;
    private final Console console;

    PortCheck(Listeners listeners, IntPredicate free, Console console) {
        this.listeners = listeners;
        this.free = free;
        this.console = console;
    }

    /**
     * The plan with ports that can be had.
     *
     * @param running services that run already: their ports are taken by themselves
     */
    Plan settle(Plan plan, StackOptions options, Set<String> running) {
        int grafana = options.grafanaPort().orElse(plan.ports().grafana());
        if (grafana == plan.ports().grafana()) {
            return settle(plan, options.movePorts(), running);
        }
        String other = plan.held().get(grafana);
        if (other != null) {
            throw Failure.usage(
                    "--grafana-port " + grafana + " is the monitoring's, for " + other + "; take another one.");
        }
        Set<String> staying = new TreeSet<>(running);
        staying.remove(Service.GRAFANA.word()); // it moves, so it wants a port that is free
        return settle(plan.with(plan.ports().withGrafana(grafana)), options.movePorts(), staying);
    }

    private Plan settle(Plan plan, boolean move, Set<String> running) {
        Set<Integer> ours = new TreeSet<>();
        plan.services().stream()
                .filter(service -> running.contains(service.word()))
                .forEach(service -> ours.addAll(plan.ports().heldBy(service).keySet()));
        List<Integer> taken = plan.held().keySet().stream()
                .filter(port -> !ours.contains(port) && !free.test(port))
                .toList();
        if (taken.isEmpty()) {
            return plan;
        }
        return move ? moved(plan, taken) : refuse(plan, taken);
    }

    private Plan moved(Plan plan, List<Integer> taken) {
        Set<Integer> given = new TreeSet<>(plan.held().keySet());
        return plan.with(plan.ports().map(port -> {
            if (!taken.contains(port)) {
                return port;
            }
            int other = port + 1;
            while (given.contains(other) || !free.test(other)) {
                other++;
            }
            given.add(other);
            console.note("Port " + port + " is taken; using " + other + " for "
                    + plan.held().get(port) + ".");
            return other;
        }));
    }

    private Plan refuse(Plan plan, List<Integer> taken) {
        StringBuilder sentence = new StringBuilder();
        for (int port : taken) {
            sentence.append("Port ")
                    .append(port)
                    .append(", for ")
                    .append(plan.held().get(port));
            sentence.append(", is taken by ")
                    .append(listeners.on(port).orElse("another user's program"))
                    .append(".\n");
        }
        sentence.append("Stop it, or take other ports with --auto-ports");
        boolean grafana = taken.contains(plan.ports().grafana());
        throw Failure.failed(sentence + (grafana ? " or --grafana-port." : "."));
    }
}
