package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.gpu.GpuChoice;
import dev.cellwatch.monitor.metric.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** {@code --gpu}, for every magic that draws GPUs. */
final class GpuOption {

    @Option(
            names = "--gpu",
            split = ",",
            paramLabel = "GPU",
            description = "Indexes or uuids; all if left out (or those in CUDA_VISIBLE_DEVICES).")
    private List<String> named = new ArrayList<>();

    Predicate<Subject> chosen(Monitor monitor) {
        Supplier<List<Subject>> instances = () -> monitor.history().subjects(Subject.Kind.GPU_INSTANCE);
        return named.isEmpty()
                ? GpuChoice.visible(monitor.settings(), instances, monitor.gpus()::inventory)
                : GpuChoice.named(named, instances);
    }

    /** The same, refused in a sentence when there are GPUs and none of them is meant. */
    Predicate<Subject> chosenOfThoseSeen(Monitor monitor) {
        Predicate<Subject> chosen = chosen(monitor);
        List<Subject> seen = monitor.history().subjects(Subject.Kind.GPU);
        if (!named.isEmpty() && !seen.isEmpty() && seen.stream().noneMatch(chosen)) {
            String there = seen.stream().map(gpu -> gpu.label("gpu")).collect(Collectors.joining(", "));
            throw new MagicException("There is no GPU " + String.join(", ", named) + " in the history; there "
                    + (seen.size() == 1 ? "is " : "are ") + there + ".");
        }
        return chosen;
    }
}
