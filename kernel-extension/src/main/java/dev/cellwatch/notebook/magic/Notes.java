package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.settings.Settings;
import dev.cellwatch.notebook.live.LiveRequest;
import dev.cellwatch.notebook.plot.Show;
import java.util.ArrayList;
import java.util.List;

/** What a reader of a plot must know besides its numbers. */
final class Notes {

    private Notes() {}

    static List<String> of(Monitor monitor, LiveRequest request) {
        List<String> notes = new ArrayList<>();
        if (!request.show().contains(Show.GPU)) {
            return notes;
        }
        if (monitor.settings().gpu() == Settings.Gpu.DEMO) {
            notes.add("DEMO data");
        }
        List<Subject> gpus = monitor.history().subjects(Subject.Kind.GPU);
        if (gpus.isEmpty()) {
            monitor.sampler().health().stream()
                    .filter(health -> health.probe().equals("gpu"))
                    .flatMap(health -> health.error().stream())
                    .forEach(notes::add);
        } else if (request.gpus() instanceof GpuChoice choice && choice.unsure()) {
            notes.add("all GPUs: CUDA may number them otherwise than here (CUDA_DEVICE_ORDER is not PCI_BUS_ID)");
        } else if (gpus.stream().noneMatch(request.gpus())) {
            notes.add("none of the GPUs asked for (--gpu, CUDA_VISIBLE_DEVICES) is here");
        }
        return notes;
    }
}
