package dev.cellwatch.monitor.gpu;

import dev.cellwatch.monitor.gpu.nvml.NvmlException;
import dev.cellwatch.monitor.gpu.nvml.NvmlLibrary;
import dev.cellwatch.monitor.gpu.nvml.NvmlSource;
import dev.cellwatch.monitor.gpu.nvml.OutMemory;
import dev.cellwatch.monitor.sampling.ProbeException;
import dev.cellwatch.monitor.sampling.Tick;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * What the fast tier costs here: {@code FastTierBench LIBRARY [TICKS]} prints the CPU time of a tick in nanoseconds, as
 * src/test/c/fast_tier.c does for the same calls from C, and that of the same calls through JNA with nothing around
 * them. {@code bin/bench} prints what both are times the one from C.
 */
public final class FastTierBench {

    private FastTierBench() {}

    /**
     * Runs it.
     *
     * @param arguments the NVML library, and how many ticks to measure
     */
    public static void main(String[] arguments) throws ProbeException, NvmlException {
        int ticks = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
        NvmlSource source = NvmlSource.driver(Optional.of(arguments[0]));
        GpuProbe probe = new GpuProbe(source, Set.of());
        LongAdder samples = new LongAdder();
        probe.read(new Tick(0, true, true), sample -> samples.increment());
        long tick = nanos(ticks, i -> read(probe, i, samples));
        NvmlLibrary nvml = source.open();
        OutMemory out = new OutMemory();
        long[] devices = devices(nvml, out, probe.inventory().gpus().size());
        long calls = nanos(ticks, i -> call(nvml, devices, out));
        System.out.println(tick + " " + calls);
    }

    private static long nanos(int ticks, IntConsumer step) {
        IntStream.range(1, ticks).forEach(step); // until it is compiled
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        IntStream.range(1, ticks).forEach(step);
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / ticks;
    }

    private static void read(GpuProbe probe, int tick, LongAdder samples) {
        try {
            probe.read(new Tick(tick, false, false), sample -> samples.increment());
        } catch (ProbeException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static long[] devices(NvmlLibrary nvml, OutMemory out, int count) {
        return IntStream.range(0, count)
                .mapToLong(index -> {
                    nvml.nvmlDeviceGetHandleByIndex_v2(index, out.address());
                    return out.getLong(0);
                })
                .toArray();
    }

    private static void call(NvmlLibrary nvml, long[] devices, OutMemory out) {
        for (long device : devices) {
            nvml.nvmlDeviceGetUtilizationRates(device, out.address());
            out.putInt(0, 83).putInt(40, 186);
            nvml.nvmlDeviceGetFieldValues(device, 2, out.address());
            out.putInt(0, 0x02000028);
            nvml.nvmlDeviceGetMemoryInfo_v2(device, out.address());
            nvml.nvmlDeviceGetPowerUsage(device, out.address());
            nvml.nvmlDeviceGetCurrentClocksThrottleReasons(device, out.address());
        }
    }
}
