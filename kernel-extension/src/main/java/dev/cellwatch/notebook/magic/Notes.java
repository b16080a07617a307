package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.sampling.ProbeHealth;
import dev.cellwatch.monitor.settings.Settings;
import dev.cellwatch.monitor.training.MachineRecord;
import dev.cellwatch.monitor.training.ReadableRun;
import dev.cellwatch.monitor.training.RunFeed;
import dev.cellwatch.notebook.live.LiveRequest;
import dev.cellwatch.notebook.live.RunChoice;
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
        request.run().ifPresent(choice -> ofRun(choice, monitor, notes));
        Optional<MachineRecord> then = request.run().flatMap(RunChoice::run).flatMap(ReadableRun::machine);
        if (then.isPresent()) {
            ofThen(then.get(), notes);
        } else if (request.show().contains(Show.GPU)) {
            ofGpus(monitor, request, notes);
        }
        return notes;
    }

    private static void ofRun(RunChoice choice, Monitor monitor, List<String> notes) {
        Optional<ReadableRun> run = choice.run();
        if (run.isEmpty()) {
            notes.add("waits for a run: Cellwatch.training(\"name\") starts one");
            return;
        }
        notes.addAll(run.get().problems());
        if (run.get() instanceof RunFeed) {
            monitor.runs().keepingProblem().ifPresent(notes::add);
        }
    }

    /** What is shown is of another time, so that nothing of now is to be said of it. */
    private static void ofThen(MachineRecord machine, List<String> notes) {
        if (machine.isDemo()) {
            notes.add(DEMO);
        }
    }

    private static void ofGpus(Monitor monitor, LiveRequest request, List<String> notes) {
        if (monitor.settings().gpu() == Settings.Gpu.DEMO) {
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
