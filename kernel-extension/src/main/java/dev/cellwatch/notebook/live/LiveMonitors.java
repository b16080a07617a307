package dev.cellwatch.notebook.live;

import dev.cellwatch.monitor.text.Durations;
import dev.cellwatch.monitor.training.ReadableRun;
import dev.cellwatch.notebook.display.Bundle;
import dev.cellwatch.notebook.display.CellDisplay;
import dev.cellwatch.notebook.plot.FrameText;
import dev.cellwatch.notebook.plot.LivePlot;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The live plots of a kernel. At most {@value #MOST} run at once, and as many that are over are remembered. Thread-safe. */
public final class LiveMonitors implements AutoCloseable {

    public static final int MOST = 16;
    /** Samples are taken at whole multiples of the interval; a frame waits until they are there. */
    private static final long BEHIND_SAMPLES_MILLIS = 80;
    /** The first numbers come when the drivers have been opened. */
    private static final long FIRST_LOOK_MILLIS = 400;

    private final Supplier<LiveSource> source;
    private final InstantSource clock;
    private final Timer timer;
    private final Deque<LiveMonitor> known = new ArrayDeque<>();
    private int lastId;

    public LiveMonitors(Supplier<LiveSource> source, InstantSource clock) {
        this(source, clock, new DaemonTimer("cellwatch-display", CompilerWish::tell));
    }

    LiveMonitors(Supplier<LiveSource> source, InstantSource clock, Timer timer) {
        this.source = source;
        this.clock = clock;
        this.timer = timer;
    }

    /**
     * Starts a monitor and shows it in a cell. If there are too many already, the oldest is stopped and the cell told
     * so.
     */
    public LiveMonitor start(LiveRequest request, CellDisplay cell) {
        LiveMonitor monitor = register(request, cell);
        try {
            monitor.begin(cell, clock);
            timer.in(Duration.ofMillis(FIRST_LOOK_MILLIS), () -> step(monitor));
            return monitor;
        } catch (RuntimeException | Error failure) {
            monitor.fail(failure, clock.millis());
            forget(monitor);
            throw failure;
        }
    }

    /** Shows a run that is over as it was. */
    public void showOver(LiveRequest request, ReadableRun run, CellDisplay cell) {
        String length = Durations.text(Duration.ofSeconds((run.endMillis() - run.startMillis()) / 1000));
        showStill(request, List.of("over after " + length), cell);
    }

    /** Shows what does not move any more. */
    public void showStill(LiveRequest request, List<String> state, CellDisplay cell) {
        List<String> notes = new ArrayList<>(state);
        notes.addAll(source.get().notes().apply(request));
        long now = clock.millis();
        long end = request.end(now);
        LivePlot plot = new LivePlot(
                request.whole(request.start(now), end), source.get().history());
        cell.show(plot.lastFrame(end, new FrameText(notes)));
    }

    private synchronized void forget(LiveMonitor monitor) {
        known.remove(monitor);
    }

    private synchronized LiveMonitor register(LiveRequest request, CellDisplay cell) {
        List<LiveMonitor> running = running();
        if (running.size() >= MOST) {
            LiveMonitor oldest = running.get(0);
            cell.show(Bundle.text("At most " + MOST + " monitors run at once: monitor " + oldest.id()
                    + ", the oldest, was stopped."));
            stop(oldest);
        }
        LiveMonitor monitor = new LiveMonitor(++lastId, request, source.get(), clock.millis());
        known.addLast(monitor);
        if (known.size() > 2 * MOST) {
            known.stream().filter(LiveMonitor::isOver).findFirst().ifPresent(known::remove);
        }
        return monitor;
    }

    /** Those that run, the oldest first. */
    public synchronized List<LiveMonitor> running() {
        return known.stream().filter(monitor -> !monitor.isOver()).toList();
    }

    public synchronized Optional<LiveMonitor> find(int id) {
        return known.stream().filter(monitor -> monitor.id() == id).findFirst();
    }

    /** The one that was started last, whether it runs or not. */
    public synchronized Optional<LiveMonitor> newest() {
        return Optional.ofNullable(known.peekLast());
    }

    public void stop(LiveMonitor monitor) {
        monitor.stop(clock.millis());
    }

    @Override
    public void close() {
        running().forEach(this::stop);
    }

    // whatever goes wrong in a frame, also when the heap is full, must end this plot only, and in words
    private void step(LiveMonitor monitor) {
        long now = clock.millis();
        try {
            if (monitor.isDone(now)) {
                monitor.stop(now);
            } else {
                monitor.frame(now);
            }
            if (!monitor.isOver()) {
                timer.in(Duration.ofMillis(untilNext(monitor, now)), () -> step(monitor));
            }
        } catch (Throwable failure) {
            monitor.fail(failure, now);
        }
    }

    private static long untilNext(LiveMonitor monitor, long now) {
        long interval = monitor.request().interval().toMillis();
        long next = Math.floorDiv(now - BEHIND_SAMPLES_MILLIS, interval) * interval + interval + BEHIND_SAMPLES_MILLIS;
        return Math.min(next, monitor.endMillis()) - now;
    }
}
