package dev.cellwatch.environment.stack;

import dev.cellwatch.environment.console.Columns;
import dev.cellwatch.environment.engine.Lack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What runs of the monitoring, at one moment.
 *
 * @param unknown why that cannot be told, where it cannot
 * @param services its containers
 * @param ports where they listen
 * @param targets what Prometheus scrapes
 */
public record StackStatus(
        Optional<String> unknown, List<ServiceState> services, Ports ports, List<PrometheusApi.Target> targets) {

    /** Reads it; asks no engine as long as nothing was ever started. */
    public static StackStatus of(Stack stack) {
        List<ServiceState> services = stack.services();
        Ports ports = stack.folder().ports();
        boolean asked = services.stream()
                .anyMatch(state -> state.runs() && state.service().equals(Service.PROMETHEUS.word()));
        Optional<String> unknown = stack.engine().silence().map(Lack::sentence);
        return new StackStatus(
                unknown, services, ports, asked ? new PrometheusApi(ports.prometheus()).targets() : List.of());
    }

    /** Where nothing was ever started. */
    public static StackStatus nothing() {
        return new StackStatus(Optional.empty(), List.of(), Ports.USUAL, List.of());
    }

    /** For a person: one table, and how many targets answer. */
    public String text() {
        if (unknown.isPresent()) {
            return "Monitoring  cannot be told: " + unknown.get();
        }
        if (services.isEmpty()) {
            return "Monitoring  not running; start it with: environment-manager up --enable-monitoring";
        }
        Columns columns = new Columns("Service", "State", "Since", "Address");
        services.forEach(state -> columns.row(state.service(), state.words(), state.since(), address(state)));
        return columns.text() + "\n" + scraped();
    }

    private String scraped() {
        if (targets.isEmpty()) {
            return "Targets     Prometheus does not tell.";
        }
        List<String> lines = new ArrayList<>();
        for (String job :
                new TreeSet<>(targets.stream().map(PrometheusApi.Target::job).toList())) {
            List<PrometheusApi.Target> of =
                    targets.stream().filter(target -> target.job().equals(job)).toList();
            long up = of.stream().filter(PrometheusApi.Target::up).count();
            lines.add(job + " " + up + " of " + of.size());
        }
        return "Targets up  " + String.join(", ", lines);
    }

    private String address(ServiceState state) {
        for (Service service : Service.values()) {
            if (service.word().equals(state.service())
                    && state.runs()
                    && ports.of(service).isPresent()) {
                return "http://localhost:" + ports.of(service).get();
            }
        }
        return "";
    }

    /** For a program. */
    public Map<String, Object> object() {
        List<Map<String, Object>> list = new ArrayList<>();
        for (ServiceState state : services) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("service", state.service());
            one.put("state", state.state());
            one.put("health", state.health());
            one.put("since", state.since());
            one.put("image", state.image());
            one.put("url", address(state));
            list.add(one);
        }
        Map<String, Object> object = new LinkedHashMap<>();
        unknown.ifPresent(why -> object.put("unknown", why));
        object.put("running", services.stream().anyMatch(ServiceState::runs));
        object.put("services", list);
        object.put("targets", targets);
        return object;
    }
}
