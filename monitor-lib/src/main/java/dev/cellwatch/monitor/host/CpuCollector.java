package dev.cellwatch.monitor.host;

import dev.cellwatch.monitor.metric.Sample;
import java.time.Duration;
import java.util.function.Consumer;
import oshi.hardware.CentralProcessor.TickType;

/** How busy the CPUs are, all together. */
final class CpuCollector implements Collector {

    private final Machine machine;
    private final TickShares shares = new TickShares();

    CpuCollector(Machine machine) {
        this.machine = machine;
    }

    @Override
    public String name() {
        return "cpu";
    }

    @Override
    public Duration every() {
        return Duration.ZERO;
    }

    @Override
    public void read(long timeMillis, Sample.Builder host, Consumer<Sample> out) {
        if (!shares.update(machine.cpuTicks())) {
            return;
        }
        host.put(HostMetric.CPU_USAGE, shares.busy())
                .put(HostMetric.CPU_USER, shares.of(TickType.USER) + shares.of(TickType.NICE))
                .put(
                        HostMetric.CPU_SYSTEM,
                        shares.of(TickType.SYSTEM) + shares.of(TickType.IRQ) + shares.of(TickType.SOFTIRQ))
                .put(HostMetric.CPU_IOWAIT, shares.of(TickType.IOWAIT))
                .put(HostMetric.CPU_STEAL, shares.of(TickType.STEAL));
    }
}
