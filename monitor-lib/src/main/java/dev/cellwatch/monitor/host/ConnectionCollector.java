package dev.cellwatch.monitor.host;

import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** TCP connections by state. */
final class ConnectionCollector implements Collector {

    private final Machine machine;

    /** Every state that was ever seen, so that one without connections goes to 0 and does not stay where it was. */
    private final Map<String, Subject> seen = new TreeMap<>();

    ConnectionCollector(Machine machine) {
        this.machine = machine;
    }

    @Override
    public String name() {
        return "connections";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(60);
    }

    @Override
    public void read(long timeMillis, Sample.Builder host, Consumer<Sample> out) throws Exception {
        Map<String, Integer> states = machine.connectionStates();
        states.keySet()
                .forEach(state ->
                        seen.computeIfAbsent(state, name -> Subject.of(Subject.Kind.CONNECTIONS, "state", name)));
        seen.forEach((state, subject) -> out.accept(Sample.at(timeMillis, subject)
                .put(HostMetric.CONNECTIONS, states.getOrDefault(state, 0))
                .build()));
    }
}
