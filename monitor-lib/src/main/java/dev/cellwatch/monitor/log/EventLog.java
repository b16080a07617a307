package dev.cellwatch.monitor.log;

import dev.cellwatch.monitor.settings.Settings;
import dev.cellwatch.monitor.trace.Ongoing;
import dev.cellwatch.monitor.trace.Trace;
import dev.cellwatch.monitor.trace.Tracing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The log of a program: its own records and its user's (docs/logs.md). Nothing is on the disk before the first, and
 * nothing that happens to the disk makes a caller wait or fail. Thread-safe.
 */
public final class EventLog implements Log, AutoCloseable {

    private static final int LONGEST_MESSAGE = 8192;
    private static final int LONGEST_COMPONENT = 128;

    private final @Nullable EventWriter writer;
    private final Consumer<String> stream;
    private final InstantSource clock;
    private final LastEvents last = new LastEvents();
    private final Tracing tracing;

    /**
     * A log.
     *
     * @param writer writes it, unless it is off
     * @param stream gets each line where it is text, at once and on the caller's thread
     * @param tracing knows what goes on, which is what records belong to
     */
    EventLog(@Nullable EventWriter writer, Consumer<String> stream, Tracing tracing, InstantSource clock) {
        this.writer = writer;
        this.stream = stream;
        this.tracing = tracing;
        this.clock = clock;
    }

    /**
     * The log that the settings ask for.
     *
     * @param stream gets each line where it is text, at once and on the caller's thread
     */
    public static EventLog of(Settings settings, Consumer<String> stream, Tracing tracing, InstantSource clock) {
        return switch (settings.log()) {
            case OFF -> new EventLog(null, line -> {}, tracing, clock);
            case JSON -> {
                Lines file = new EventFile(settings.stateDir().resolve("logs").toAbsolutePath(), "cellwatch", ".jsonl");
                yield new EventLog(new EventWriter(file, EventFormat.JSON), line -> {}, tracing, clock);
            }
            case TEXT -> {
                Lines file = new EventFile(Path.of("").toAbsolutePath(), "app", ".log");
                yield new EventLog(new EventWriter(file, EventFormat.TEXT), stream, tracing, clock);
            }
        };
    }

    @Override
    public void write(Level level, String component, String message, @Nullable Map<String, ?> metadata) {
        Trace trace = here();
        put(() -> event(level, component, message, Metadata.copy(metadata), trace));
    }

    /**
     * Writes that a model was loaded.
     *
     * @param details {@code gpu_id}, {@code memory_allocated}, {@code batch_size}, {@code compute_type}, as far as known
     */
    public void modelLoaded(String name, @Nullable Map<String, ?> details) {
        Trace trace = here();
        put(() -> event(
                Level.INFO, "model", "Model loaded: " + name, Metadata.ofModel(String.valueOf(name), details), trace));
    }

    /** Writes that something begins, within what surrounds it. */
    public Span begin(Level level, String component, String message, @Nullable Map<String, ?> metadata) {
        return begin(tracing.begin(component, clock.millis()), level, component, message, metadata);
    }

    /** Writes that something has begun which is traced. */
    public Span begin(Ongoing what, Level level, String component, String message, @Nullable Map<String, ?> metadata) {
        put(() -> event(level, component, message, Metadata.copy(metadata), what.trace())
                .at(what.startMillis()));
        return new Span(this, component, what);
    }

    private Trace here() {
        return tracing.current().orElseGet(() -> Trace.within(null));
    }

    /** What goes on. */
    public Tracing tracing() {
        return tracing;
    }

    void end(Span span, long millis, Level level, String message, @Nullable Map<String, ?> metadata) {
        Ongoing what = span.ongoing();
        put(() -> event(level, span.component(), message, Metadata.copy(metadata), what.trace())
                .over(millis, Duration.ofMillis(Math.max(0, millis - what.startMillis()))));
    }

    long millis() {
        return clock.millis();
    }

    private Event event(
            Level level, String component, String message, Map<String, @Nullable Object> metadata, Trace trace) {
        return new Event(
                clock.millis(),
                level,
                Metadata.cut(String.valueOf(component), LONGEST_COMPONENT),
                Metadata.cut(String.valueOf(message), LONGEST_MESSAGE),
                metadata,
                trace,
                Optional.empty());
    }

    /** Whatever a user's objects do when they are asked for their text, and however full the heap is: no caller fails. */
    private void put(Supplier<Event> making) {
        EventWriter to = writer;
        if (to == null) {
            return;
        }
        try {
            Event event = making.get();
            if (to.format().takes(event.level())) {
                last.add(event);
                to.put(event);
                if (to.format() == EventFormat.TEXT) {
                    stream.accept(to.format().line(event));
                }
            }
        } catch (RuntimeException | Error failed) {
            to.missed();
        }
    }

    /** What was written last, the newest first: the same objects as in the file, without secrets. */
    public List<Map<String, @Nullable Object>> last() {
        return last.trees();
    }

    /** The file that is written, once there is one. */
    public Optional<Path> file() {
        return Optional.ofNullable(writer).flatMap(known -> known.lines().file());
    }

    /** What somebody must know who relies on it, in a sentence or two; mostly nothing. */
    public Optional<String> trouble() {
        EventWriter known = writer;
        if (known == null || known.missing() == 0) {
            return Optional.empty();
        }
        long count = known.missing();
        String missing = count == 1 ? "1 record is" : count + " records are";
        return Optional.of(known.trouble()
                .map(why -> "The log cannot be written (" + why + ") and goes on as soon as it can; " + missing
                        + " missing.")
                .orElse("In the log " + missing + " missing."));
    }

    /** Writes what waits, and ends. */
    @Override
    public void close() {
        if (writer != null) {
            writer.close();
        }
    }
}
