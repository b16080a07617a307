package dev.cellwatch.monitor.measure;

/** Somebody who does one step after the other, each of which needs an amount of one thing. */
abstract class Actor {

    Need need = Need.RESULT;
    /** What is left of the step: seconds at full speed, or bytes. */
    double left;
    /** CPUs that it keeps busy meanwhile. */
    double threads;
    /** Bytes of garbage for each second of a CPU. */
    double garbage;

    /** The step is done: begins the next one, and says whether anything has changed by that. */
    abstract boolean next();

    final void begin(Need what, double amount) {
        need = what;
        left = amount;
        threads = 0;
    }

    /** Work of so many CPU seconds, divided among threads. */
    final void compute(double cpuSeconds, int among, double garbagePerSecond) {
        begin(Need.CPU, cpuSeconds / among);
        threads = among;
        garbage = garbagePerSecond;
    }

    final void await(boolean spinning) {
        begin(spinning ? Need.RESULT_SPINNING : Need.RESULT, 0);
        threads = spinning ? 1 : 0;
    }
}
