package dev.cellwatch.monitor.trace;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Spans that are over wait here until they are sent, which happens each second and when there are many, on a daemon
 * thread. Nobody waits for that: what comes while it is full is counted and left out. A collector that does not answer
 * is asked again after five seconds, with the same spans. Thread-safe.
 */
final class SpanQueue implements SpanProcessor {

    static final int MOST = 2048;
    static final int AT_ONCE = 512;

    private static final long SEND_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long END_MILLIS = 2000;
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Delivery delivery;
    private final LongSupplier nanos;
    private final BlockingQueue<SpanData> waiting = new ArrayBlockingQueue<>(MOST);
    private final List<SpanData> unsent = new ArrayList<>();
    private final AtomicLong dropped = new AtomicLong();
    private final Thread sender = new Thread(this::sendUntilEnd, "cellwatch-traces");
    private volatile int kept;
    private volatile boolean ended;
    private boolean resting;
    private long restSince;

    SpanQueue(Delivery delivery) {
        this(delivery, System::nanoTime);
    }

    /** @param nanos the time, for how long it rests */
    SpanQueue(Delivery delivery, LongSupplier nanos) {
        this.delivery = delivery;
        this.nanos = nanos;
        sender.setDaemon(true);
    }

    /** Begins to send. */
    void begin() {
        sender.start();
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (!span.getSpanContext().isSampled()) {
            return;
        }
        if (ended || !waiting.offer(span.toSpanData())) {
            dropped.incrementAndGet();
        }
        if (waiting.size() == AT_ONCE) {
            LockSupport.unpark(sender);
        }
    }

    private void sendUntilEnd() {
        try {
            while (!ended) {
                LockSupport.parkNanos(this, SEND_NANOS);
                tick();
            }
            tick(); // what came meanwhile
        } finally {
            delivery.close();
        }
    }

    /** Sends what waits, unless the collector did not answer a moment ago. */
    void tick() {
        if (resting && !ended && nanos.getAsLong() - restSince < REST_NANOS) {
            return;
        }
        resting = false;
        while (!resting && fill()) {
            Delivery.Outcome outcome = delivery.deliver(List.copyOf(unsent));
            if (outcome != Delivery.Outcome.TAKEN) {
                resting = true;
                restSince = nanos.getAsLong();
            }
            if (outcome == Delivery.Outcome.REFUSED) {
                dropped.addAndGet(unsent.size());
            }
            if (outcome != Delivery.Outcome.NOT_REACHED) {
                unsent.clear();
                kept = 0;
            }
        }
    }

    private boolean fill() {
        waiting.drainTo(unsent, AT_ONCE - unsent.size());
        kept = unsent.size();
        return kept > 0;
    }

    TraceStatus status() {
        return new TraceStatus(
                delivery.place(), delivery.sent(), dropped.get(), waiting.size() + kept, delivery.trouble());
    }

    /** Sends what waits once more, and waits two seconds at most for that. */
    @Override
    public CompletableResultCode shutdown() {
        ended = true;
        LockSupport.unpark(sender);
        try {
            sender.join(END_MILLIS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }
}
