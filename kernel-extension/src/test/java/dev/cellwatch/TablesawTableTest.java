package dev.cellwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.extract.Extraction;
import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.host.HostMetric;
import dev.cellwatch.monitor.jvm.JvmMetric;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class TablesawTableTest {

    private static final long START = 1_772_366_400_000L; // 2026-03-01T12:00:00Z

    private final History history = new History();

    private Table table(int seconds) {
        var extract = new Extraction(history).between(START, START + seconds * 1000L, List.of(), subject -> true);
        return TablesawTable.of("a table", extract, ZoneId.of("Europe/Berlin"));
    }

    @Test
    void what_was_not_measured_is_missing_and_not_a_number_like_others() {
        history.accept(Sample.at(START + 1000, Subject.HOST)
                .put(HostMetric.CPU_USAGE, 0.25)
                .build());
        history.accept(Sample.at(START + 1000, Subject.JVM)
                .put(JvmMetric.HEAP_USED, 100)
                .build());
        history.accept(Sample.at(START + 2000, Subject.JVM)
                .put(JvmMetric.HEAP_USED, 200)
                .build());
        Table table = table(2);
        assertEquals(List.of("time", "host_cpu_usage_ratio", "jvm_heap_used_bytes"), table.columnNames());
        assertEquals(2, table.rowCount());
        assertEquals(
                LocalDateTime.of(2026, 3, 1, 13, 0, 1),
                table.dateTimeColumn("time").get(0));
        assertTrue(table.column("host_cpu_usage_ratio").isMissing(1));
        assertEquals(0.25, table.doubleColumn("host_cpu_usage_ratio").mean());
        assertEquals(150, table.doubleColumn("jvm_heap_used_bytes").mean());
    }

    @Test
    void where_nothing_was_measured_there_is_a_table_without_rows() {
        assertEquals(List.of("time"), table(60).columnNames());
        assertEquals(0, table(60).rowCount());
    }
}
