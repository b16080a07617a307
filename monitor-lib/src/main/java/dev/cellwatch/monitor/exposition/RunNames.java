package dev.cellwatch.monitor.exposition;

import dev.cellwatch.monitor.training.TrainingMetric;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What values are called that training runs log under names of their own: {@code accuracy} becomes {@code
 * training_accuracy}. What Prometheus does not allow in a name is replaced, and told once. Thread-safe.
 */
final class RunNames {

    /** As many as one run may have. */
    static final int MOST = 64;

    private static final String PREFIX = "training_";
    private static final String HELP = "Logged by a training run, the newest value.";

    private final Consumer<String> notes;
    private final Map<String, Optional<Family>> known = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();
    private long refused;

    /** @param notes is told a sentence about each name that had to be changed or left out */
    RunNames(Consumer<String> notes) {
        this.notes = notes;
    }

    /** The family of values of that name, unless there are too many, or another name has become the same. */
    synchronized Optional<Family> of(String name) {
        Optional<Family> family = known.get(name);
        if (family == null) {
            if (known.size() >= MOST) {
                refused++;
                return Optional.empty();
            }
            family = admit(name);
            known.put(name, family);
        }
        return family;
    }

    /** Tells how many values were left out since the last scrape, because of their names' number. */
    synchronized void tell(Scrape to) {
        to.dropped("run_value", refused);
        refused = 0;
    }

    private Optional<Family> admit(String name) {
        String mapped = mapped(name);
        if (!taken.add(mapped)) {
            notes.accept(
                    "Values called \"" + name + "\" are not in the exposition: another name became " + mapped + ".");
            return Optional.empty();
        }
        if (!NameRules.isLegal(name)) {
            notes.accept("Values called \"" + name + "\" are " + mapped + " in the exposition.");
        }
        ExposedType type = NameRules.reservedEnding(mapped).isPresent() ? ExposedType.UNTYPED : ExposedType.GAUGE;
        return Optional.of(Family.of(mapped, type, HELP));
    }

    private static String mapped(String name) {
        String legal = LabelText.cut(name).replaceAll("[^a-zA-Z0-9_]", "_");
        String whole = legal.startsWith(PREFIX) ? legal : PREFIX + legal;
        boolean ours = TrainingMetric.isId(whole) || NameRules.belongsTo(whole, ExposedMetric.BATCH_SECONDS.id());
        return ours ? whole + "_value" : whole;
    }
}
