package dev.cellwatch.monitor.measure;

import dev.cellwatch.monitor.sampling.Distributor;
import dev.cellwatch.monitor.sampling.Lease;
import dev.cellwatch.monitor.sampling.Sampler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * Where a measurement gets its readings.
 *
 * @param watch has everything measured at least once in that time until the lease is closed
 * @param sampler reads out of turn
 * @param samples hands on what was read
 */
public record Readings(Function<Duration, Lease> watch, Sampler sampler, Distributor samples, InstantSource clock) {}
