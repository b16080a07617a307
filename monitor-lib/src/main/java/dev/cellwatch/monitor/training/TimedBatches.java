package dev.cellwatch.monitor.training;

import java.util.Iterator;

/** Hands out batches and tells a run how long each was worked on: until the next one is asked for. For one thread. */
final class TimedBatches<T> implements Iterator<T> {

    private final TrainingRun run;
    private final Iterator<T> batches;
    private boolean working;
    private long startNanos;

    TimedBatches(TrainingRun run, Iterator<T> batches) {
        this.run = run;
        this.batches = batches;
    }

    @Override
    public boolean hasNext() {
        done();
        return batches.hasNext();
    }

    @Override
    public T next() {
        done();
        T next = batches.next();
        working = true;
        startNanos = System.nanoTime();
        return next;
    }

    private void done() {
        if (working) {
            working = false;
            run.batchTook((System.nanoTime() - startNanos) / 1e9);
        }
    }
}
