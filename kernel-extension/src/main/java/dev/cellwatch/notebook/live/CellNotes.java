package dev.cellwatch.notebook.live;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.alert.Stretch;
import dev.cellwatch.monitor.log.Level;
import dev.cellwatch.monitor.log.Span;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Notes the cells of a notebook: in the log, and for whoever asks what they leave behind. Thread-safe. */
public final class CellNotes {

    private static final String OUT_OF_MEMORY = OutOfMemoryError.class.getName();

    private final Supplier<Monitor> monitor;
    private @Nullable Running running;

    public CellNotes(Supplier<Monitor> monitor) {
        this.monitor = monitor;
    }

    /**
     * A cell begins; what ran until now is over.
     *
     * @param number the number in its brackets, 0 if that is not known
     * @param code its text, empty if that is not known; nothing of it is written
     */
    public synchronized Running begin(int number, String code) {
        if (running != null) {
            running.end(Optional.empty());
        }
        running = new Running(monitor.get(), number, code);
        return running;
    }

    /** A cell that runs. */
    public static final class Running {

        private final Monitor monitor;
        private final String name;
        private final Map<String, Object> metadata = new LinkedHashMap<>();
        private final int code;
        private final long startMillis;
        private final Span span;
        private final AtomicBoolean over = new AtomicBoolean();

        private Running(Monitor monitor, int number, String code) {
            this.monitor = monitor;
            this.name = number > 0 ? "Cell [" + number + "]" : "Cell";
            if (number > 0) {
                metadata.put("cell", number);
            }
            this.code = code.hashCode();
            this.startMillis = monitor.clock().millis();
            this.span = monitor.log()
                    .begin(Level.INFO, "cell", name + " begins", metadata)
                    .aroundAll();
        }

        /**
         * It is over, which counts once.
         *
         * @param failure what it threw, in a word, if it failed
         */
        public void end(Optional<String> failure) {
            if (!over.compareAndSet(false, true)) {
                return;
            }
            if (code != 0) {
                monitor.ran()
                        .add(new Stretch(
                                code, name, startMillis, monitor.clock().millis()));
            }
            failure.ifPresent(what -> metadata.put("exception", what));
            span.end(level(failure), name + (failure.isPresent() ? " failed" : " ended"), metadata);
        }

        private static Level level(Optional<String> failure) {
            return failure.map(what -> what.equals(OUT_OF_MEMORY) ? Level.ERROR : Level.WARN)
                    .orElse(Level.INFO);
        }
    }
}
