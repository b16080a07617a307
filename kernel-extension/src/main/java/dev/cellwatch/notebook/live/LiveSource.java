package dev.cellwatch.notebook.live;

import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.sampling.Lease;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Where live plots get their numbers.
 *
 * @param watch has everything measured at least once in that time until the lease is closed
 * @param history has what was measured
 * @param notes what a reader of such a plot must know, for example that there is no GPU and why
 */
public record LiveSource(Function<Duration, Lease> watch, History history, Function<LiveRequest, List<String>> notes) {}
