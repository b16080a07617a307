package dev.cellwatch.monitor.measure;

/** Copies loaded batches to the GPU while kernels run; two fit beside the one in use. */
final class CopyEngine extends Actor {

    private final SimulatedPhase phase;
    private final BatchQueue queue;
    private boolean copying;

    CopyEngine(SimulatedPhase phase, BatchQueue queue) {
        this.phase = phase;
        this.queue = queue;
    }

    @Override
    boolean next() {
        if (copying) {
            copying = false;
            queue.copied++;
            await(false);
            return true;
        }
        if (queue.loaded == 0 || queue.copied >= 2) {
            await(false);
            return false;
        }
        queue.loaded--;
        copying = true;
        begin(Need.LINK_IN, phase.bytesIn);
        return true;
    }
}
