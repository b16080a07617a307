package dev.cellwatch.monitor.measure;

/**
 * The CPUs of the machine, and what other programs take of them. All threads that want to run share them fairly; two
 * logical CPUs of one core do 1.3 times the work of one.
 */
final class Processor {

    private static final double SECOND_THREAD = 0.3;
    private static final int SECONDS = 512;

    private final int cpus;
    private final double cores;
    private final double[] others = new double[SECONDS];

    /**
     * @param cpus logical CPUs
     * @param twoPerCore whether two of them share a core
     * @param otherPrograms how many CPUs other programs want, on average
     * @param dice for how that changes from second to second
     */
    Processor(int cpus, boolean twoPerCore, double otherPrograms, Dice dice) {
        this.cpus = cpus;
        this.cores = twoPerCore ? cpus / 2.0 : cpus;
        double wave = 0;
        for (int second = 0; second < SECONDS; second++) {
            wave = 0.8 * wave + dice.bell(0.2);
            others[second] = otherPrograms * Math.exp(wave);
        }
    }

    int cpus() {
        return cpus;
    }

    /** CPUs that other programs want at this time, at most all of them twice. */
    double others(double seconds) {
        return Math.min(2 * cpus, others[(int) seconds & (SECONDS - 1)]);
    }

    /** The work in seconds of a lone thread that this many threads get done in a second, each. */
    double rate(double threads) {
        if (threads <= cores) {
            return 1;
        }
        double running = Math.min(threads, cpus);
        return (cores + SECOND_THREAD * (running - cores)) / threads;
    }

    /** The rate at which this many threads of the program work together when nothing unusual goes on. */
    double throughput(double threads) {
        return threads * rate(threads + others[0]);
    }
}
