package dev.cellwatch.monitor.exposition;

import dev.cellwatch.monitor.training.TrainingMetric;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a notebook may call its own metrics and labels; each refusal is a sentence. */
final class NameRules {

    private static final int LONGEST = 128;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final List<String> PREFIXES =
            List.of("cellwatch_", "nvidia_", "jvm_", "process_cpu_", "process_resident_", "training_", "inference_");
    /** What is written after the name of a counter, a histogram, a summary or an info. */
    private static final List<String> ENDINGS = List.of("_total", "_count", "_sum", "_bucket", "_created", "_info");

    private static final List<String> LABELS = List.of("le", "quantile");

    private NameRules() {}

    static boolean isLegal(String name) {
        return NAME.matcher(name).matches();
    }

    static Optional<String> reservedEnding(String name) {
        return ENDINGS.stream().filter(name::endsWith).findFirst();
    }

    /** Whether a name is a family's or that of one of the lines that it is written as. */
    static boolean belongsTo(String name, String family) {
        return name.equals(family) || ENDINGS.stream().anyMatch(ending -> name.equals(family + ending));
    }

    /** The name of a metric without its type's ending, or a refusal. */
    static String base(String name, ExposedType type) {
        if (!isLegal(name) || name.startsWith("__") || name.length() > LONGEST) {
            throw new IllegalArgumentException("A metric cannot be called \"" + LabelText.cut(name)
                    + "\": a name is up to " + LONGEST + " letters, digits and _, and does not begin with a digit.");
        }
        boolean counter = type == ExposedType.COUNTER && name.endsWith("_total") && name.length() > "_total".length();
        String base = counter ? name.substring(0, name.length() - "_total".length()) : name;
        reservedEnding(base).ifPresent(ending -> {
            throw new IllegalArgumentException("A " + type.word() + " cannot be called " + name + ": the ending "
                    + ending + (ending.equals("_total") ? " is for counters." : " is written by Prometheus itself."));
        });
        refuseOurs(base, name);
        return base;
    }

    /** The base of a name that may be a counter's or another's. */
    static String described(String name) {
        return base(name, name.endsWith("_total") ? ExposedType.COUNTER : ExposedType.GAUGE);
    }

    private static void refuseOurs(String base, String name) {
        PREFIXES.stream().filter(base::startsWith).findFirst().ifPresent(prefix -> {
            throw new IllegalArgumentException("A metric cannot be called " + name + ": names that begin with " + prefix
                    + " are Cellwatch's own.");
        });
        if (ExposedMetric.isId(base) || ExposedMetric.isId(base + "_total") || TrainingMetric.isId(base)) {
            throw new IllegalArgumentException("A metric cannot be called " + name
                    + ": Cellwatch tells it already, of Cellwatch.training(...) or Cellwatch.inference(...).");
        }
    }

    /** Refuses a label's name that Prometheus would not take. */
    static void checkLabel(String metric, String label) {
        if (!isLegal(label) || label.startsWith("__") || LABELS.contains(label) || label.length() > LONGEST) {
            throw new IllegalArgumentException("A label of " + metric + " cannot be called \"" + LabelText.cut(label)
                    + "\": a name is letters, digits and _, does not begin with a digit or __, and is neither le nor"
                    + " quantile.");
        }
    }
}
