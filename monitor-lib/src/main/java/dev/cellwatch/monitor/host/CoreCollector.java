package dev.cellwatch.monitor.host;

import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** How busy each CPU is. A machine can have hundreds, so they are read less often than their sum. */
final class CoreCollector implements Collector {

    private final Machine machine;
    private final List<Core> cores = new ArrayList<>();

    CoreCollector(Machine machine) {
        this.machine = machine;
    }

    @Override
    public String name() {
        return "cores";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void read(long timeMillis, Sample.Builder host, Consumer<Sample> out) {
        long[][] ticks = machine.coreTicks();
        for (int i = 0; i < ticks.length; i++) {
            if (cores.size() == i) {
                cores.add(new Core(Subject.of(Subject.Kind.CORE, "cpu", Integer.toString(i)), new TickShares()));
            }
            Core core = cores.get(i);
            if (core.shares.update(ticks[i])) {
                out.accept(Sample.at(timeMillis, core.subject)
                        .put(HostMetric.CORE_USAGE, core.shares.busy())
                        .build());
            }
        }
    }

    private record Core(Subject subject, TickShares shares) {}
}
