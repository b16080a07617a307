package dev.cellwatch.monitor.gpu;

import dev.cellwatch.monitor.gpu.nvml.NvmlSource;
import dev.cellwatch.monitor.sampling.ProbeException;
import dev.cellwatch.monitor.sampling.Tick;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the fast tier costs here: {@code FastTierBench LIBRARY [TICKS]} prints the CPU time of a tick in nanoseconds, as
 * src/test/c/fast_tier.c does for the same calls from C. {@code bin/bench} prints both and their ratio.
 */
public final class FastTierBench {

    private FastTierBench() {}

    /**
     * Runs it.
     *
     * @param arguments the NVML library, and how many ticks to measure
     */
    public static void main(String[] arguments) throws ProbeException {
        int ticks = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
        GpuProbe probe = new GpuProbe(NvmlSource.driver(Optional.of(arguments[0])), false);
        LongAdder samples = new LongAdder();
        probe.read(new Tick(0, true, true), sample -> samples.increment());
        run(probe, ticks, samples); // until it is compiled
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        run(probe, ticks, samples);
        System.out.println((ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / ticks);
    }

    private static void run(GpuProbe probe, int ticks, LongAdder samples) throws ProbeException {
        for (int i = 1; i <= ticks; i++) {
            probe.read(new Tick(i, false, false), sample -> samples.increment());
        }
    }
}
