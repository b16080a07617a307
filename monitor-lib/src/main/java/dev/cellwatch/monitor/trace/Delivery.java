package dev.cellwatch.monitor.trace;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hands spans to a collector, and tells when it does not take them, and when it does again. For one thread. */
final class Delivery {

    /** The exporter has limits of its own, which are shorter. */
    private static final long LONGEST_SECONDS = 60;

    private final String place;
    private final Supplier<SpanExporter> open;
    private final Consumer<TraceNews> news;
    private final AtomicLong sent = new AtomicLong();
    private volatile Optional<String> trouble = Optional.empty();
    private @Nullable SpanExporter exporter;

    /** How it went. */
    enum Outcome {
        TAKEN,
        REFUSED,
        NOT_REACHED
    }

    /**
     * A delivery that nobody has tried.
     *
     * @param open makes what speaks to the collector, on the thread that sends: that loads a lot
     * @param news is told once what is wrong, and that it is well again
     */
    Delivery(String place, Supplier<SpanExporter> open, Consumer<TraceNews> news) {
        this.place = place;
        this.open = open;
        this.news = news;
    }

    Outcome deliver(List<SpanData> spans) {
        Throwable why = attempt(spans);
        if (why == null) {
            sent.addAndGet(spans.size());
            well();
            return Outcome.TAKEN;
        }
        FailureReason reason = FailureReason.of(why);
        ill(reason.words());
        return reason.answered() ? Outcome.REFUSED : Outcome.NOT_REACHED;
    }

    private @Nullable Throwable attempt(List<SpanData> spans) {
        try {
            if (exporter == null) {
                exporter = open.get();
            }
            CompletableResultCode result = exporter.export(spans).join(LONGEST_SECONDS, TimeUnit.SECONDS);
            Throwable why = result.getFailureThrowable();
            return result.isSuccess() ? null : why == null ? new java.io.IOException("no answer in time") : why;
        } catch (RuntimeException | Error unable) { // also a full heap must not end the sending
            return unable;
        }
    }

    private void well() {
        if (trouble.isPresent()) {
            trouble = Optional.empty();
            news.accept(new TraceNews("Spans are sent to " + place + " again.", false));
        }
    }

    private void ill(String why) {
        boolean known = trouble.isPresent();
        trouble = Optional.of(
                "Spans cannot be sent to " + place + ": " + why + ". Those that wait are kept, and it is tried again.");
        if (!known) {
            news.accept(new TraceNews(trouble.get(), true));
        }
    }

    long sent() {
        return sent.get();
    }

    Optional<String> trouble() {
        return trouble;
    }

    String place() {
        return place;
    }

    @SuppressWarnings("CheckReturnValue") // there is nobody to tell
    void close() {
        if (exporter != null) {
            exporter.shutdown();
        }
    }
}
