package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.gpu.GpuChoice;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.sampling.ProbeHealth;
import dev.cellwatch.monitor.training.MachineRecord;
import dev.cellwatch.monitor.training.ReadableRun;
import dev.cellwatch.monitor.training.RunFeed;
import dev.cellwatch.notebook.live.Followed;
import dev.cellwatch.notebook.live.LiveRequest;
import dev.cellwatch.notebook.plot.Show;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a reader of a plot must know besides its numbers. */
final class Notes {

    private static final String DEMO = "DEMO data";

    private Notes() {}

    static List<String> of(Monitor monitor, LiveRequest request) {
        List<String> notes = new ArrayList<>();
        List<ReadableRun> runs = request.run().map(Followed::runs).orElse(List.of());
        if (request.run().isPresent()) {
            ofRuns(runs, monitor, notes);
        }
        if (request.show().contains(Show.GPU)) {
            // beside a run that was kept stands what was measured then, and nothing of now is to be said of it
            Optional<MachineRecord> then =
                    runs.isEmpty() ? Optional.empty() : runs.get(0).machine();
            if (then.isEmpty()) {
                ofGpus(monitor, request, notes);
            } else if (then.get().isDemo()) {
                notes.add(DEMO);
            }
        }
        return notes;
    }

    private static void ofRuns(List<ReadableRun> runs, Monitor monitor, List<String> notes) {
        if (runs.isEmpty()) {
            notes.add("waits for a run: Cellwatch.training(\"name\") starts one");
        }
        boolean feeds = false;
        for (ReadableRun run : runs) {
            String whose = runs.size() == 1 ? "" : run.name() + ": ";
            run.problems().forEach(problem -> notes.add(whose + problem));
            feeds |= run instanceof RunFeed;
        }
        if (feeds) {
            monitor.runs().keepingProblem().ifPresent(notes::add);
        }
    }

    private static void ofGpus(Monitor monitor, LiveRequest request, List<String> notes) {
        if (monitor.settings().demo()) {
            notes.add(DEMO);
        }
        List<Subject> gpus = monitor.history().subjects(Subject.Kind.GPU);
        if (gpus.isEmpty()) {
            failure(monitor, notes);
        } else if (request.gpus() instanceof GpuChoice choice && choice.unsure()) {
            notes.add("all GPUs: CUDA may number them otherwise than here (CUDA_DEVICE_ORDER is not PCI_BUS_ID)");
        } else if (!anyOf(gpus, request)) {
            notes.add("none of the GPUs asked for (--gpu, CUDA_VISIBLE_DEVICES) is here");
        }
    }

    private static void failure(Monitor monitor, List<String> notes) {
        for (ProbeHealth health : monitor.sampler().health()) {
            if (health.probe().equals("gpu")) {
                health.error().ifPresent(notes::add);
            }
        }
    }

    private static boolean anyOf(List<Subject> gpus, LiveRequest request) {
        for (Subject gpu : gpus) {
            if (request.gpus().test(gpu)) {
                return true;
            }
        }
        return false;
    }
}
