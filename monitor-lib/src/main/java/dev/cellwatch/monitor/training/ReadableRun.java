package dev.cellwatch.monitor.training;

import dev.cellwatch.monitor.metric.Subject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A training run as its readers see it: one of this program, or one that was kept. Thread-safe. */
public interface ReadableRun {

    /** What people type for it: {@code 2} for one of this program, {@code r-7k2mq3} for one that was kept. */
    String label();

    String name();

    /** The notebook that it ran in, where that is known. */
    Optional<String> notebook();

    long startMillis();

    /** When it ended, {@code Long.MAX_VALUE} while it runs. */
    long endMillis();

    /** How far it is. */
    Epochs epochs();

    /** Batches that were closed or reported. */
    long batches();

    /** Samples in a batch, 0 where nobody said. */
    int batchSize();

    /** What it logged. */
    RunRecord record();

    /** What the machine did beside it, where that is not this program's history. */
    Optional<MachineRecord> machine();

    /** What somebody who reads the run must know, a sentence each; mostly nothing. */
    List<String> problems();

    /** Whether nothing more is to be expected of it. */
    boolean isSettled();

    default boolean isOver() {
        return endMillis() != Long.MAX_VALUE;
    }

    /** What its values belong to. */
    default Subject subject() {
        return new Subject(Subject.Kind.RUN, label(), Map.of("run", name()));
    }

    /** The newest value of a row, however old: a loss is true until the next one. */
    default OptionalDouble latest(TrainingMetric metric) {
        return record().latest(metric.id());
    }

    /** Steps, or batches where nobody counts steps. */
    default long steps() {
        return Math.max(record().lastStep(), batches());
    }
}
