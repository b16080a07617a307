package dev.cellwatch.monitor.measure;

import dev.cellwatch.monitor.sampling.Distributor;
import dev.cellwatch.monitor.sampling.Lease;
import dev.cellwatch.monitor.sampling.Sampler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where a measurement gets its readings.
 *
 * @param watch has everything measured at least once in that time until the lease is closed
 * @param sampler reads out of turn
 * @param samples hands on what was read
 * @param accountedPeaks has the next reading out of turn ask for the most memory that this process ever held on each GPU,
 *     in bytes, by uuid
 */
public record Readings(
        Function<Duration, Lease> watch,
        Sampler sampler,
        Distributor samples,
        Supplier<CompletableFuture<Map<String, Long>>> accountedPeaks,
        InstantSource clock) {}
