package dev.cellwatch.monitor.host;

import dev.cellwatch.monitor.metric.Sample;
import java.time.Duration;
import java.util.function.Consumer;

/** Swap space, and the memory of the whole machine. */
final class SwapCollector implements Collector {

    private final Machine machine;

    SwapCollector(Machine machine) {
        this.machine = machine;
    }

    @Override
    public String name() {
        return "swap";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(10);
    }

    @Override
    public void read(long timeMillis, Sample.Builder host, Consumer<Sample> out) {
        host.put(HostMetric.MACHINE_MEMORY_TOTAL, machine.memoryTotal());
        // 0 is a fact here, not a missing value: the machine has no swap
        host.put(HostMetric.SWAP_TOTAL, machine.swapTotal()).put(HostMetric.SWAP_USED, machine.swapUsed());
    }
}
