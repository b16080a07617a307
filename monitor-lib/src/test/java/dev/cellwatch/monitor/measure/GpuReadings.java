package dev.cellwatch.monitor.measure;

import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.measure.ReadingTimes.Reading;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import java.util.Map;
import java.util.function.Consumer;

/** What NVML would have said of the GPU. */
final class GpuReadings {

    private static final Subject SUBJECT =
            new Subject(Subject.Kind.GPU, "GPU-sim", Map.of("gpu", "0", "uuid", "GPU-sim"));

    private final CellTimeline timeline;
    private final SimulatedMachine machine;
    private final SimulatedSensors sensors;
    private final Dice dice;
    private final double windowOffset;
    private final double counted;
    private final double calibration;
    private final double heldMemory;
    private final double memory;
    private final double before;
    private final double boost;

    GpuReadings(CellTimeline timeline, SimulatedMachine machine, SimulatedSensors sensors, Dice dice) {
        this.timeline = timeline;
        this.machine = machine;
        this.sensors = sensors;
        this.dice = dice;
        windowOffset = dice.between(0, sensors.window());
        counted = dice.between(0, 1e7);
        calibration = 1 + dice.bell(0.02);
        heldMemory = dice.chance(0.5)
                ? 0.4e9
                : dice.between(0.02, 0.4) * machine.gpu().memory();
        memory = dice.between(0.1, 0.9) * (machine.gpu().memory() - heldMemory);
        before = dice.chance(0.1) ? dice.between(0.2, 1) : 0;
        boost = dice.between(0.9, 1); // few boards reach the highest clock under load
    }

    void read(Reading reading, Consumer<Sample> out) {
        double at = reading.at();
        CellTimeline.Board board = timeline.board(at);
        Sample.Builder sample = Sample.at(reading.stampMillis(), SUBJECT)
                .put(GpuMetric.UTILIZATION, percent(recent(Channel.KERNELS, at)))
                .put(GpuMetric.MEMORY_CONTROLLER_UTILIZATION, percent(recent(Channel.GPU_MEMORY, at)))
                .put(GpuMetric.MEMORY_USED, memoryUsed(at))
                .put(GpuMetric.MEMORY_TOTAL, machine.gpu().memory())
                .put(GpuMetric.POWER_USAGE, Math.round(watts(at) * 1000) / 1000.0);
        if (sensors.energy()) {
            sample.put(GpuMetric.ENERGY, Math.floor((counted + board.joules() * calibration) * 1000) / 1000);
        }
        sample.put(GpuMetric.THROTTLE_REASONS, board.reasons());
        if (reading.slow()) {
            readSlow(at, board, sample);
        }
        if (reading.first()) {
            sample.put(GpuMetric.SM_MAXIMUM_CLOCK, machine.gpu().hertz());
        }
        out.accept(sample.build());
    }

    private void readSlow(double at, CellTimeline.Board board, Sample.Builder sample) {
        boolean rests = (board.reasons() & 1) != 0;
        double megahertz = board.clock() * machine.gpu().hertz() * (rests ? 1 : boost) / 1e6;
        sample.put(GpuMetric.TEMPERATURE, Math.round(board.celsius()))
                .put(GpuMetric.SM_CLOCK, Math.round(megahertz / 15) * 15e6)
                .put(GpuMetric.POWER_ENFORCED_LIMIT, machine.limits().powerLimit())
                .put(GpuMetric.PCIE_GENERATION, rests ? 1 : machine.link().generation())
                .put(GpuMetric.PCIE_WIDTH, machine.link().width());
        if (sensors.pcie()) {
            sample.put(GpuMetric.PCIE_SENT, traffic(Channel.LINK_OUT, at))
                    .put(GpuMetric.PCIE_RECEIVED, traffic(Channel.LINK_IN, at + 0.02));
        }
        sample.put(GpuMetric.PROCESS_COUNT, 1);
    }

    /** The driver's average over its last whole window; what was before the cell counts where it reaches back. */
    private double recent(Channel channel, double at) {
        double to = Math.floor((at + windowOffset) / sensors.window()) * sensors.window() - windowOffset;
        double from = to - sensors.window();
        double outside = Math.max(0, Math.min(to, 0) - from) / sensors.window();
        return timeline.mean(channel, from, to) + outside * before;
    }

    private double percent(double share) {
        return Math.max(0, Math.min(100, Math.round(100 * share + dice.bell(0.4)))) / 100.0;
    }

    private double watts(double at) {
        double seconds = Math.max(GpuBoard.TICK, Math.min(1, at));
        double from = Math.max(0, at - seconds);
        double mean = from < GpuBoard.TICK
                ? timeline.board(at).watts()
                : (timeline.board(at).joules() - timeline.board(from).joules()) / seconds;
        return mean * calibration * (1 + dice.bell(0.01));
    }

    /** Grows with the first second of kernels; what a framework has taken it keeps. */
    private double memoryUsed(double at) {
        double filled = Math.min(1, 1.5 * timeline.total(Channel.KERNELS, at));
        double bytes = heldMemory + filled * memory;
        return Math.floor(bytes / 2097152) * 2097152;
    }

    private double traffic(Channel channel, double at) {
        double bytes = timeline.mean(channel, at - 0.02, at) * (1 + dice.bell(0.05)) + dice.waiting(2e5);
        return Math.max(0, Math.floor(bytes / 1000) * 1000);
    }
}
