package dev.cellwatch.environment.stack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * Where the services listen on this machine, on 127.0.0.1.
 *
 * @param jaeger its page
 * @param otlpGrpc where kernels send traces
 * @param otlpHttp the same for those that speak HTTP
 * @param node where the exporter of the host's numbers is asked, which shares the host's network
 */
public record Ports(int grafana, int prometheus, int jaeger, int otlpGrpc, int otlpHttp, int node) {

    static final Ports USUAL = new Ports(3000, 9090, 16_686, 4317, 4318, 9100);

    private static final String GRAFANA = "CELLWATCH_GRAFANA_PORT";
    private static final String PROMETHEUS = "CELLWATCH_PROMETHEUS_PORT";
    private static final String JAEGER = "CELLWATCH_JAEGER_PORT";
    private static final String OTLP_GRPC = "CELLWATCH_OTLP_GRPC_PORT";
    private static final String OTLP_HTTP = "CELLWATCH_OTLP_HTTP_PORT";

    private static final String NODE = "CELLWATCH_NODE_PORT";

    /** Those that an earlier start wrote down, else the usual. */
    static Ports written(Map<String, String> variables) {
        return new Ports(
                number(variables, GRAFANA, USUAL.grafana),
                number(variables, PROMETHEUS, USUAL.prometheus),
                number(variables, JAEGER, USUAL.jaeger),
                number(variables, OTLP_GRPC, USUAL.otlpGrpc),
                number(variables, OTLP_HTTP, USUAL.otlpHttp),
                number(variables, NODE, USUAL.node));
    }

    private static int number(Map<String, String> variables, String name, int usual) {
        String value = variables.getOrDefault(name, "");
        return value.matches("[1-9]\\d{0,4}") ? Integer.parseInt(value) : usual;
    }

    Ports withGrafana(int port) {
        return new Ports(port, prometheus, jaeger, otlpGrpc, otlpHttp, node);
    }

    /** Others, by a rule for each. */
    Ports map(IntUnaryOperator rule) {
        return new Ports(
                rule.applyAsInt(grafana),
                rule.applyAsInt(prometheus),
                rule.applyAsInt(jaeger),
                rule.applyAsInt(otlpGrpc),
                rule.applyAsInt(otlpHttp),
                rule.applyAsInt(node));
    }

    /** As compose.yaml names them. */
    Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(GRAFANA, Integer.toString(grafana));
        variables.put(PROMETHEUS, Integer.toString(prometheus));
        variables.put(JAEGER, Integer.toString(jaeger));
        variables.put(OTLP_GRPC, Integer.toString(otlpGrpc));
        variables.put(OTLP_HTTP, Integer.toString(otlpHttp));
        variables.put(NODE, Integer.toString(node));
        return variables;
    }

    /** Where the services of the monitoring tell how they are, as {@code NAME=URL}. */
    List<String> services() {
        return List.of(
                "grafana=http://127.0.0.1:" + grafana + "/api/health",
                "prometheus=http://127.0.0.1:" + prometheus + "/-/healthy");
    }

    /** The port on which a service answers a browser, if it does. */
    Optional<Integer> of(Service service) {
        return switch (service) {
            case GRAFANA -> Optional.of(grafana);
            case PROMETHEUS -> Optional.of(prometheus);
            case JAEGER -> Optional.of(jaeger);
            default -> Optional.empty();
        };
    }

    /** All of them, each with what it is for. */
    public Map<Integer, String> all() {
        Map<Integer, String> all = new TreeMap<>();
        for (Service service : Service.values()) {
            all.putAll(heldBy(service));
        }
        return all;
    }

    /** All that a service listens on, each with what it is for. */
    Map<Integer, String> heldBy(Service service) {
        Map<Integer, String> held = new LinkedHashMap<>();
        of(service).ifPresent(port -> held.put(port, service.word()));
        if (service == Service.NODE_EXPORTER) {
            held.put(node, service.word());
        }
        if (service == Service.JAEGER) {
            held.put(otlpGrpc, "traces (OTLP over gRPC)");
            held.put(otlpHttp, "traces (OTLP over HTTP)");
        }
        return held;
    }
}
