package dev.cellwatch.monitor.measure;

import dev.cellwatch.monitor.jvm.JvmMetric;
import dev.cellwatch.monitor.measure.CellTimeline.Pause;
import dev.cellwatch.monitor.measure.ReadingTimes.Reading;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import java.util.function.Consumer;

/** What the JVM's probe would have read. */
final class JvmReadings {

    private final CellTimeline timeline;
    private final double heapMax;
    private final SimulatedSensors sensors;
    private final double cpuStep;
    private final double cpuBefore;
    private final double pausedBefore;
    private final double readBefore;
    private final double writtenBefore;
    private final double housekeeping;
    private int pausesDone;
    private double lastAt;
    private double lastCpu;
    private double paused;
    private double lastPaused;

    JvmReadings(CellTimeline timeline, SimulatedMachine machine, SimulatedSensors sensors, Dice dice) {
        this.timeline = timeline;
        this.heapMax = Math.floor(machine.heap().max());
        this.sensors = sensors;
        cpuStep = dice.chance(0.5) ? 0.01 : 1e-6;
        cpuBefore = dice.magnitude(5, 5000);
        pausedBefore = dice.between(0, 20);
        readBefore = Math.floor(dice.magnitude(1e7, 1e12));
        writtenBefore = Math.floor(dice.magnitude(1e6, 1e11));
        housekeeping = dice.between(0.002, 0.03);
    }

    void read(Reading reading, Consumer<Sample> out) {
        double at = reading.at();
        double spent = cpuBefore + timeline.total(Channel.CPU_JVM, at) + housekeeping * at;
        double cpu = Math.floor(spent / cpuStep) * cpuStep;
        countPauses(at);
        Sample.Builder sample = Sample.at(reading.stampMillis(), Subject.JVM)
                .put(
                        JvmMetric.HEAP_USED,
                        Math.floor(Math.min(heapMax, timeline.board(at).heapUsed())))
                .put(JvmMetric.HEAP_MAX, heapMax);
        if (!reading.first()) {
            sample.put(JvmMetric.CPU_USAGE, (cpu - lastCpu) / (at - lastAt))
                    .put(JvmMetric.GC_TIME, (paused - lastPaused) / (at - lastAt));
        }
        sample.put(JvmMetric.CPU_SECONDS, cpu).put(JvmMetric.GC_PAUSE_SECONDS, round(pausedBefore) + paused);
        readStorage(at, sample);
        out.accept(sample.build());
        lastAt = at;
        lastCpu = cpu;
        lastPaused = paused;
    }

    private void readStorage(double at, Sample.Builder sample) {
        if (sensors.storage()) {
            sample.put(JvmMetric.STORAGE_READ, readBefore + page(timeline.total(Channel.DISK_READ, at)))
                    .put(JvmMetric.STORAGE_WRITTEN, writtenBefore + page(timeline.total(Channel.STORAGE_WRITTEN, at)));
        }
    }

    /** A collection counts when it is over, in whole milliseconds. */
    private void countPauses(double at) {
        while (pausesDone < timeline.pauses().size()
                && timeline.pauses().get(pausesDone).to() <= at) {
            Pause pause = timeline.pauses().get(pausesDone++);
            paused += round(pause.to() - pause.from());
        }
    }

    private static double round(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }

    private static double page(double bytes) {
        return Math.floor(bytes / 4096) * 4096;
    }
}
