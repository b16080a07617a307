package dev.cellwatch.monitor.measure;

/** Loads and preprocesses batches ahead of the training thread. */
final class LoaderThread extends Actor {

    private final SimulatedPhase phase;
    private final BatchQueue queue;
    private Step step = Step.REST;
    private int batch;

    LoaderThread(SimulatedPhase phase, BatchQueue queue) {
        this.phase = phase;
        this.queue = queue;
    }

    private enum Step {
        REST,
        ANSWER,
        READ,
        PREPROCESS
    }

    @Override
    boolean next() {
        switch (step) {
            case REST -> {
                if (queue.underWay + queue.loaded >= phase.prefetch) {
                    await(false);
                    return false;
                }
                queue.underWay++;
                batch = queue.begun++;
                loading(this, phase, batch);
                step = Step.ANSWER;
            }
            case ANSWER -> {
                reading(this, phase, batch);
                step = Step.READ;
            }
            case READ -> {
                compute(phase.preprocess(batch), 1, phase.garbage);
                step = Step.PREPROCESS;
            }
            case PREPROCESS -> {
                queue.underWay--;
                queue.loaded++;
                await(false);
                step = Step.REST;
            }
        }
        return true;
    }

    /** Requests are answered one after the other. */
    static void loading(Actor who, SimulatedPhase phase, int batch) {
        who.begin(phase.network ? Need.NETWORK_ANSWER : Need.DISK_ANSWER, phase.requests(batch));
    }

    static void reading(Actor who, SimulatedPhase phase, int batch) {
        who.begin(phase.network ? Need.NETWORK_READ : Need.DISK_READ, phase.missedBytes(batch));
    }
}
