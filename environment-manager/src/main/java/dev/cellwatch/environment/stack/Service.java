package dev.cellwatch.environment.stack;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A service of docker/compose.yaml that belongs to the monitoring. */
public enum Service {
    PROMETHEUS("prometheus", Part.METRICS, "prometheus", "/-/ready"),
    GRAFANA("grafana", Part.METRICS, "", "/api/health"),
    ALERTMANAGER("alertmanager", Part.METRICS, "", ""),
    NODE_EXPORTER("node-exporter", Part.METRICS, "node", ""),
    HOST_RELAY("hostrelay", Part.METRICS, "", ""),
    RELAY("relay", Part.METRICS, "", ""),
    CADVISOR("cadvisor", Part.CONTAINERS, "cadvisor", ""),
    SOCKET_PROXY("socket-proxy", Part.CONTAINERS, "", ""),
    PROCESS_EXPORTER("process-exporter", Part.PROCESSES, "process", ""),
    DCGM_EXPORTER("dcgm-exporter", Part.GPU, "gpu", ""),
    LOKI("loki", Part.LOGS, "", ""),
    ALLOY("alloy", Part.LOGS, "", ""),
    JAEGER("jaeger", Part.TRACING, "", "/");

    private static final Duration USUAL_DEADLINE = Duration.ofMinutes(1);
    /** Grafana makes its database when it first starts, and a slow disk takes its time. */
    private static final Duration FIRST_START_DEADLINE = Duration.ofMinutes(2);

    private final String word;
    private final Part part;
    private final String job;
    private final String path;

    Service(String word, Part part, String job, String path) {
        this.word = word;
        this.part = part;
        this.job = job;
        this.path = path;
    }

    /** Its name in compose.yaml. */
    public String word() {
        return word;
    }

    public Part part() {
        return part;
    }

    /** The scrape job that has to find it, if one does. */
    public Optional<String> job() {
        return Optional.of(job).filter(name -> !name.isEmpty());
    }

    /** Where it answers once it is ready, if it answers on a port of this machine. */
    Optional<String> readyPath() {
        return Optional.of(path).filter(name -> !name.isEmpty());
    }

    Duration deadline() {
        return this == GRAFANA ? FIRST_START_DEADLINE : USUAL_DEADLINE;
    }

    /** The names of all. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Service::word).toList();
    }
}
