package dev.cellwatch.monitor.host;

import dev.cellwatch.monitor.host.Machine.NetworkCounters;
import dev.cellwatch.monitor.host.Machine.Traffic;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What goes through the physical network interfaces. */
final class NetworkCollector implements Collector {

    private final Machine machine;
    private final Map<String, Network> known = new HashMap<>();

    NetworkCollector(Machine machine) {
        this.machine = machine;
    }

    @Override
    public String name() {
        return "networks";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void read(long timeMillis, Sample.Builder host, Consumer<Sample> out) {
        List<NetworkCounters> networks = machine.networks();
        Total received = new Total();
        Total sent = new Total();
        for (NetworkCounters network : networks) {
            Sample sample = known.computeIfAbsent(network.name(), Network::new).sample(timeMillis, network);
            received.add(sample.get(HostMetric.NETWORK_RECEIVED));
            sent.add(sample.get(HostMetric.NETWORK_SENT));
            out.accept(sample);
        }
        known.keySet().removeIf(name -> networks.stream()
                .noneMatch(network -> network.name().equals(name)));
        host.put(HostMetric.NETWORKS_RECEIVED, received.sum()).put(HostMetric.NETWORKS_SENT, sent.sum());
    }

    /** One interface and its counters' last values. */
    private static final class Network {
        private final Subject subject;
        private final Rate received = new Rate();
        private final Rate sent = new Rate();
        private final Rate packetsReceived = new Rate();
        private final Rate packetsSent = new Rate();

        Network(String name) {
            subject = Subject.of(Subject.Kind.NETWORK, "interface", name);
        }

        Sample sample(long timeMillis, NetworkCounters now) {
            Traffic in = now.received();
            Traffic out = now.sent();
            return Sample.at(timeMillis, subject)
                    .put(HostMetric.NETWORK_RECEIVED_BYTES, in.bytes())
                    .put(HostMetric.NETWORK_SENT_BYTES, out.bytes())
                    .put(HostMetric.NETWORK_RECEIVED_PACKETS, in.packets())
                    .put(HostMetric.NETWORK_SENT_PACKETS, out.packets())
                    .put(HostMetric.NETWORK_RECEIVE_ERRORS, in.errors())
                    .put(HostMetric.NETWORK_SEND_ERRORS, out.errors())
                    .put(HostMetric.NETWORK_RECEIVED, received.perSecond(timeMillis, in.bytes()))
                    .put(HostMetric.NETWORK_SENT, sent.perSecond(timeMillis, out.bytes()))
                    .put(HostMetric.NETWORK_PACKETS_RECEIVED, packetsReceived.perSecond(timeMillis, in.packets()))
                    .put(HostMetric.NETWORK_PACKETS_SENT, packetsSent.perSecond(timeMillis, out.packets()))
                    .build();
        }
    }
}
