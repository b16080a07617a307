package dev.cellwatch.notebook.live;

import dev.cellwatch.monitor.sampling.Lease;
import dev.cellwatch.monitor.text.Durations;
import dev.cellwatch.notebook.display.Bundle;
import dev.cellwatch.notebook.display.CellDisplay;
import dev.cellwatch.notebook.plot.FrameText;
import dev.cellwatch.notebook.plot.LivePlot;
import dev.cellwatch.notebook.plot.PlotOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** One plot that moves in the cells that show it, until its time is over or it is stopped. Thread-safe. */
public final class LiveMonitor {

    /** Outputs that move at the same time; most of the older ones are gone from their cells. */
    static final int MOST_OUTPUTS = 4;

    private final int id;
    private final String name;
    private final String every;
    private final LiveRequest request;
    private final LiveSource source;
    private LivePlot plot;
    private final Lease lease;
    private final Deque<CellDisplay.Output> outputs = new ArrayDeque<>();
    private final CountDownLatch lastFrame = new CountDownLatch(1);
    private volatile long startMillis;
    private volatile boolean over;
    private long endedMillis;
    private @Nullable Throwable failure;

    LiveMonitor(int id, LiveRequest request, LiveSource source, long startMillis) {
        this.id = id;
        this.name = "monitor " + id;
        this.every = "every " + Durations.text(request.interval());
        this.request = request;
        this.source = source;
        this.startMillis = startMillis;
        this.plot = new LivePlot(request.moving(startMillis), source.history());
        this.lease = source.watch().apply(request.interval());
    }

    public int id() {
        return id;
    }

    public LiveRequest request() {
        return request;
    }

    public long startMillis() {
        return startMillis;
    }

    public boolean isOver() {
        return over;
    }

    /** When it ends by itself, {@code Long.MAX_VALUE} for never or with its run. */
    public long endMillis() {
        return request.endless()
                ? Long.MAX_VALUE
                : startMillis + request.duration().toMillis();
    }

    /** Whether it has nothing more to show: its time is over, or its run. */
    boolean isDone(long nowMillis) {
        return nowMillis >= endMillis() || request.runIsOver();
    }

    /** Waits until it is over and its last frame is shown. */
    public void await() throws InterruptedException {
        lastFrame.await();
    }

    /** Shows the first frame in a cell; from then on the time counts, however long the first frame took to draw. */
    synchronized void begin(CellDisplay cell, InstantSource clock) {
        outputs.addLast(cell.show(plot.frame(startMillis, text(startMillis))));
        startMillis = clock.millis();
    }

    /**
     * All that it has seen so far, in a cell; there it moves on with the next frame. It moves in the newest {@value
     * #MOST_OUTPUTS} places; in the one before them it stands still from now on.
     */
    public synchronized void showAllIn(CellDisplay cell, long nowMillis) {
        if (isOver()) {
            cell.show(last());
            return;
        }
        outputs.addLast(cell.show(whole(nowMillis, text(nowMillis))));
        if (outputs.size() > MOST_OUTPUTS) {
            outputs.removeFirst().update(whole(nowMillis, new FrameText(notes("goes on where it was shown later"))));
        }
    }

    /** Draws the present moment, unless it is over. */
    synchronized void frame(long nowMillis) {
        if (!isOver()) {
            PlotOptions wanted = request.moving(nowMillis);
            if (!wanted.equals(plot.options())) {
                plot = plot.showing(wanted, source.history());
            }
            update(plot.frame(nowMillis, text(nowMillis)));
        }
    }

    /** Ends it, with a last frame that shows all of its time. */
    synchronized void stop(long nowMillis) {
        if (!isOver()) {
            end(nowMillis);
        }
    }

    /** Ends it because it cannot go on, and says why where the plot is. */
    synchronized void fail(Throwable why, long nowMillis) {
        if (!isOver()) {
            failure = why;
            end(nowMillis);
        }
    }

    /** Throws nothing: it is over all the same when its last frame cannot be shown, as with a full heap. */
    private void end(long nowMillis) {
        endedMillis = nowMillis;
        over = true;
        try {
            lease.close();
            update(last());
        } catch (Throwable why) {
            failure = failure == null ? why : failure; // told by the next that asks for the plot
        } finally {
            lastFrame.countDown();
        }
    }

    private Bundle last() {
        long millis = request.end(endedMillis) - request.start(startMillis);
        String length = Durations.text(Duration.ofSeconds(Math.round(millis / 1000.0)));
        String reason = failure == null ? "" : ", could not be drawn any more: " + failure;
        try {
            return whole(request.end(endedMillis), new FrameText(notes("over after " + length + reason)));
        } catch (RuntimeException | Error again) {
            Throwable first = failure == null ? again : failure;
            return Bundle.text("The plot of monitor " + id + " could not be drawn: " + first);
        }
    }

    private Bundle whole(long nowMillis, FrameText text) {
        return plot.showing(request.whole(startMillis, nowMillis), source.history())
                .lastFrame(nowMillis, text);
    }

    private void update(Bundle bundle) {
        outputs.forEach(output -> output.update(bundle));
    }

    private FrameText text(long nowMillis) {
        return new FrameText(notes(left(nowMillis)));
    }

    /** {@code 40 s left}, or how it ends. */
    public String left(long nowMillis) {
        if (request.endless()) {
            return request.endsWithRun() ? "until the run ends" : "until stopped";
        }
        long seconds = Math.round(Math.max(0, endMillis() - nowMillis) / 1000.0);
        return Durations.text(Duration.ofSeconds(seconds)) + " left";
    }

    private List<String> notes(String state) {
        List<String> notes = new ArrayList<>();
        notes.add(name);
        if (!request.endsWithRun()) {
            notes.add(every);
        }
        notes.add(state);
        notes.addAll(source.notes().apply(request));
        return notes;
    }
}
