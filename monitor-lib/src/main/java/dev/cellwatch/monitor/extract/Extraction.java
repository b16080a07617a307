package dev.cellwatch.monitor.extract;

import dev.cellwatch.monitor.history.Grid;
import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.history.Window;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.metric.Tier;
import dev.cellwatch.monitor.training.RunFeed;
import dev.cellwatch.monitor.training.TrainingMetric;
import dev.cellwatch.monitor.training.UserMetric;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Takes out of the history what somebody wants to go on with: {@code new Extraction(history).between(from, to, runs,
 * subject -> true)}. Thread-safe.
 */
public final class Extraction {

    /** More rows than anybody reads, and few enough to draw. */
    public static final int MOST_ROWS = 1000;

    private final History history;

    public Extraction(History history) {
        this.history = history;
    }

    /**
     * What was measured after {@code fromMillis} up to {@code toMillis}, and what runs logged in that time; in at most
     * {@value #MOST_ROWS} rows, as near to each other as history keeps values of that age.
     *
     * @param runs whose values are wanted
     * @param wanted the subjects whose values are wanted, of those that are not runs
     */
    public Extract between(long fromMillis, long toMillis, List<RunFeed> runs, Predicate<Subject> wanted) {
        Grid grid = history.grid(fromMillis, toMillis, MOST_ROWS);
        ColumnNames names = new ColumnNames();
        ExtractBuilder extract = new ExtractBuilder(grid);
        for (RunFeed feed : runs) {
            addRun(feed, extract, metric -> names.of(subject(feed), metric));
        }
        addMachine(extract, names, wanted);
        return extract.build();
    }

    /** A run from its start to its end, or until now; its values have the names that it gave them. */
    public Extract of(RunFeed feed, long nowMillis) {
        long start = feed.run().startMillis();
        long end = Math.min(nowMillis, feed.run().endMillis());
        // what was logged before the first whole second is the beginning of the run
        Grid grid = history.grid(start, end, MOST_ROWS - 1).withOneBefore();
        ColumnNames names = new ColumnNames();
        ExtractBuilder extract = new ExtractBuilder(grid);
        addRun(feed, extract, names::of);
        addMachine(extract, names, subject -> true);
        return extract.build();
    }

    private static void addRun(RunFeed feed, ExtractBuilder extract, Naming naming) {
        Grid grid = extract.grid();
        for (String name : feed.record().names()) {
            Window window = feed.record().window(name, grid.startMillis() - 1, grid.endMillis() - 1, grid.count());
            Metric metric = metric(name);
            if (hasValues(window)) {
                extract.add(new ExtractColumn.Source(naming.of(metric), subject(feed), metric), window);
            }
        }
    }

    private static Subject subject(RunFeed feed) {
        String id = Integer.toString(feed.run().id());
        return new Subject(Subject.Kind.RUN, id, Map.of("run", feed.run().name()));
    }

    private static Metric metric(String name) {
        return Arrays.stream(TrainingMetric.values())
                .filter(row -> row.id().equals(name))
                .map(Metric.class::cast)
                .findFirst()
                .orElseGet(() -> new UserMetric(name));
    }

    private void addMachine(ExtractBuilder extract, ColumnNames names, Predicate<Subject> wanted) {
        Grid grid = extract.grid();
        for (Subject.Kind kind : Subject.Kind.values()) {
            for (Subject subject : history.subjects(kind, grid.startMillis())) {
                if (wanted.test(subject)) {
                    addSubject(extract, names, subject);
                }
            }
        }
    }

    /** What moves with every tick, and what plots draw: all else is kept too seldom or too shortly for a table. */
    private void addSubject(ExtractBuilder extract, ColumnNames names, Subject subject) {
        for (Metric metric : history.metrics(subject)) {
            if (metric.drawn() || metric.tier() == Tier.FAST) {
                Optional.of(history.window(subject, metric, extract.grid()))
                        .filter(Extraction::hasValues)
                        .ifPresent(window -> extract.add(
                                new ExtractColumn.Source(names.of(subject, metric), subject, metric), window));
            }
        }
    }

    private static boolean hasValues(Window window) {
        return Arrays.stream(window.mean()).anyMatch(Double::isFinite);
    }

    /** How the values of a run are called. */
    private interface Naming {
        String of(Metric metric);
    }
}
