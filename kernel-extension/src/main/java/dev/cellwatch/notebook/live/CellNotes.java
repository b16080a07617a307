package dev.cellwatch.notebook.live;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.alert.Stretch;
import dev.cellwatch.monitor.log.Level;
import dev.cellwatch.monitor.log.Span;
import dev.cellwatch.monitor.trace.Ongoing;
import dev.cellwatch.monitor.trace.Traced;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Notes the cells of a notebook: in the log, in its trace, and for whoever asks what they leave behind. The first cell
 * does not wait for the monitor to open, unless it is traced: what happens in it belongs to it. Thread-safe.
 */
public final class CellNotes {

    private final Supplier<Monitor> monitor;
    private final BooleanSupplier traced;
    private final InstantSource clock;
    private @Nullable Running running;
    private volatile boolean open;

    /**
     * Why a cell failed.
     *
     * @param what what it threw, in a word
     * @param outOfMemory whether memory ran out, of the heap or of a GPU
     */
    public record Failure(String what, boolean outOfMemory) {

        /** As Java, CUDA, PyTorch, TensorFlow and ONNX say it; frameworks have no class of exceptions for it. */
        private static final Pattern OUT_OF_MEMORY = Pattern.compile(
                "OutOfMemory|out[ _]of[ _](\\[?[a-z]+]? )?memory|\\bOOM\\b|cudaErrorMemoryAllocation"
                        + "|failed to allocate memory",
                Pattern.CASE_INSENSITIVE);

        /**
         * Of what was thrown.
         *
         * @param told what it and its causes say; nothing of it is kept
         */
        public static Failure of(String what, String told) {
            return new Failure(what, OUT_OF_MEMORY.matcher(what + " " + told).find());
        }
    }

    /**
     * Notes of one notebook.
     *
     * @param monitor opened with the first cell, beside it
     * @param traced whether cells are traced; asked with the first
     */
    public CellNotes(Supplier<Monitor> monitor, BooleanSupplier traced, InstantSource clock) {
        this.monitor = monitor;
        this.traced = traced;
        this.clock = clock;
    }

    /**
     * A cell begins; what ran until now is over.
     *
     * @param number the number in its brackets, 0 if that is not known
     * @param code its text; nothing of it is written
     */
    public synchronized Running begin(int number, String code) {
        if (running != null) {
            running.end(Optional.empty());
        }
        Running cell = new Running(number, code, clock);
        running = cell;
        if (open || traced.getAsBoolean()) {
            write(cell);
        } else {
            writeWhenOpen(cell);
        }
        return cell;
    }

    private void writeWhenOpen(Running cell) {
        Thread opening = new Thread(() -> write(cell), "cellwatch-first-cell");
        opening.setDaemon(true);
        opening.start();
    }

    /** No cell shall fail because it cannot be noted. */
    private void write(Running cell) {
        try {
            cell.write(monitor.get());
            open = true;
        } catch (RuntimeException | LinkageError unable) {
            return; // whoever needs the monitor will say what is wrong with it
        }
    }

    /** A cell that runs. Thread-safe. */
    public static final class Running {

        private final InstantSource clock;
        private final String name;
        private final Map<String, Object> metadata = new LinkedHashMap<>();
        private final int code;
        private final long startMillis;
        private long endMillis;
        private Optional<Failure> failure = Optional.empty();
        private @Nullable Monitor monitor;
        private @Nullable Span span;

        private Running(int number, String code, InstantSource clock) {
            this.clock = clock;
            this.name = number > 0 ? "Cell [" + number + "]" : "Cell";
            if (number > 0) {
                metadata.put("cell", number);
            }
            this.code = code.hashCode();
            this.startMillis = clock.millis();
        }

        private synchronized void write(Monitor to) {
            monitor = to;
            to.renew();
            Ongoing cell = to.tracing().cell(name.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", ""), startMillis);
            to.settings().notebook().ifPresent(file -> cell.span().attribute("notebook", file));
            metadata.forEach((key, number) -> cell.span().attribute("execution_count", number));
            span = to.log().begin(cell, Level.INFO, "cell", name + " begins", metadata);
            if (endMillis > 0) {
                writeEnd(to, span);
            } else if (!to.tracing().isSurrounded()) {
                span.aroundAll(); // else a part of a first cell has begun before
            }
        }

        /**
         * It is over, which counts once.
         *
         * @param why if it failed
         */
        public synchronized void end(Optional<Failure> why) {
            if (endMillis == 0) {
                endMillis = clock.millis();
                failure = why;
                if (monitor != null && span != null) {
                    writeEnd(monitor, span);
                }
            }
        }

        private void writeEnd(Monitor to, Span begun) {
            to.ran().add(new Stretch(code, name, startMillis, endMillis));
            Traced traced = begun.ongoing().span().attribute("outcome", failure.isPresent() ? "failed" : "ok");
            failure.map(Failure::what).ifPresent(what -> {
                metadata.put("exception", what);
                traced.attribute("exception", what).failed(what);
            });
            begun.endAt(endMillis, level(), name + (failure.isPresent() ? " failed" : " ended"), metadata);
        }

        private Level level() {
            return failure.map(why -> why.outOfMemory() ? Level.ERROR : Level.WARN)
                    .orElse(Level.INFO);
        }
    }
}
