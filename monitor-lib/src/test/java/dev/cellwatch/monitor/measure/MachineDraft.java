package dev.cellwatch.monitor.measure;

import java.util.List;

/** A machine as it can be met, at random: nothing of it slows anything down yet. A scenario changes what it is about. */
final class MachineDraft {

    private static final List<GpuModel> GPUS = List.of(
            new GpuModel(6e9, 5, 18, 80, 1.74e9),
            new GpuModel(8e9, 8, 25, 115, 2.1e9),
            new GpuModel(16e9, 10, 28, 70, 1.59e9),
            new GpuModel(24e9, 16, 33, 72, 2.04e9),
            new GpuModel(12e9, 12, 35, 220, 2.5e9),
            new GpuModel(24e9, 22, 70, 350, 1.95e9),
            new GpuModel(24e9, 20, 60, 450, 2.6e9),
            new GpuModel(40e9, 45, 60, 400, 1.41e9),
            new GpuModel(80e9, 55, 80, 400, 1.41e9),
            new GpuModel(80e9, 70, 115, 700, 1.98e9));

    private static final List<ByteSource> DISKS = List.of(
            new ByteSource(160e6, 150e6, 9e-3),
            new ByteSource(250e6, 250e6, 1.2e-3),
            new ByteSource(530e6, 400e6, 1.2e-4),
            new ByteSource(3e9, 1.4e9, 9e-5),
            new ByteSource(6e9, 2e9, 7e-5));

    private static final List<ByteSource> NETWORKS = List.of(
            new ByteSource(6e6, 6e6, 0.04),
            new ByteSource(30e6, 20e6, 0.03),
            new ByteSource(115e6, 70e6, 0.02),
            new ByteSource(115e6, 115e6, 4e-4),
            new ByteSource(1.15e9, 90e6, 0.025),
            new ByteSource(1.15e9, 600e6, 6e-4));

    final Dice dice;
    Processor processor;
    ByteSource disk;
    ByteSource network;
    PcieLink link;
    GpuModel gpu;
    GpuLimits limits;
    HeapShape heap;

    MachineDraft(Dice dice) {
        this.dice = dice;
        int cpus = dice.any(List.of(4, 6, 8, 12, 16, 16, 24, 32, 48, 64));
        processor = new Processor(cpus, dice.chance(0.7), dice.magnitude(0.02, 0.08 * cpus), dice);
        disk = scaled(dice.any(DISKS));
        network = scaled(dice.any(NETWORKS));
        link = new PcieLink(dice.whole(3, 5), dice.any(List.of(8, 16, 16)), dice.between(4e9, 9e9));
        gpu = dice.any(GPUS);
        double reach = gpu.watts() * dice.between(1.1, 1.8);
        limits = new GpuLimits(
                gpu.watts(), dice.between(20, 35), reach, dice.between(32, 70), false, GpuLimits.Brake.NEVER);
        double max = dice.magnitude(1e9, 3e10);
        int collecting = cpus <= 8 ? cpus : 8 + (cpus - 8) * 5 / 8;
        heap = new HeapShape(max, max * dice.between(0.05, 0.4), collecting, dice.magnitude(0.002, 0.03));
    }

    private ByteSource scaled(ByteSource typical) {
        double factor = dice.magnitude(0.6, 1.4);
        return new ByteSource(
                typical.bandwidth() * factor, typical.stream() * factor, typical.latency() * dice.magnitude(0.7, 1.5));
    }

    /** Other programs want so many of the CPUs, as a share. */
    void crowd(double share) {
        int cpus = processor.cpus();
        processor = new Processor(cpus, dice.chance(0.7), share * cpus, dice);
    }

    /** The heap is nearly full of what must stay. */
    void fillHeap(double live, double survival) {
        boolean serial = dice.chance(0.2);
        heap = new HeapShape(heap.max(), heap.max() * live, serial ? 1 : heap.threads(), survival);
    }

    SimulatedMachine machine() {
        return new SimulatedMachine(processor, disk, network, link, gpu, limits, heap);
    }
}
