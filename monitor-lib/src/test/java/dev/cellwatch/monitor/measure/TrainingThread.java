package dev.cellwatch.monitor.measure;

/** The thread that runs the cell: gets a batch, copies it, launches kernels, waits for them, and what else there is. */
final class TrainingThread extends Actor {

    private final SimulatedPhase phase;
    private final BatchQueue queue;
    private final GpuStream gpu;
    private final CellWorld world;
    private final double[] marks;
    private Step step = Step.FETCH;
    private int batch;
    private double mark;
    private int lastBatch = Integer.MAX_VALUE;
    private double deadline = Double.POSITIVE_INFINITY;

    TrainingThread(CellWorld world, SimulatedPhase phase, BatchQueue queue, GpuStream gpu) {
        this.world = world;
        this.phase = phase;
        this.queue = queue;
        this.gpu = gpu;
        this.marks = new double[Math.max(1, phase.runAhead)];
    }

    private enum Step {
        FETCH,
        READ,
        PREPROCESS,
        COPY_IN,
        ROOM,
        LAUNCH,
        LAUNCHED,
        COPY_OUT,
        HOST,
        WAIT,
        CHECKPOINT,
        WRITE,
        END
    }

    /** Batches that are finished. */
    int batches() {
        return batch;
    }

    boolean launching() {
        return step == Step.LAUNCHED;
    }

    /** Seconds of kernels for each second of launching. */
    double kernelsPerLaunch() {
        return phase.kernels(batch) / Math.max(1e-6, phase.launch);
    }

    /** What the GPU must have done before this thread goes on; not known to matter while it does something else. */
    double mark() {
        return mark;
    }

    /** Ends after so many batches, or with the first that is finished at this time or later. */
    void until(int batches, double seconds) {
        lastBatch = batches;
        deadline = seconds;
    }

    /** Whether no more is begun and the GPU has done what it was given. */
    boolean finished() {
        return step == Step.FETCH && isLast() && gpu.starved();
    }

    private boolean isLast() {
        return batch >= lastBatch;
    }

    @Override
    boolean next() {
        return switch (step) {
            case FETCH -> fetch();
            case READ -> go(Step.PREPROCESS, () -> LoaderThread.reading(this, phase, batch));
            case PREPROCESS ->
                go(Step.COPY_IN, () -> compute(phase.preprocess(batch), phase.preprocessThreads, phase.garbage));
            case COPY_IN -> copyIn();
            case ROOM -> reached(marks[batch % marks.length]) && go(Step.LAUNCH, () -> {});
            case LAUNCH ->
                go(
                        Step.LAUNCHED,
                        () -> compute(phase.kernels > 0 ? Math.max(1e-6, phase.launch) : 0, 1, phase.garbage / 20));
            case LAUNCHED -> launched();
            case COPY_OUT -> copyOut();
            case HOST ->
                go(
                        Step.WAIT,
                        () -> compute(
                                phase.host * phase.varied(SimulatedPhase.Cost.HOST, batch),
                                phase.hostThreads,
                                phase.garbage));
            case WAIT -> go(Step.CHECKPOINT, () -> begin(Need.SLEEP, phase.wait));
            case CHECKPOINT -> checkpoint();
            case WRITE -> go(Step.END, this::write);
            case END -> end();
        };
    }

    private boolean go(Step following, Runnable start) {
        begin(Need.RESULT, 0);
        start.run();
        step = following;
        return true;
    }

    private boolean fetch() {
        if (isLast()) {
            reached(gpu.launched());
            return false;
        }
        if (phase.workers == 0) {
            return go(Step.READ, () -> LoaderThread.loading(this, phase, batch));
        }
        boolean there = phase.copiesAhead ? queue.copied > 0 : queue.loaded > 0;
        if (!there) {
            await(false);
            return false;
        }
        if (phase.copiesAhead) {
            queue.copied--;
        } else {
            queue.loaded--;
        }
        return go(Step.COPY_IN, () -> {});
    }

    /** A copy in the stream of the kernels begins when they are done. */
    private boolean copyIn() {
        if (phase.bytesIn == 0 || (phase.copiesAhead && phase.workers > 0)) {
            return go(Step.ROOM, () -> {});
        }
        return reached(gpu.launched()) && go(Step.ROOM, () -> copy(Need.LINK_IN, phase.bytesIn));
    }

    private void copy(Need direction, double bytes) {
        begin(direction, bytes);
        threads = phase.pageable || phase.spins ? 1 : 0;
    }

    private boolean launched() {
        marks[batch % marks.length] = gpu.launched();
        return go(Step.COPY_OUT, () -> {});
    }

    private boolean copyOut() {
        boolean waits = phase.bytesOut > 0 || (batch + 1) % phase.syncEvery == 0;
        if (waits && !reached(gpu.launched())) {
            return false;
        }
        return go(Step.HOST, () -> copy(Need.LINK_OUT, phase.bytesOut));
    }

    private boolean checkpoint() {
        boolean due = (batch + 1) % phase.checkpointEvery == 0;
        if (due && !reached(gpu.launched())) {
            return false;
        }
        return due
                ? go(Step.WRITE, () -> compute(phase.checkpointBytes / 1.5e9, 1, phase.garbage))
                : go(Step.END, () -> {});
    }

    private void write() {
        world.recorder().written(world.time(), phase.checkpointBytes);
        if (phase.buffered) {
            world.writeback().add(phase.checkpointBytes);
        } else {
            begin(Need.DISK_WRITE, phase.checkpointBytes);
        }
    }

    private boolean end() {
        batch++;
        if (world.time() >= deadline) {
            lastBatch = batch;
        }
        if (batch % phase.collectEvery == 0) {
            world.heap().collectAll(world.time());
        }
        return go(Step.FETCH, () -> {});
    }

    /** Whether the GPU has got so far; waits for it otherwise. */
    private boolean reached(double done) {
        if (gpu.hasDone(done)) {
            return true;
        }
        mark = done;
        await(phase.spins);
        return false;
    }
}
