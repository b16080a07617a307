package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.text.Durations;
import dev.cellwatch.notebook.display.Bundle;
import dev.cellwatch.notebook.live.LiveMonitor;
import dev.cellwatch.notebook.live.LiveMonitors;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code %live_monitor list}, {@code stop} and {@code show}: what can be done with monitors that were started. */
final class LiveMonitorVerbs {

    private final MagicContext context;
    private final LiveMonitors monitors;

    LiveMonitorVerbs(MagicContext context, LiveMonitors monitors) {
        this.context = context;
        this.monitors = monitors;
    }

    CommandLine addTo(CommandLine line) {
        return line.addSubcommand(new ListRunning()).addSubcommand(new Stop()).addSubcommand(new ShowAgain());
    }

    private LiveMonitor find(String id) {
        if (!id.matches("\\d{1,9}")) {
            throw unknown(id);
        }
        return monitors.find(Integer.parseInt(id)).orElseThrow(() -> unknown(id));
    }

    private MagicException unknown(String id) {
        String running = monitors.running().stream()
                .map(monitor -> Integer.toString(monitor.id()))
                .collect(Collectors.joining(", "));
        return new MagicException("There is no monitor \"" + id + "\"; "
                + (running.isEmpty() ? "none runs." : "these run: " + running + "."));
    }

    private void say(String sentence) {
        context.display().show(Bundle.text(sentence));
    }

    /** {@code %live_monitor list}. */
    @Command(name = "list", description = "The monitors that run.")
    private final class ListRunning implements Runnable {
        @Override
        public void run() {
            List<LiveMonitor> running = monitors.running();
            say(
                    running.isEmpty()
                            ? "No monitor runs."
                            : running.stream().map(this::line).collect(Collectors.joining("\n")));
        }

        private String line(LiveMonitor monitor) {
            String every = Durations.text(monitor.request().interval());
            return "monitor " + monitor.id() + ": every " + every + ", "
                    + monitor.left(context.clock().millis());
        }
    }

    /** {@code %live_monitor stop}. */
    @Command(name = "stop", description = "Ends a monitor; its last frame stays.")
    private final class Stop implements Runnable {
        @Parameters(arity = "0..1", paramLabel = "ID|all", description = "Which; the newest that runs if left out.")
        private @Nullable String which;

        @Override
        public void run() {
            List<LiveMonitor> running = monitors.running();
            if ("all".equals(which)) {
                running.forEach(monitors::stop);
                say(running.size() == 1 ? "1 monitor was stopped." : running.size() + " monitors were stopped.");
            } else if (which != null) {
                stop(find(which));
            } else if (running.isEmpty()) {
                say("No monitor runs.");
            } else {
                stop(running.get(running.size() - 1));
            }
        }

        private void stop(LiveMonitor monitor) {
            say("Monitor " + monitor.id() + (monitor.isOver() ? " was over already." : " was stopped."));
            monitors.stop(monitor);
        }
    }

    /** {@code %live_monitor show}. */
    @Command(name = "show", description = "Draws a monitor in this cell, with all that it has seen.")
    private final class ShowAgain implements Runnable {
        @Parameters(arity = "0..1", paramLabel = "ID", description = "Which; the newest if left out.")
        private @Nullable String which;

        @Override
        public void run() {
            LiveMonitor monitor = which != null
                    ? find(which)
                    : monitors.newest().orElseThrow(() -> new MagicException("There has been no monitor yet."));
            monitor.showAllIn(context.display(), context.clock().millis());
        }
    }
}
