package dev.cellwatch.monitor.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Sample;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MomentTest {

    private static final Map<GpuMetric, Double> BUS = Map.of(
            GpuMetric.PCIE_GENERATION, 3.0,
            GpuMetric.PCIE_WIDTH, 10.0);
    private static final int ROWS = 1000;

    /** A track looks each value's metric up once, so this counts the values that are read from it. */
    private static final class Counted extends AbstractList<Metric> {
        private final List<Metric> metrics = List.of(
                GpuMetric.UTILIZATION,
                GpuMetric.PCIE_SENT,
                GpuMetric.PCIE_RECEIVED,
                GpuMetric.PCIE_GENERATION,
                GpuMetric.PCIE_WIDTH);
        private int lookups;

        @Override
        public Metric get(int index) {
            return metrics.get(index);
        }

        @Override
        public int size() {
            return metrics.size();
        }

        @Override
        public int indexOf(Object metric) {
            lookups++;
            return metrics.indexOf(metric);
        }
    }

    private final Counted metrics = new Counted();
    private final Track gpu = new Track(metrics);

    private void read(long millis, Map<GpuMetric, Double> values) {
        Sample.Builder sample = Sample.at(millis, Played.GPU).put(GpuMetric.UTILIZATION, 1);
        values.forEach((metric, value) -> sample.put(metric, (double) value));
        gpu.add(sample.build());
    }

    @Test
    void what_is_never_read_is_not_looked_for_in_every_row() {
        gpu.begin(0);
        for (int i = 1; i <= ROWS; i++) {
            read(i * 500L, i % 10 == 1 ? BUS : Map.of());
        }
        metrics.lookups = 0;
        for (int row = 0; row < ROWS; row++) {
            assertEquals(0, Moment.bus(gpu, row));
        }
        assertTrue(metrics.lookups < 40 * ROWS, metrics.lookups + " values read");
    }

    @Test
    void what_is_read_every_few_seconds_holds_until_it_is_read_again() {
        read(0, BUS);
        gpu.begin(100);
        read(500, Map.of(GpuMetric.PCIE_SENT, 985e6));
        read(1000, Map.of());
        read(1500, Map.of(GpuMetric.PCIE_RECEIVED, 2 * 985e6));
        assertEquals(0.1, Moment.bus(gpu, 0), 1e-9);
        assertEquals(0.1, Moment.bus(gpu, 1), 1e-9);
        assertEquals(0.2, Moment.bus(gpu, 2), 1e-9);
    }
}
