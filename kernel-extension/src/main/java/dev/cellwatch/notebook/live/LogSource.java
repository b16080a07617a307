package dev.cellwatch.notebook.live;

import dev.cellwatch.monitor.sampling.Lease;
import dev.cellwatch.monitor.snapshot.Snapshots;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Where logs get their lines.
 *
 * @param watch has everything measured at least once in that time until the lease is closed
 * @param snapshots have what was measured last
 * @param answered whether everything has been read once, well or not
 */
public record LogSource(Function<Duration, Lease> watch, Snapshots snapshots, BooleanSupplier answered) {}
