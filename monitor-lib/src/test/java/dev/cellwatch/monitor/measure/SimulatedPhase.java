package dev.cellwatch.monitor.measure;

/**
 * A stretch of a cell in which the same is done again and again, batch by batch. The fields say what one batch costs
 * on average; whoever makes a phase sets them, nobody changes them afterwards. What is not set costs nothing.
 */
final class SimulatedPhase {

    /** How long it lasts as things are; faster machines do the same batches in less. */
    final double seconds;

    // loading
    boolean network;
    double loadBytes;
    double loadRequests;
    /** Share of the bytes that the page cache does not have. */
    double missShare = 1;
    /** Batches at the beginning that the page cache has nothing of. */
    int coldBatches;
    /** Seconds of one CPU. */
    double preprocess;
    /** Threads that load ahead; 0 when the training thread does it itself. */
    int workers;
    /** Batches that may be loading or loaded and not yet used. */
    int prefetch = 2;
    /** Threads among which the training thread divides its own preprocessing. */
    int preprocessThreads = 1;

    // the GPU
    double bytesIn;
    double bytesOut;
    boolean pageable;
    /** Whether the next batch is copied while kernels of this one run. */
    boolean copiesAhead;
    /** Seconds of the training thread in which it hands the kernels of a batch to the driver. */
    double launch;
    /** Seconds of the GPU at its highest clock. */
    double kernels;
    /** Power drawn by the kernels, as a share of what the product's limit leaves above readiness. */
    double intensity = 0.8;
    /** Share of kernel time in which memory is read or written. */
    double memoryShare = 0.4;
    /** Share of kernel time that becomes longer as the clock falls. */
    double computeShare = 0.7;
    /** Share of the small gaps between kernels that the driver does not see as gaps. */
    double blur = 0.1;

    boolean spins;
    /** After how many batches the training thread waits for the GPU. */
    int syncEvery = 1;
    /** How many batches' kernels may be in the driver's queue. */
    int runAhead = 2;

    // the rest of a step
    /** Seconds of one CPU. */
    double host;

    int hostThreads = 1;
    double wait;
    int checkpointEvery = Integer.MAX_VALUE;
    double checkpointBytes;
    /** Whether checkpoints go to the page cache and are written later. */
    boolean buffered;

    /** After how many batches the program itself asks for a collection. */
    int collectEvery = Integer.MAX_VALUE;
    /** Of so many batches ... */
    int validationCycle = Integer.MAX_VALUE;
    /** ... the last ones only validate: a third of the kernels. */
    int validationBatches;
    /** Bytes of garbage for each second of a CPU. */
    double garbage;

    private final double[] wobble = new double[1024];

    /**
     * @param seconds how long it lasts as things are
     * @param spread relative deviation of what a batch costs
     */
    SimulatedPhase(double seconds, double spread, Dice dice) {
        this.seconds = seconds;
        double sum = 0;
        for (int i = 0; i < wobble.length; i++) {
            wobble[i] = Math.exp(dice.bell(spread)) * (dice.chance(0.01) ? 1 + 10 * spread : 1);
            sum += wobble[i];
        }
        for (int i = 0; i < wobble.length; i++) {
            wobble[i] *= wobble.length / sum;
        }
    }

    /** By how much a batch differs from the mean in one respect; the same in every run of the cell. */
    double varied(Cost cost, int batch) {
        return wobble[batch * 5 + cost.place & 1023];
    }

    double kernels(int batch) {
        boolean validates = batch % validationCycle >= validationCycle - validationBatches;
        return kernels * varied(Cost.KERNELS, batch) * (validates ? 0.33 : 1);
    }

    double requests(int batch) {
        return loadRequests * missShare(batch) * varied(Cost.LOAD, batch);
    }

    double missedBytes(int batch) {
        return loadBytes * missShare(batch) * varied(Cost.LOAD, batch);
    }

    /** Copying out of the page cache is work, too, and decrypting what the network brings is more. */
    double preprocess(int batch) {
        return preprocess * varied(Cost.PREPROCESS, batch) + loadBytes / (network ? 1.5e9 : 6e9);
    }

    /** Seconds of copies between host and GPU in a batch. */
    double linkSeconds(SimulatedMachine machine) {
        return (bytesIn + bytesOut) / machine.link().rate(pageable);
    }

    /** Seconds that a batch waits for storage or network when everybody reads at once. */
    double inputSeconds(SimulatedMachine machine) {
        ByteSource from = network ? machine.network() : machine.disk();
        double share = coldBatches > 0 ? 1 : missShare;
        double written = checkpointBytes / checkpointEvery / machine.disk().rate(workers + 1);
        return share * (loadRequests * from.latency() + loadBytes / from.rate(workers)) + written;
    }

    private double missShare(int batch) {
        return batch < coldBatches ? 1 : missShare;
    }

    /** What batches differ in, each independently. */
    enum Cost {
        LOAD(0),
        PREPROCESS(211),
        KERNELS(422),
        HOST(633);

        private final int place;

        Cost(int place) {
            this.place = place;
        }
    }
}
