package dev.cellwatch.monitor.history;

import static dev.cellwatch.monitor.metric.Shape.fast;
import static dev.cellwatch.monitor.metric.Unit.COUNT;

import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Row;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** 24 hours at one sample a second, by a simulated clock: 8 GPUs with 12 drawn rows and 40 others, 40 host and JVM rows. */
public final class DayOfHistory {

    private static final int GPUS = 8;
    private static final List<Metric> DRAWN = rows("drawn", 12, true);
    private static final List<Metric> OTHER = rows("other", 40, false);
    private static final List<Metric> HOST = rows("host", 40, true);

    private DayOfHistory() {}

    private record Curve(Row row) implements Metric {}

    private static List<Metric> rows(String name, int count, boolean drawn) {
        return IntStream.range(0, count)
                .<Metric>mapToObj(
                        i -> new Curve(new Row(name + i, drawn ? fast(COUNT).drawn() : fast(COUNT), name)))
                .toList();
    }

    public static History simulate() {
        History history = new History();
        List<Subject> gpus = new ArrayList<>();
        for (int i = 0; i < GPUS; i++) {
            gpus.add(new Subject(Subject.Kind.GPU, "GPU-" + i, Map.of("gpu", "" + i)));
        }
        for (long second = 0; second < 24 * 3600; second++) {
            long time = 1_700_000_000_000L + second * 1000;
            for (Subject gpu : gpus) {
                history.accept(sample(time, gpu, DRAWN, OTHER));
            }
            history.accept(sample(time, Subject.HOST, HOST, List.of()));
        }
        return history;
    }

    private static Sample sample(long time, Subject subject, List<Metric> some, List<Metric> more) {
        Sample.Builder builder = Sample.at(time, subject);
        some.forEach(metric -> builder.put(metric, (double) (time % 1000 + metric.hashCode() % 100)));
        more.forEach(metric -> builder.put(metric, (double) (time % 100)));
        return builder.build();
    }

    /** The bytes that a day's history holds on the heap, measured after collections. */
    public static long heldBytes() {
        History warm = new History();
        warm.accept(Sample.at(1, Subject.HOST).put(DRAWN.get(0), 1).build());
        long before = used();
        History history = simulate();
        long after = used();
        if (history.subjects(Subject.Kind.GPU).size() != GPUS) {
            throw new IllegalStateException("the history lost a GPU");
        }
        return after - before;
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** Prints the figure for the table of benchmarks. */
    public static void main(String[] arguments) {
        System.out.printf("%.1f%n", heldBytes() / 1048576.0);
    }
}
