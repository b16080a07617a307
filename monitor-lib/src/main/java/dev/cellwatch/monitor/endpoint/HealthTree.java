package dev.cellwatch.monitor.endpoint;

import dev.cellwatch.monitor.sampling.ProbeHealth;
import dev.cellwatch.monitor.text.Times;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How each probe is doing, as a tree: {@code ok}, {@code failing}, {@code stuck}, or {@code resting} while nobody reads. */
final class HealthTree {

    private static final String OK = "ok";

    private HealthTree() {}

    static Map<String, @Nullable Object> of(List<ProbeHealth> probes) {
        Map<String, @Nullable Object> components = new LinkedHashMap<>();
        probes.forEach(probe -> components.put(probe.probe(), component(probe)));
        boolean fine = probes.stream()
                .map(HealthTree::state)
                .noneMatch(state -> state.equals("failing") || state.equals("stuck"));
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("status", fine ? OK : "degraded");
        tree.put("components", components);
        return tree;
    }

    private static Map<String, @Nullable Object> component(ProbeHealth probe) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("status", state(probe));
        tree.put("error", probe.error().orElse(null));
        tree.put("duration_seconds", probe.readMillis().isPresent() ? (Object) probe.durationSeconds() : null);
        tree.put("read", time(probe.readMillis()));
        tree.put("stuck_since", time(probe.stuckSinceMillis()));
        return tree;
    }

    private static @Nullable String time(Optional<Long> millis) {
        return millis.map(Times::utc).orElse(null);
    }

    private static String state(ProbeHealth probe) {
        if (probe.stuckSinceMillis().isPresent()) {
            return "stuck";
        }
        if (probe.error().isPresent()) {
            return "failing";
        }
        return probe.readMillis().isPresent() ? OK : "resting";
    }
}
