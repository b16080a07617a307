package dev.cellwatch.monitor.exposition;

import dev.cellwatch.monitor.gpu.GpuInventory;
import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.sampling.ProbeHealth;
import dev.cellwatch.monitor.trace.Trace;
import dev.cellwatch.monitor.training.RunFeed;
import dev.cellwatch.monitor.training.TrainingRun;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where a scrape finds what was measured; asking any of these reads no device.
 *
 * @param history what was read
 * @param gpus which GPUs there are and who uses them, as of the last reading
 * @param health how each probe is doing
 * @param runs the training runs of this program
 * @param traces what a run belongs to, where that is known
 */
public record Sources(
        History history,
        Supplier<GpuInventory> gpus,
        Supplier<List<ProbeHealth>> health,
        Supplier<List<RunFeed>> runs,
        Function<TrainingRun, Optional<Trace>> traces) {}
