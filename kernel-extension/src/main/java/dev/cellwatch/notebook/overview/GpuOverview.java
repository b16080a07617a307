package dev.cellwatch.notebook.overview;

import dev.cellwatch.monitor.gpu.Gpu;
import dev.cellwatch.monitor.gpu.GpuInventory;
import dev.cellwatch.monitor.sampling.ProbeHealth;
import dev.cellwatch.monitor.text.Times;
import dev.cellwatch.notebook.table.Note;
import dev.cellwatch.notebook.table.Part;
import dev.cellwatch.notebook.table.Sheet;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code %gpu}: every GPU, what it does, and who holds it. */
public final class GpuOverview {

    private final GpuReading reading;
    private final long ownPid;
    private final ZoneId zone;

    /**
     * An overview of one reading.
     *
     * @param ownPid the pid of this kernel
     * @param zone in which times are told
     */
    public GpuOverview(GpuReading reading, long ownPid, ZoneId zone) {
        this.reading = reading;
        this.ownPid = ownPid;
        this.zone = zone;
    }

    /** Tells of these GPUs, or why there are none. */
    public Sheet of(List<Gpu> gpus) {
        List<Part> parts = new ArrayList<>();
        reading.health().flatMap(this::stuck).ifPresent(parts::add);
        if (reading.gpus().isEmpty()) {
            parts.add(Note.of(reading.inventory().reason().orElse("The driver counts no GPU.")));
            parts.add(Note.quiet("Host and JVM are watched all the same: %system, %processes, %live_monitor."));
            return new Sheet(parts);
        }
        parts.add(headline(reading.inventory()));
        gpus.forEach(gpu -> gpu.problem().ifPresent(problem -> parts.add(problem(gpu, problem))));
        gpus.forEach(gpu -> gpu.memory().remark().ifPresent(remark -> parts.add(remark(gpu, remark))));
        parts.add(new GpuSummary(reading.values()).of(gpus));
        parts.addAll(new GpuHolders(reading, ownPid).parts(gpus));
        GpuDetails details = new GpuDetails(reading.values());
        details.mig(gpus).ifPresent(parts::add);
        parts.add(details.of(gpus));
        return new Sheet(parts);
    }

    private static Note problem(Gpu gpu, String problem) {
        return Note.warning("GPU " + gpu.index() + ": " + problem);
    }

    private static Note remark(Gpu gpu, String remark) {
        return Note.quiet("GPU " + gpu.index() + ": " + remark + ".");
    }

    private static Note headline(GpuInventory inventory) {
        List<String> words = new ArrayList<>();
        if (inventory.demo()) {
            words.add("DEMO: these GPUs are made up");
        }
        words.add(Words.count(inventory.gpus().size(), "GPU", "GPUs"));
        inventory
                .driverVersion()
                .filter(version -> !inventory.demo())
                .ifPresent(version -> words.add("driver " + version));
        inventory.cudaVersion().ifPresent(version -> words.add("CUDA up to " + version));
        return Note.of(String.join(" · ", words));
    }

    private Optional<Note> stuck(ProbeHealth health) {
        return health.stuckSinceMillis().map(since -> {
            double seconds = (reading.values().nowMillis() - since) / 1000.0;
            return Note.warning("The NVIDIA driver has been stuck since " + Times.clock(since, zone)
                    + ": a call has not come back for " + Words.duration(seconds)
                    + ". What it does not tell is left out.");
        });
    }
}
