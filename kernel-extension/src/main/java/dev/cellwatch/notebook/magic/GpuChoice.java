package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.metric.Subject;
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
record GpuChoice(List<String> entries, Supplier<List<Subject>> instances, BooleanSupplier numbersHold)
        implements Predicate<Subject> {

    GpuChoice {
        entries = List.copyOf(entries);
    }

    /** Those named in a magic, by the indexes that it shows. */
    static GpuChoice named(List<String> entries, Supplier<List<Subject>> instances) {
        return new GpuChoice(entries, instances, () -> true);
    }

    /** Those that CUDA may use; it reads nothing after a number below zero. */
    static GpuChoice visible(List<String> entries, Supplier<List<Subject>> instances, BooleanSupplier numbersHold) {
        return new GpuChoice(
                entries.stream().takeWhile(entry -> !entry.startsWith("-")).toList(), instances, numbersHold);
    }

    /** Those that a magic names; if it names none, those that CUDA may use, or all. */
    static Predicate<Subject> of(List<String> named, Monitor monitor) {
        Supplier<List<Subject>> instances = () -> monitor.history().subjects(Subject.Kind.GPU_INSTANCE);
        if (!named.isEmpty()) {
            return named(named, instances);
        }
        return monitor.settings()
                .visibleGpus()
                .<Predicate<Subject>>map(entries -> visible(entries, instances, () -> numbersHold(monitor)))
                .orElse(gpu -> true);
    }

    /** CUDA puts the fastest first, unless it is told to count as the driver does; equals keep the driver's order. */
    private static boolean numbersHold(Monitor monitor) {
        return monitor.settings().cudaCountsByPci()
                || monitor.gpus().inventory().ofOneModel();
    }

    /** Whether all GPUs are chosen because nobody can tell which are meant. */
    boolean unsure() {
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
