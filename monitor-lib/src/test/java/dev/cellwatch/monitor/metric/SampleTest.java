package dev.cellwatch.monitor.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SampleTest {

    @Test
    void what_is_not_a_finite_number_is_no_value() {
        Sample sample = Sample.at(1, Subject.HOST)
                .put(TestMetric.LOAD, Double.NaN)
                .put(TestMetric.HEAT, Double.POSITIVE_INFINITY)
                .put(TestMetric.LIMIT, OptionalDouble.empty())
                .put(TestMetric.JOULES, 0)
                .build();
        List<Metric> seen = new ArrayList<>();
        sample.forEach((metric, value) -> seen.add(metric));
        assertEquals(List.of(TestMetric.JOULES), seen);
        assertEquals(OptionalDouble.empty(), sample.get(TestMetric.LOAD));
        assertEquals(OptionalDouble.of(0), sample.get(TestMetric.JOULES));
    }

    @Test
    void a_sample_takes_more_values_than_it_had_room_for() {
        Sample.Builder builder = Sample.at(1, Subject.HOST);
        for (int i = 0; i < 40; i++) {
            builder.put(TestMetric.LOAD, i);
        }
        List<Double> seen = new ArrayList<>();
        builder.build().forEach((metric, value) -> seen.add(value));
        assertEquals(40, seen.size());
        assertEquals(39.0, seen.get(39));
    }

    @Test
    void two_subjects_are_the_same_when_kind_and_id_are() {
        assertEquals(
                Subject.of(Subject.Kind.DISK, "device", "sda"),
                new Subject(Subject.Kind.DISK, "sda", java.util.Map.of("device", "sda", "host", "a")));
    }
}
