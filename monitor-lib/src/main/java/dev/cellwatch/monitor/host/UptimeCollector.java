package dev.cellwatch.monitor.host;

import dev.cellwatch.monitor.metric.Sample;
import java.time.Duration;
import java.util.function.Consumer;

/** When the machine started. */
final class UptimeCollector implements Collector {

    private final Machine machine;

    UptimeCollector(Machine machine) {
        this.machine = machine;
    }

    @Override
    public String name() {
        return "uptime";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(60);
    }

    @Override
    public void read(long timeMillis, Sample.Builder host, Consumer<Sample> out) {
        long bootTime = machine.bootTime();
        if (bootTime > 0) {
            host.put(HostMetric.BOOT_TIME, bootTime).put(HostMetric.UPTIME, timeMillis / 1000.0 - bootTime);
        }
    }
}
