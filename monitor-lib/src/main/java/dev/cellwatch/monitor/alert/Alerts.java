package dev.cellwatch.monitor.alert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Looks at all rules: {@code Alerts.in(evidence)}. */
public final class Alerts {

    private Alerts() {}

    /** Those that fire, the worst first, and then those that have begun to hold. */
    public static List<Alert> in(Evidence evidence) {
        List<Alert> all = new ArrayList<>();
        for (AlertRule rule : AlertRule.values()) {
            all.addAll(rule.in(evidence));
        }
        List<Alert> told = new ArrayList<>(all);
        told.removeIf(alert -> all.stream()
                .anyMatch(other ->
                        other.subject().equals(alert.subject()) && alert.rule().yieldsTo(other)));
        told.sort(Comparator.comparing((Alert alert) -> !alert.firing())
                .thenComparing(alert -> alert.rule().severity())
                .thenComparing(alert -> alert.rule().priority()));
        return List.copyOf(told);
    }
}
