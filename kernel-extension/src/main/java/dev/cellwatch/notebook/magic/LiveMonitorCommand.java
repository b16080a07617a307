package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.text.Durations;
import dev.cellwatch.monitor.text.Nearest;
import dev.cellwatch.notebook.live.LiveMonitor;
import dev.cellwatch.notebook.live.LiveMonitors;
import dev.cellwatch.notebook.live.LiveRequest;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code %live_monitor}: starts a plot that goes on moving while later cells run. */
@Command(
        description = {
            "A live plot of GPU, host and JVM in this cell. It returns at once and goes on while later cells run.",
            "",
            "%%live_monitor 1 5m --gpu 0     GPU 0 every second for five minutes",
            "%%live_monitor 5 0              until stopped",
            "%%live_monitor 1 0 --show gpu,training    with the newest training run above the GPUs",
            "%%live_monitor list             what runs",
            "%%live_monitor stop 2           ends monitor 2 (no number: the newest; or all)",
            "%%live_monitor show 2           draws it once more, here (no number: the newest)",
            ""
        },
        sortOptions = false)
final class LiveMonitorCommand implements Runnable {

    private static final List<String> WORDS = List.of("list", "stop", "show");

    private final MagicContext context;
    private final LiveMonitors monitors;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "INTERVAL",
            defaultValue = "5",
            description = "Time between two frames, from 0.25 s. ${DEFAULT-VALUE} if left out.")
    String interval = "5";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DURATION",
            defaultValue = "60",
            description = "How long: 90, 5m, 2h; 0 until stopped. ${DEFAULT-VALUE} if left out.")
    String duration = "60";

    @Option(names = "--wait", description = "Hold the cell until the monitor is over.")
    boolean wait;

    @Mixin
    private final GpuOption gpus = new GpuOption();

    @Mixin
    private final ShowOption parts = new ShowOption();

    LiveMonitorCommand(MagicContext context, LiveMonitors monitors) {
        this.context = context;
        this.monitors = monitors;
    }

    @Override
    public void run() {
        Monitor source = context.monitor().get();
        LiveRequest request = LiveRequest.machine(interval(), duration(), parts.chosen(), gpus.chosen(source));
        LiveMonitor monitor = monitors.start(request.withRun(source.runs()::newest), context.display());
        if (wait) {
            await(monitor);
        }
    }

    private void await(LiveMonitor monitor) {
        try {
            monitor.await();
        } catch (InterruptedException interrupt) {
            monitors.stop(monitor);
            Thread.currentThread().interrupt();
        }
    }

    private Duration interval() {
        Nearest.to(interval, WORDS).ifPresent(word -> {
            throw new MagicException(
                    "%live_monitor does not know \"" + interval + "\". Did you mean \"" + word + "\"?");
        });
        Duration wanted = parse(interval, "interval");
        if (!Durations.isInterval(wanted)) {
            throw MagicException.ofInterval(interval);
        }
        return wanted;
    }

    private Duration duration() {
        Duration wanted = parse(duration, "duration");
        if (!Durations.isLength(wanted)) {
            throw new MagicException(
                    "A duration is at most 30 days, or 0 for until stopped, not \"" + duration + "\".");
        }
        return wanted;
    }

    private static Duration parse(String text, String what) {
        return Durations.parse(text)
                .orElseThrow(() -> new MagicException(
                        "\"" + text + "\" is no " + what + ": write seconds (0.5, 90), 500ms, 5m or 2h."));
    }
}
