package dev.cellwatch.monitor.gpu;

import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.settings.Settings;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Which GPUs somebody means: by index, by uuid or its beginning, or by a MIG instance of theirs, as in
 * {@code CUDA_VISIBLE_DEVICES}.
 *
 * @param entries what was written
 * @param instances the MIG instances that are there
 * @param numbersHold whether a number means the GPU of that index, as it does not where CUDA counts in another order
 */
public record GpuChoice(List<String> entries, Supplier<List<Subject>> instances, BooleanSupplier numbersHold)
        implements Predicate<Subject> {

    public GpuChoice {
        entries = List.copyOf(entries);
    }

    /** Those named in a magic, by the indexes that it shows. */
    public static GpuChoice named(List<String> entries, Supplier<List<Subject>> instances) {
        return new GpuChoice(entries, instances, () -> true);
    }

    /** Those that CUDA may use; it reads nothing after a number below zero. */
    public static GpuChoice visible(
            List<String> entries, Supplier<List<Subject>> instances, BooleanSupplier numbersHold) {
        return new GpuChoice(
                entries.stream().takeWhile(entry -> !entry.startsWith("-")).toList(), instances, numbersHold);
    }

    /**
     * Those that CUDA may use in this program: all where nothing else is set. CUDA puts the fastest first, unless it is
     * told to count as the driver does; equals keep the driver's order.
     */
    public static Predicate<Subject> visible(
            Settings settings, Supplier<List<Subject>> instances, Supplier<GpuInventory> inventory) {
        BooleanSupplier numbersHold =
                () -> settings.cudaCountsByPci() || inventory.get().ofOneModel();
        return settings.visibleGpus()
                .<Predicate<Subject>>map(entries -> visible(entries, instances, numbersHold))
                .orElse(gpu -> true);
    }

    /** Whether all GPUs are chosen because nobody can tell which are meant. */
    public boolean unsure() {
        for (String entry : entries) {
            if (isNumber(entry.strip())) {
                return !numbersHold.getAsBoolean();
            }
        }
        return false;
    }

    private static boolean isNumber(String entry) {
        for (int i = 0; i < entry.length(); i++) {
            if (entry.charAt(i) < '0' || entry.charAt(i) > '9') {
                return false;
            }
        }
        return !entry.isEmpty();
    }

    @Override
    public boolean test(Subject gpu) {
        for (String entry : entries) {
            if (names(entry.strip(), gpu)) {
                return true;
            }
        }
        return unsure();
    }

    private boolean names(String entry, Subject gpu) {
        if (entry.startsWith("GPU-")) {
            return gpu.label("uuid").startsWith(entry);
        }
        if (entry.startsWith("MIG-")) {
            return instances.get().stream()
                    .filter(instance -> instance.label("uuid").startsWith(entry))
                    .anyMatch(instance -> instance.label("gpu").equals(gpu.label("gpu")));
        }
        return entry.equals(gpu.label("gpu"));
    }
}
