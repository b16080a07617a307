package dev.cellwatch.notebook.overview;

import dev.cellwatch.monitor.gpu.Gpu;
import dev.cellwatch.monitor.gpu.GpuInventory;
import dev.cellwatch.monitor.host.ProcessOwner;
import dev.cellwatch.monitor.sampling.ProbeHealth;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * GPUs and their users at one moment.
 *
 * @param inventory which GPUs there are
 * @param values what they do
 * @param owners whose a process is, by its pid
 * @param health how the GPU probe is doing, unless it is switched off
 */
public record GpuReading(
        GpuInventory inventory, GpuValues values, LongFunction<ProcessOwner> owners, Optional<ProbeHealth> health) {

    /** The GPUs that are there. */
    public List<Gpu> gpus() {
        return inventory.gpus();
    }
}
