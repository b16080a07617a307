package dev.cellwatch.monitor.host;

import dev.cellwatch.monitor.metric.Sample;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Load averages. */
final class LoadCollector implements Collector {

    private static final List<HostMetric> METRICS = List.of(HostMetric.LOAD_1, HostMetric.LOAD_5, HostMetric.LOAD_15);

    private final Machine machine;

    LoadCollector(Machine machine) {
        this.machine = machine;
    }

    @Override
    public String name() {
        return "load";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void read(long timeMillis, Sample.Builder host, Consumer<Sample> out) {
        double[] loads = machine.loads();
        for (int i = 0; i < Math.min(loads.length, METRICS.size()); i++) {
            if (loads[i] >= 0) {
                host.put(METRICS.get(i), loads[i]);
            }
        }
    }
}
