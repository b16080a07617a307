package dev.cellwatch.monitor.extract;

import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Subject;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names columns by what they are of and the metric's name in the exposition, without what that says twice: {@code
 * gpu0_power_usage_watts}, {@code host_cpu_usage_ratio}, {@code jvm_heap_used_bytes}. No two names differ in case alone.
 * For one table.
 */
final class ColumnNames {

    static final String TIME = "time";

    private static final List<String> SAID_BY_THE_SUBJECT =
            List.of("nvidia_gpu_", "cellwatch_host_", "jvm_", "training_");
    private static final int FEW = 8;

    private final Set<String> taken = new HashSet<>(Set.of(TIME));

    /** For a quantity of the machine, or of one among several runs: {@code mnist_loss}. */
    String of(Subject subject, Metric metric) {
        return unique(of(subject) + "_" + plain(metric));
    }

    /** For a quantity that needs no subject, as in a table of one run: {@code loss}. */
    String of(Metric metric) {
        return unique(plain(metric));
    }

    private static String of(Subject subject) {
        return switch (subject.kind()) {
            case GPU -> "gpu" + subject.label("gpu");
            case GPU_INSTANCE -> "gpu" + subject.label("gpu") + "_mig_" + beginning(subject.label("uuid"));
            case RUN -> subject.label("run");
            case HOST, JVM -> word(subject);
            default -> word(subject) + "_" + subject.id();
        };
    }

    private static String word(Subject subject) {
        return subject.kind().name().toLowerCase(Locale.ROOT);
    }

    private static String beginning(String uuid) {
        String bare = uuid.substring(uuid.indexOf('-') + 1);
        return bare.substring(0, Math.min(FEW, bare.length()));
    }

    private static String plain(Metric metric) {
        for (String prefix : SAID_BY_THE_SUBJECT) {
            if (metric.id().startsWith(prefix)) {
                return metric.id().substring(prefix.length());
            }
        }
        return metric.id();
    }

    private String unique(String wanted) {
        String harmless = wanted.replaceAll("\\p{Cntrl}", "_").strip();
        String name = harmless;
        for (int i = 2; name.isEmpty() || !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = harmless + "_" + i;
        }
        return name;
    }
}
