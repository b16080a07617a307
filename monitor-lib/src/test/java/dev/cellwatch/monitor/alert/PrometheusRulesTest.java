package dev.cellwatch.monitor.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.exposition.ExposedName;
import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.settings.AlertingSettings;
import dev.cellwatch.monitor.training.TrainingMetric;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Keeps the rules of Prometheus what {@link AlertRule} says; {@code -Dregenerate=true} writes them. What a rule means to
 * Prometheus stands here, and docker/test/test_alert_rules.py tries each of them.
 */
class PrometheusRulesTest {

    private static final Path RULES = Path.of("..", "docker", "monitoring", "prometheus", "rules");
    private static final String HEAD = """
            # Made from AlertRule by PrometheusRulesTest; docs/alerts.md has them in words. Several kernels tell of the same
            # GPU, and dcgm-exporter may, too: all of it is folded by host and uuid, so that one hot GPU is one alert.
            groups:
              - name: %s
            """;
    /** The kernel's own index of a GPU, which may be another in a container, so it is no label of the alert. */
    private static final String GPU = "GPU {{ with printf `nvidia_gpu_memory_total_bytes{host=%q,uuid=%q}`"
            + " $labels.host $labels.uuid | query }}{{ . | first | label `gpu` }}"
            + "{{ else }}{{ $labels.uuid }}{{ end }} on {{ $labels.host }}";

    private static final String HOST = "{{ $labels.host }}";
    private static final String RUN = "{{ $labels.run }} of {{ $labels.notebook }} on {{ $labels.host }}";
    private static final String PERCENT = "{{ $value | humanizePercentage }}";
    private static final int CRITICAL = AlertingSettings.USUAL_CRITICAL_CELSIUS;
    /** Of whole GPUs: the parts of a divided one are somebody's to fill. */
    private static final String MEMORY_SHARE = "max by (host, uuid) (nvidia_gpu_memory_used_bytes{uuid!~\"MIG-.*\"})"
            + " / max by (host, uuid) (nvidia_gpu_memory_total_bytes{uuid!~\"MIG-.*\"})";

    /**
     * What Prometheus looks for.
     *
     * @param service what alerts are grouped by, besides their name
     * @param subject who it is about
     * @param expression the condition, without the limit where the rule has one
     * @param value its number
     */
    private record Expression(String service, String subject, String expression, String value) {}

    private static final Map<AlertRule, Expression> EXPRESSIONS = new EnumMap<>(Map.of(
            AlertRule.GPU_ERRORS_DETECTED,
            new Expression(
                    "gpu",
                    GPU,
                    "max by (host, uuid) (increase(nvidia_gpu_error_count[5m]) or gpu:dcgm_xid_errors:max) > 0",
                    "{{ printf `%.0f` $value }}"),
            AlertRule.GPU_HIGH_TEMPERATURE,
            new Expression(
                    "gpu",
                    GPU,
                    "max by (host, uuid) (nvidia_gpu_temperature_celsius)" + beyond(Limit.above(CRITICAL)),
                    "{{ $value }} °C"),
            AlertRule.HIGH_GPU_TEMPERATURE,
            new Expression("gpu", GPU, "max by (host, uuid) (nvidia_gpu_temperature_celsius)", "{{ $value }} °C"),
            AlertRule.GPU_HIGH_MEMORY_USAGE,
            new Expression("gpu", GPU, MEMORY_SHARE, PERCENT),
            AlertRule.GPU_ALLOCATED_AND_IDLE,
            new Expression(
                    "gpu",
                    GPU,
                    MEMORY_SHARE + beyond(Conditions.HELD) + " and max by (host, uuid) (nvidia_gpu_utilization_ratio)"
                            + beyond(Conditions.RESTS),
                    PERCENT),
            AlertRule.HIGH_MEMORY_USAGE,
            new Expression(
                    "node",
                    HOST,
                    "1 - max by (host) (node_memory_MemAvailable_bytes) / max by (host) (node_memory_MemTotal_bytes)",
                    PERCENT),
            AlertRule.LOW_DISK_SPACE,
            new Expression(
                    "node",
                    HOST,
                    "max by (host) (node_filesystem_avail_bytes{mountpoint=\"/\"})"
                            + " / max by (host) (node_filesystem_size_bytes{mountpoint=\"/\"})",
                    PERCENT),
            AlertRule.TRAINING_LOSS_INCREASING,
            new Expression(
                    "kernels",
                    RUN,
                    "max by (host, notebook, run) (600 * deriv(training_loss[10m])"
                            + " > " + Conditions.RISES + " * abs(avg_over_time(training_loss[10m]))"
                            + " and 600 * deriv(training_loss[10m]) > 2 * stddev_over_time(training_loss[10m]))",
                    "by {{ $value | humanize }}")));

    /** Forecasts and silences that are judged by each step or reading, of which a scrape sees one in fifteen seconds. */
    private static final Set<AlertRule> SEEN_BY_KERNELS_ALONE = EnumSet.of(
            AlertRule.MEMORY_FULL_SOON,
            AlertRule.MEMORY_LEFT_BEHIND,
            AlertRule.TRAINING_DIVERGED,
            AlertRule.TRAINING_STALLED);

    private static final Predicate<AlertRule> OF_THE_GPU = rule -> rule.id().startsWith("GPU");
    private static final Predicate<AlertRule> OF_HEAT = rule -> rule == AlertRule.GPU_HIGH_TEMPERATURE;

    private static String rules(Predicate<AlertRule> which) {
        return Arrays.stream(AlertRule.values())
                .filter(EXPRESSIONS::containsKey)
                .filter(which)
                .map(rule -> rule(rule.id(), rule))
                .collect(Collectors.joining());
    }

    private static String rule(String name, AlertRule rule) {
        Expression one = Optional.ofNullable(EXPRESSIONS.get(rule)).orElseThrow();
        String what = rule.summary(CRITICAL).replaceAll("(: …| …).*", "");
        String hold = rule.hold().isZero() ? "" : "        for: " + rule.hold().toMinutes() + "m\n";
        return """
                      - alert: %s
                        expr: %s
                %s        labels: { severity: %s, priority: %s, service: %s }
                        annotations:
                          summary: '%s: %s'
                          description: '%s: %s'
                """.formatted(
                name,
                one.expression + rule.limit().map(PrometheusRulesTest::beyond).orElse(""),
                hold,
                rule.severity().label(),
                rule.priority(),
                one.service,
                one.subject,
                what,
                one.subject,
                rule.summary(CRITICAL).replace("…", one.value) + held(rule));
    }

    private static String beyond(Limit limit) {
        return (limit.above() ? " > " : " < ")
                + BigDecimal.valueOf(limit.value()).stripTrailingZeros().toPlainString();
    }

    private static String held(AlertRule rule) {
        boolean saysSo = rule.summary(CRITICAL).contains(rule.hold().toMinutes() + " minutes");
        return rule.hold().isZero() || saysSo ? "" : " (for " + rule.hold().toMinutes() + " minutes)";
    }

    private static void keep(String file, String text) throws IOException {
        if (Boolean.getBoolean("regenerate")) {
            Files.writeString(RULES.resolve(file), text);
        }
        assertEquals(
                text,
                Files.readString(RULES.resolve(file)),
                "run mvn -pl monitor-lib test -Dtest=PrometheusRulesTest -Dregenerate=true");
    }

    @Test
    void the_rules_of_gpus_are_those_of_the_table() throws IOException {
        keep("gpu.rules.yml", HEAD.formatted("gpu.rules") + "    rules:\n" + rules(OF_THE_GPU.and(OF_HEAT.negate())));
    }

    @Test
    void what_is_critical_heat_stands_in_a_file_of_its_own_and_nothing_else_there_looks_like_it() throws IOException {
        String text = HEAD.formatted("gpu.rules") + "    rules:\n" + rules(OF_HEAT);
        keep(Path.of("..", "temperature.rules.yml").toString(), text);
        assertEquals(4, text.split("85", -1).length, "start.sh puts the setting there: " + text);
    }

    @Test
    void the_rules_of_trainings_and_their_machine_are_those_of_the_table() throws IOException {
        keep(
                "ml_training_alerts.yml",
                HEAD.formatted("ml_training_alerts")
                        + "    interval: 30s\n    rules:\n"
                        + rules(OF_THE_GPU.negate())
                        + "      # the same under its other name, which people may have routes for; one of them is told\n"
                        + rule("HighGPUMemoryUsage", AlertRule.GPU_HIGH_MEMORY_USAGE));
    }

    @Test
    void every_rule_is_in_prometheus_or_needs_what_a_kernel_alone_sees() {
        for (AlertRule rule : AlertRule.values()) {
            assertTrue(EXPRESSIONS.containsKey(rule) != SEEN_BY_KERNELS_ALONE.contains(rule), rule.id());
        }
    }

    @Test
    void what_rules_ask_for_is_what_kernels_tell() {
        Set<String> told = Stream.<Metric[]>of(GpuMetric.values(), TrainingMetric.values())
                .flatMap(Arrays::stream)
                .flatMap(metric -> ExposedName.of(metric).stream())
                .map(ExposedName::text)
                .collect(Collectors.toSet());
        int asked = 0;
        for (Expression one : EXPRESSIONS.values()) {
            Matcher name = Pattern.compile("\\b(nvidia_gpu|training)_\\w+").matcher(one.expression);
            while (name.find()) {
                assertTrue(told.contains(name.group()), name.group());
                asked++;
            }
        }
        assertFalse(asked == 0);
    }
}
