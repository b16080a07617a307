package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.log.EventLog;
import dev.cellwatch.monitor.log.MeasureEvents;
import dev.cellwatch.monitor.measure.Measured;
import dev.cellwatch.monitor.measure.Measurement;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.notebook.live.LiveMonitor;
import dev.cellwatch.notebook.live.LiveMonitors;
import dev.cellwatch.notebook.live.LiveRequest;
import dev.cellwatch.notebook.overview.CellReport;
import dev.cellwatch.notebook.overview.OwnGpus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code %%monitor}: runs a cell under a live plot, and then tells what it did. */
@Command(
        description = {
            "On a cell's first line, over its code: that runs under a live plot, and then comes its report.",
            "Time, memory, energy, garbage collection, storage, and what held it up.",
            "",
            "%%%%monitor                      this cell",
            "%%%%monitor epoch 1 --no-plot    under that name, the report alone",
            ""
        },
        sortOptions = false)
final class CellMonitorCommand implements Runnable {

    private final MagicContext context;
    private final LiveMonitors monitors;
    private final BooleanSupplier code;

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "What the report calls it.")
    List<String> name = new ArrayList<>();

    @Option(
            names = "--interval",
            paramLabel = "S",
            defaultValue = "0.5",
            description = "Time between two readings, from 0.25 s. ${DEFAULT-VALUE} if left out.")
    String interval = "0.5";

    @Option(names = "--no-plot", description = "The report alone.")
    boolean noPlot;

    @Mixin
    private final GpuOption gpus = new GpuOption();

    @Mixin
    private final ShowOption parts = new ShowOption();

    CellMonitorCommand(MagicContext context, LiveMonitors monitors, BooleanSupplier code) {
        this.context = context;
        this.monitors = monitors;
        this.code = code;
    }

    @Override
    public void run() {
        Monitor monitor = context.monitor().get();
        Duration wanted = IntervalOption.parse(interval);
        Predicate<Subject> chosen = gpus.chosen(monitor);
        LiveRequest plot = LiveRequest.machine(wanted, Duration.ZERO, parts.chosen(), chosen)
                .withRun(monitor.runs()::newest);
        try (Measurement measurement = monitor.measure(wanted)) {
            @Nullable LiveMonitor moving = noPlot ? null : monitors.start(plot, context.display());
            boolean well = runLogged(monitor.log());
            Measured measured = measurement.end(chosen, OwnGpus.of(monitor));
            boolean interrupted = Thread.interrupted(); // a socket that is interrupted while it sends is lost
            if (moving != null) {
                monitors.stop(moving);
            }
            report(monitor, measured, well);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        } catch (InterruptedException beforeItBegan) {
            Thread.currentThread().interrupt();
        }
    }

    /** The log tells of the cell's code alone, without what comes before and after it. */
    private boolean runLogged(EventLog log) {
        MeasureEvents events = MeasureEvents.ofCell(log, called());
        boolean well = false;
        try {
            well = code.getAsBoolean();
        } finally {
            events.end(well);
        }
        return well;
    }

    private Optional<String> called() {
        return name.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", name));
    }

    private void report(Monitor monitor, Measured measured, boolean well) {
        boolean demo = monitor.settings().demo();
        context.display()
                .show(new CellReport(measured, called(), demo).sheet(well).bundle());
    }
}
