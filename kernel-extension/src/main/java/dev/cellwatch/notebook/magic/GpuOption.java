package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.metric.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
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
        return GpuChoice.of(named, monitor);
    }
}
