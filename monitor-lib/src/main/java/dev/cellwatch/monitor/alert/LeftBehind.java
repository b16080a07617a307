package dev.cellwatch.monitor.alert;

import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.history.Window;
import dev.cellwatch.monitor.jvm.JvmMetric;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.metric.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Code that is run again and again, and leaves more memory behind each time. Its first run does not count, because that
 * loads what stays; nor does what grew while nothing ran, because that was somebody else.
 */
final class LeftBehind implements Condition {

    private static final int RUNS = 3;
    private static final double NOTABLE = 16 << 20;
    /** Before the first code that is known, this long counts as the time in which nothing ran. */
    private static final long BEFORE_MILLIS = 60_000;

    private static final int BUCKETS = 60;
    /** A slot of the history, in which what was read before a moment cannot be told from what was read after it. */
    private static final long SLOT_MILLIS = 1_000;
    /** What is read seldom stands for the time before it, too: some of that which is read after a moment. */
    private static final long SELDOM_MILLIS = 5_000;

    /** A time in which no code ran. */
    private record Quiet(long fromMillis, long toMillis) {}

    /** Memory that can be left behind. */
    private record Memory(Subject subject, Metric used, String words) {}

    @Override
    public List<Finding> in(Evidence evidence, Duration hold) {
        List<Stretch> ran = evidence.ran();
        Map<Integer, List<Integer>> runs = new LinkedHashMap<>();
        IntStream.range(0, ran.size())
                .forEach(i -> runs.computeIfAbsent(ran.get(i).code(), code -> new ArrayList<>())
                        .add(i));
        List<Finding> found = new ArrayList<>();
        for (List<Integer> same : runs.values()) {
            if (same.size() > RUNS) {
                List<Integer> last = same.subList(same.size() - RUNS, same.size());
                String name = ran.get(last.get(RUNS - 1)).name();
                memories(evidence).forEach(memory -> left(evidence, memory, last)
                        .ifPresent(bytes -> found.add(
                                new Finding(name, true, Unit.BYTES.format(bytes) + " of " + memory.words()))));
            }
        }
        return found;
    }

    private static List<Memory> memories(Evidence evidence) {
        List<Memory> memories = new ArrayList<>();
        for (Subject gpu : evidence.history().subjects(Subject.Kind.GPU)) {
            memories.add(new Memory(gpu, GpuMetric.MEMORY_USED, Limits.name(gpu)));
        }
        memories.add(new Memory(Subject.JVM, JvmMetric.DIRECT_USED, "direct buffers"));
        memories.add(new Memory(Subject.JVM, JvmMetric.NATIVE_USED, "native memory"));
        return memories;
    }

    /** What all these runs left behind together, if each left something. */
    private static OptionalDouble left(Evidence evidence, Memory memory, List<Integer> runs) {
        double sum = 0;
        for (int run : runs) {
            Quiet before = quietBefore(evidence.ran(), run);
            Quiet after = quietAfter(evidence, run);
            double left = lowest(evidence, memory, after) - lowest(evidence, memory, before);
            // the comparison is false of what is not known, too
            if (!(left >= NOTABLE
                    && rise(evidence, memory, before) < left / 2
                    && rise(evidence, memory, after) < left / 2)) {
                return OptionalDouble.empty();
            }
            sum += left;
        }
        return OptionalDouble.of(sum);
    }

    private static Quiet quietBefore(List<Stretch> ran, int run) {
        long begin = ran.get(run).startMillis();
        long from = run == 0 ? begin - BEFORE_MILLIS : ran.get(run - 1).endMillis();
        return new Quiet(from + SLOT_MILLIS, begin - SELDOM_MILLIS);
    }

    private static Quiet quietAfter(Evidence evidence, int run) {
        List<Stretch> ran = evidence.ran();
        long to =
                run + 1 == ran.size() ? evidence.nowMillis() : ran.get(run + 1).startMillis() - SELDOM_MILLIS;
        return new Quiet(ran.get(run).endMillis() + SLOT_MILLIS, to);
    }

    private static double lowest(Evidence evidence, Memory memory, Quiet quiet) {
        double lowest = Double.NaN;
        for (double least : window(evidence, memory, quiet).min()) {
            lowest = lowest <= least ? lowest : Double.isNaN(least) ? lowest : least;
        }
        return lowest;
    }

    /** By how much it rose while nothing ran. */
    private static double rise(Evidence evidence, Memory memory, Quiet quiet) {
        Window window = window(evidence, memory, quiet);
        double first = Double.NaN;
        double last = Double.NaN;
        for (double value : window.mean()) {
            if (!Double.isNaN(value)) {
                first = Double.isNaN(first) ? value : first;
                last = value;
            }
        }
        return last - first;
    }

    /** In narrow buckets: the last of them reaches beyond the end, where other code may run. */
    private static Window window(Evidence evidence, Memory memory, Quiet quiet) {
        return evidence.history()
                .window(memory.subject(), memory.used(), quiet.fromMillis(), quiet.toMillis(), BUCKETS);
    }
}
