package dev.cellwatch.monitor.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.training.UserMetric;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ExtractTextTest {

    private static final long START = 1_772_366_400_000L; // 2026-03-01T12:00:00Z
    private static final double GAP = Double.NaN;

    private final Extract extract = new Extract(
            new long[] {START, START + 250},
            250,
            List.of(
                    column("gpu0_utilization_ratio", 0.5, GAP),
                    column("jvm_heap_used_bytes", 8.5899345920E10, -1.5e-7),
                    column("a \"b\", c", GAP, 3)));

    private static ExtractColumn column(String name, double... values) {
        return new ExtractColumn(
                new ExtractColumn.Source(name, Subject.HOST, new UserMetric(name)),
                values,
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    @Test
    void csv_has_a_line_of_names_and_nothing_where_nothing_was_measured() {
        assertEquals("""
                time,gpu0_utilization_ratio,jvm_heap_used_bytes,"a ""b"", c"
                2026-03-01T12:00:00.000Z,0.5,85899345920,
                2026-03-01T12:00:00.250Z,,-1.5E-7,3
                """, ExtractText.csv(extract));
    }

    @Test
    void json_lines_have_every_name_in_every_line() {
        assertEquals("""
                {"time":"2026-03-01T12:00:00.000Z","gpu0_utilization_ratio":0.5,"jvm_heap_used_bytes":85899345920,"a \\"b\\", c":null}
                {"time":"2026-03-01T12:00:00.250Z","gpu0_utilization_ratio":null,"jvm_heap_used_bytes":-1.5E-7,"a \\"b\\", c":3}
                """, ExtractText.jsonLines(extract));
    }
}
