package dev.cellwatch;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.log.MeasureEvents;
import dev.cellwatch.monitor.measure.Measured;
import dev.cellwatch.monitor.measure.Measurement;
import dev.cellwatch.notebook.display.Bundle;
import dev.cellwatch.notebook.overview.CellReport;
import dev.cellwatch.notebook.overview.OwnGpus;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A piece of code while it is measured: {@code try (var cell = Cellwatch.measure("epoch 1")) { ... }} prints its report at
 * the end. The log has its begin and its end. For one thread.
 */
public final class CellMeasurement implements AutoCloseable {

    private final Monitor monitor;
    private final String name;
    private final Measurement measurement;
    private final MeasureEvents events;
    private @Nullable Measured measured;

    CellMeasurement(Monitor monitor, String name) throws InterruptedException {
        this.monitor = monitor;
        this.name = Objects.requireNonNull(name, "name"); // before anything is measured that nobody would end
        this.measurement = monitor.measure(Measurement.USUAL);
        this.events = MeasureEvents.ofCode(monitor.log(), name);
    }

    /** Ends it, and gives the numbers; the report is not printed then. */
    public Measured end() {
        if (measured == null) {
            events.end(true);
            measured = measurement.end(gpu -> true, OwnGpus.of(monitor));
            measurement.close();
        }
        return measured;
    }

    /** The report as text, of what is over. */
    public String report() {
        boolean demo = monitor.settings().demo();
        CellReport report = new CellReport(end(), Optional.of(name), demo);
        return String.valueOf(report.sheet(true).bundle().data().get(Bundle.TEXT));
    }

    @Override
    public void close() {
        if (measured == null) {
            System.out.println(report());
        }
    }
}
