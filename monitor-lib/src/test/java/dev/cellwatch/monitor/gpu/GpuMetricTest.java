package dev.cellwatch.monitor.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.metric.Kind;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The table itself. */
class GpuMetricTest {

    @Test
    void twelve_rows_are_drawn_and_ids_are_unique() {
        assertEquals(
                12, Arrays.stream(GpuMetric.values()).filter(GpuMetric::drawn).count());
        assertEquals(
                GpuMetric.values().length,
                Arrays.stream(GpuMetric.values()).map(GpuMetric::id).distinct().count());
    }

    @Test
    void a_name_says_the_unit_and_a_total_only_goes_up() {
        for (GpuMetric metric : GpuMetric.values()) {
            String bare = metric.id().replaceAll("_total$", "");
            assertTrue(
                    bare.endsWith(metric.unit().suffix()),
                    () -> metric.id() + " is in " + metric.unit().suffix());
            if (metric.id().endsWith("s_total")) {
                assertEquals(Kind.COUNTER, metric.kind(), metric::id);
            }
        }
    }
}
