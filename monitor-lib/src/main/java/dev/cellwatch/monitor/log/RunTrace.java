package dev.cellwatch.monitor.log;

import dev.cellwatch.monitor.trace.Ongoing;
import dev.cellwatch.monitor.trace.Pace;
import dev.cellwatch.monitor.trace.Traced;
import dev.cellwatch.monitor.trace.Tracing;
import dev.cellwatch.monitor.training.RunFollower;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Traces a run: its epochs, and within these as many of its batches as one can look at. Thread-safe. */
final class RunTrace implements RunFollower {

    private static final String BATCH = "batch";

    private final Tracing tracing;
    private final Ongoing run;
    private final LongSupplier millis;
    private final Runnable end;
    private final Pace pace = new Pace(System::nanoTime);
    private volatile @Nullable Ongoing epoch;

    /**
     * A run that has begun.
     *
     * @param millis the time
     * @param end is done when it ends
     */
    RunTrace(Tracing tracing, Ongoing run, LongSupplier millis, Runnable end) {
        this.tracing = tracing;
        this.run = run;
        this.millis = millis;
        this.end = end;
    }

    @Override
    public synchronized void epoch(int number, int of) {
        endEpoch();
        if (tracing.isOn()) {
            Ongoing next = tracing.begin("epoch " + number, millis.getAsLong(), run);
            next.span().attribute("epoch", number);
            if (of > 0) {
                next.span().attribute("epochs", of);
            }
            epoch = next;
        }
    }

    private void endEpoch() {
        Ongoing last = epoch;
        if (last != null) {
            epoch = null;
            tracing.end(last, millis.getAsLong());
        }
    }

    private Ongoing around() {
        Ongoing known = epoch;
        return known == null ? run : known;
    }

    @Override
    public Runnable batch(long number) {
        if (!tracing.isOn()) {
            return () -> {};
        }
        Traced batch =
                pace.allows() ? tracing.span(BATCH, around()).attribute(BATCH, number) : tracing.silence(around());
        return batch::close;
    }

    @Override
    public void batchTook(long number, double seconds) {
        if (tracing.isOn() && seconds >= 0 && pace.allows()) {
            long now = millis.getAsLong();
            Ongoing batch = tracing.begin(BATCH, now - Math.round(seconds * 1000), around());
            batch.span().attribute(BATCH, number);
            tracing.end(batch, now);
        }
    }

    @Override
    public synchronized void ended() {
        endEpoch();
        end.run();
    }
}
