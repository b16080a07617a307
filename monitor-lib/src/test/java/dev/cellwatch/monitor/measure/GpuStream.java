package dev.cellwatch.monitor.measure;

/**
 * Kernels that were launched and those that ran, as a fluid: launching adds kernel time to the queue and running takes
 * it away. An empty queue with launches coming in is a GPU that waits for its driver between any two kernels.
 */
final class GpuStream {

    private static final double NOTHING = 1e-9;

    private double queued;
    private double done;
    private double inflow;
    private double speed = 1;
    private double outflow;

    /**
     * @param arriving seconds of kernels launched in a second
     * @param kernelSpeed seconds of kernels that can run in a second
     */
    void allot(double arriving, double kernelSpeed) {
        inflow = arriving;
        speed = kernelSpeed;
        outflow = queued > NOTHING ? speed : Math.min(speed, inflow);
    }

    /** Seconds until the queue is empty or a mark is reached, should nothing else change. */
    double next(double mark) {
        double empty = queued > NOTHING && outflow > inflow ? queued / (outflow - inflow) : Double.POSITIVE_INFINITY;
        double reached = mark > done && outflow > 0 ? (mark - done) / outflow : Double.POSITIVE_INFINITY;
        return Math.min(empty, reached);
    }

    void advance(double seconds) {
        done += outflow * seconds;
        queued = Math.max(0, queued + (inflow - outflow) * seconds);
        if (queued < NOTHING) {
            done += queued;
            queued = 0;
        }
    }

    /** Share of the time in which a kernel runs. */
    double busy() {
        return outflow / speed;
    }

    boolean starved() {
        return queued <= NOTHING;
    }

    boolean hasDone(double mark) {
        return done >= mark - NOTHING;
    }

    /** What will have been done when all that is launched by now has run. */
    double launched() {
        return done + queued;
    }
}
