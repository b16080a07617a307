package dev.cellwatch.monitor.host;

import dev.cellwatch.monitor.metric.Sample;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;

/** CPU frequency and temperature, and how many CPUs there are: what changes slowly and is read from many files. */
final class ClockCollector implements Collector {

    private final Machine machine;
    private boolean first = true;
    private double maxFrequency;
    private boolean hasTemperature;

    ClockCollector(Machine machine) {
        this.machine = machine;
    }

    @Override
    public String name() {
        return "clocks";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(30);
    }

    @Override
    public void read(long timeMillis, Sample.Builder host, Consumer<Sample> out) {
        if (first) {
            maxFrequency = machine.maxFrequency();
        }
        host.put(HostMetric.CPU_COUNT, machine.cpuCount());
        putPositive(host, HostMetric.CPU_FREQUENCY_MAX, maxFrequency);
        Arrays.stream(machine.frequencies())
                .filter(hertz -> hertz > 0)
                .average()
                .ifPresent(hertz -> host.put(HostMetric.CPU_FREQUENCY, hertz));
        // where there is no sensor, looking for one starts a program each time; so does the highest frequency
        if (first || hasTemperature) {
            double temperature = machine.temperature();
            hasTemperature = temperature > 0;
            putPositive(host, HostMetric.CPU_TEMPERATURE, temperature);
        }
        first = false;
    }

    /** A machine that does not tell reports zero or less. */
    private static void putPositive(Sample.Builder host, HostMetric metric, double value) {
        if (value > 0) {
            host.put(metric, value);
        }
    }
}
