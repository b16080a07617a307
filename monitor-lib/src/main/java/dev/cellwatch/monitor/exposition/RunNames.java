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

    private static final int MOST_NOTES = 256;
    private static final String PREFIX = "training_";
    private static final String HELP = "Logged by a training run, the newest value.";

    private final Consumer<String> notes;
    private final Set<String> told = new HashSet<>();
    private final Map<String, Optional<Family>> known = new LinkedHashMap<>();

    /** @param notes is told a sentence about each name that had to be changed or left out */
    RunNames(Consumer<String> notes) {
        this.notes = notes;
    }

    /**
     * The families of these names, which are all that runs have at present; without those that are too many, and those
     * whose name another one has taken. A name keeps its family for as long as it is among them.
     */
    synchronized Map<String, Family> of(Set<String> names, Scrape to) {
        known.keySet().retainAll(names);
        Map<String, Family> families = new LinkedHashMap<>();
        for (String name : names) {
            if (!known.containsKey(name) && known.size() >= MOST) {
                to.dropped("run_value_name", 1);
            } else {
                known.computeIfAbsent(name, this::admit).ifPresent(family -> families.put(name, family));
            }
        }
        return families;
    }

    private Optional<Family> admit(String name) {
        String mapped = mapped(name);
        if (isTaken(mapped)) {
            note(name, "are not in the exposition: another name became " + mapped + ".");
            return Optional.empty();
        }
        if (!NameRules.isLegal(name)) {
            note(name, "are " + mapped + " in the exposition.");
        }
        ExposedType type = NameRules.reservedEnding(mapped).isPresent() ? ExposedType.UNTYPED : ExposedType.GAUGE;
        return Optional.of(Family.of(mapped, type, HELP));
    }

    private boolean isTaken(String mapped) {
        return known.values().stream().flatMap(Optional::stream).anyMatch(family -> family.name()
                .equals(mapped));
    }

    private void note(String name, String what) {
        if (told.size() < MOST_NOTES && told.add(name)) {
            notes.accept("Values called \"" + name + "\" " + what);
        }
    }

    private static String mapped(String name) {
        String legal = LabelText.cut(name).replaceAll("[^a-zA-Z0-9_]", "_");
        String whole = legal.startsWith(PREFIX) ? legal : PREFIX + legal;
        boolean ours = TrainingMetric.isId(whole) || NameRules.belongsTo(whole, ExposedMetric.BATCH_SECONDS.id());
        return ours ? whole + "_value" : whole;
    }
}
