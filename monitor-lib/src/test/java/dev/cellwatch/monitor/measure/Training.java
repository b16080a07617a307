package dev.cellwatch.monitor.measure;

import java.util.List;

/** A training phase in the making: says in parts of a step's kernel time what else the step costs. */
final class Training {

    final SimulatedPhase phase;
    /** Seconds of kernels in a step. */
    final double step;

    private final Dice dice;
    private final MachineDraft machine;

    Training(CellDraft cell, SimulatedPhase phase) {
        this.phase = phase;
        this.dice = cell.dice;
        this.machine = cell.machine;
        this.step = cell.step(phase);
        drawKernels();
        phase.garbage = dice.magnitude(3e7, 6e8);
        loaders(dice.whole(1, Math.min(8, machine.processor.cpus())));
        preprocessing(dice.magnitude(0.01, 0.4));
        loading(dice.magnitude(0.01, 0.3), false);
        phase.missShare = dice.chance(0.6) ? dice.between(0, 0.05) : 1;
        copying(dice.magnitude(0.002, 0.06), dice.chance(0.5));
        launching(dice.magnitude(0.01, 0.4));
        phase.host = step * dice.magnitude(0.001, 0.03);
    }

    private void drawKernels() {
        phase.kernels = step;
        phase.intensity = dice.between(0.35, 0.95);
        phase.memoryShare = dice.between(0.1, 0.8);
        phase.computeShare = dice.between(0.3, 0.95);
        phase.blur = dice.between(0, 0.3);
        phase.spins = dice.chance(0.5);
        phase.syncEvery = dice.any(List.of(1, 1, 2, 5, 20));
        phase.runAhead = dice.whole(1, 6);
        if (dice.chance(0.3)) {
            phase.validationCycle = dice.whole(20, 200);
            phase.validationBatches = phase.validationCycle / dice.whole(4, 10);
        }
    }

    /** Threads that load ahead, or none. */
    Training loaders(int workers) {
        phase.workers = workers;
        phase.prefetch = workers + dice.whole(1, 4);
        phase.copiesAhead = workers > 0 && dice.chance(0.4);
        return this;
    }

    /** Everything in the training thread, one after the other. */
    Training inline(int preprocessThreads) {
        phase.preprocessThreads = preprocessThreads;
        return loaders(0);
    }

    /** So long takes the preprocessing of a batch when all loaders are at it. */
    Training preprocessing(double steps) {
        int threads = phase.workers == 0 ? phase.preprocessThreads : phase.workers;
        phase.preprocess = steps * step * machine.processor.throughput(threads);
        return this;
    }

    /** So long takes fetching a batch when all loaders are at it and no cache helps. */
    Training loading(double steps, boolean network) {
        ByteSource from = network ? machine.network : machine.disk;
        int readers = Math.max(1, phase.workers);
        double waiting = dice.between(0, 0.7);
        phase.network = network;
        phase.missShare = 1;
        phase.loadRequests = waiting * steps * step * readers / from.latency();
        phase.loadBytes = (1 - waiting) * steps * step * from.rate(readers) * readers;
        return this;
    }

    Training copying(double steps, boolean pageable) {
        phase.pageable = pageable;
        phase.bytesIn = steps * step * machine.link.rate(pageable);
        return this;
    }

    Training fetchingResults(double steps) {
        phase.bytesOut = steps * step * machine.link.rate(phase.pageable);
        return this;
    }

    Training launching(double steps) {
        phase.launch = steps * step;
        return this;
    }

    /** Work of the training thread between two steps. */
    Training host(double steps, int threads) {
        phase.hostThreads = threads;
        phase.host = steps * step * machine.processor.throughput(threads);
        return this;
    }

    Training checkpoints(double everySteps, double steps) {
        phase.checkpointEvery = (int) everySteps;
        phase.checkpointBytes = steps * step * machine.disk.rate(1);
        phase.buffered = dice.chance(0.4);
        return this;
    }

    /** So long take the collections that a step causes, unless that would need more garbage than threads can make. */
    Training collecting(double steps) {
        HeapShape heap = machine.heap;
        double speed = heap.threads() * 0.45e9;
        double old = 0.3 * heap.eden() * heap.survival() / heap.oldRoom();
        double each = 0.002 + heap.eden() * heap.survival() / speed + old * heap.live() / speed;
        double cpuSeconds = phase.preprocess + phase.host + phase.launch / 20;
        phase.garbage = Math.min(4e9, steps * step / each * heap.eden() / cpuSeconds);
        return this;
    }

    /** No kernels, no copies: the step is what the CPU and the disks make of it. */
    Training withoutGpu() {
        phase.kernels = 0;
        phase.launch = 0;
        phase.bytesIn = 0;
        phase.bytesOut = 0;
        return this;
    }
}
