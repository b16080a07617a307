package dev.cellwatch.monitor.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.metric.Sample;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TrackTest {

    private final Track track = new Track(List.of(GpuMetric.UTILIZATION, GpuMetric.ENERGY, GpuMetric.MEMORY_USED));

    private void read(long millis, double busy, double energy) {
        track.add(Sample.at(millis, Played.GPU)
                .put(GpuMetric.UTILIZATION, busy)
                .put(GpuMetric.ENERGY, energy)
                .build());
    }

    @Test
    void a_day_takes_no_more_room_than_minutes_and_its_sums_stay_exact() {
        track.begin(0);
        read(0, 0.5, 0);
        int readings = 200_000;
        for (int i = 1; i <= readings; i++) {
            read(i * 500L, i % 4 == 0 ? 1 : 0, i * 100.0);
        }
        assertTrue(track.size() <= Track.MOST_ROWS);
        assertEquals(0.25, track.integral(GpuMetric.UTILIZATION).mean().orElseThrow(), 1e-6);
        assertEquals(readings * 0.5, track.integral(GpuMetric.UTILIZATION).seconds(), 1e-6);
        assertEquals(1, track.peak(GpuMetric.UTILIZATION).orElseThrow());
        assertEquals(readings * 100.0, track.last(GpuMetric.ENERGY).orElseThrow());
        double rows = 0;
        for (int row = 0; row < track.size(); row++) {
            rows += track.seconds(row);
        }
        assertEquals(readings * 0.5, rows, 1e-6);
    }

    @Test
    void what_was_before_is_where_counters_and_peaks_begin() {
        track.add(Sample.at(1, Played.GPU).put(GpuMetric.MEMORY_USED, 900.0).build());
        read(10, 1, 1000);
        track.begin(20);
        read(520, 0, 1250);
        assertEquals(OptionalDouble.of(250), track.increase(GpuMetric.ENERGY));
        assertEquals(OptionalDouble.of(900), track.peak(GpuMetric.MEMORY_USED));
        assertEquals(OptionalDouble.of(0), track.integral(GpuMetric.UTILIZATION).mean());
        assertEquals(0.5, track.seconds(0));
    }

    @Test
    void what_was_never_read_is_absent() {
        track.begin(0);
        read(500, 1, 5);
        assertEquals(OptionalDouble.empty(), track.last(GpuMetric.MEMORY_USED));
        assertEquals(
                OptionalDouble.empty(), track.integral(GpuMetric.MEMORY_USED).mean());
        assertEquals(OptionalDouble.empty(), track.increase(GpuMetric.ENERGY), "nobody knows where it began");
    }

    @Test
    void readings_that_go_back_in_time_are_left_out() {
        track.begin(0);
        read(1000, 1, 5);
        read(500, 0, 5);
        assertEquals(1, track.size());
    }
}
