package dev.cellwatch.monitor.measure;

/** Who wants the CPUs at a moment, and what each gets. */
final class CpuDemand {

    private double computing;
    private double stubborn;
    private double garbage;
    private double own;
    private double share;
    private double busy;
    private double rate;

    void clear() {
        computing = 0;
        stubborn = 0;
        garbage = 0;
    }

    /** Threads in native code (spinning, copying) are not stopped by a collection; Java's are. */
    void add(Actor actor) {
        if (actor.need == Need.CPU) {
            computing += actor.threads;
            garbage += actor.threads * actor.garbage;
        } else {
            stubborn += actor.threads;
        }
    }

    void settle(CellWorld world) {
        boolean paused = world.heap().paused(world.time());
        Processor processor = world.machine().processor();
        own = stubborn + (paused ? world.heap().threads() : computing);
        double all = own + processor.others(world.time());
        share = Math.min(1, processor.cpus() / Math.max(1e-9, all));
        busy = Math.min(all, processor.cpus());
        rate = paused ? 0 : processor.rate(all);
    }

    /** Work in seconds of a lone thread that a thread gets done in a second. */
    double rate() {
        return rate;
    }

    /** Bytes of garbage made in a second at full speed. */
    double garbage() {
        return garbage;
    }

    double busyCpus() {
        return busy;
    }

    double ownCpus() {
        return own * share;
    }
}
