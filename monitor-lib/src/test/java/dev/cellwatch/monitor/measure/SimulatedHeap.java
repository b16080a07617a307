package dev.cellwatch.monitor.measure;

/** Fills with garbage and stops the program to get rid of it, as the parallel collectors do. */
final class SimulatedHeap {

    /** Bytes per second that one thread copies or compacts. */
    private static final double THREAD_SPEED = 0.45e9;

    private static final double PROMOTED = 0.3;

    private final HeapShape shape;
    private final boolean free;
    private final CellRecorder recorder;
    private final double threads;
    private double young;
    private double old;
    private double pausedUntil = -1;
    private double pausedSeconds;

    SimulatedHeap(SimulatedMachine machine, Speeds speeds, CellRecorder recorder) {
        this.shape = machine.heap();
        this.free = speeds.gcFree();
        this.recorder = recorder;
        Processor processor = machine.processor();
        // threads that share a CPU with others hold up all that wait for them
        this.threads = Math.max(1, Math.min(shape.threads(), processor.cpus() - processor.others(0)));
    }

    boolean paused(double now) {
        return now < pausedUntil;
    }

    /** Of all pauses so far. */
    double pausedSeconds() {
        return pausedSeconds;
    }

    /** Until the pause ends, or infinitely long when there is none. */
    double pauseLeft(double now) {
        return paused(now) ? pausedUntil - now : Double.POSITIVE_INFINITY;
    }

    int threads() {
        return shape.threads();
    }

    double room() {
        return shape.eden() - young;
    }

    double used() {
        return shape.live() + old + young;
    }

    void allocate(double bytes, double now) {
        young += bytes;
        if (room() <= 1) {
            collectYoung(now);
        }
    }

    private void collectYoung(double now) {
        double surviving = young * shape.survival();
        young = 0;
        old += surviving * PROMOTED;
        if (old > shape.oldRoom()) {
            collectAll(now);
        } else {
            pause(now, 0.002 + surviving / (threads * THREAD_SPEED));
        }
    }

    void collectAll(double now) {
        double moved = shape.live() + young * shape.survival();
        young = 0;
        old = 0;
        pause(now, 0.01 + moved / (threads * THREAD_SPEED));
    }

    private void pause(double now, double seconds) {
        if (!free) {
            pausedUntil = Math.max(now, pausedUntil) + seconds;
            pausedSeconds += seconds;
            recorder.paused(pausedUntil - seconds, pausedUntil);
        }
    }
}
