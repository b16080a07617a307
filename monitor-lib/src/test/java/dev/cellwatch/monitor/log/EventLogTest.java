package dev.cellwatch.monitor.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cellwatch.monitor.sampling.AdjustableClock;
import dev.cellwatch.monitor.trace.Tracing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventLogTest {

    private static final long START = 1_772_366_400_250L; // 2026-03-01T12:00:00.250Z
    private static final List<String> KEYS =
            List.of("timestamp", "level", "component", "message", "metadata", "trace_id", "span_id");

    private final AdjustableClock clock = new AdjustableClock(START);
    private final KeptLines lines = new KeptLines();
    private final List<String> stream = new ArrayList<>();
    private final EventLog log = log(lines, EventFormat.JSON);

    private EventLog log(Lines to, EventFormat format) {
        return new EventLog(new EventWriter(to, format), stream::add, Tracing.off(), clock);
    }

    private static List<String> keys(JsonNode record) {
        List<String> keys = new ArrayList<>();
        record.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private JsonNode only() {
        log.close();
        assertEquals(1, lines.all.size(), lines.all.toString());
        return lines.records().get(0);
    }

    @Test
    void a_record_has_exactly_the_promised_keys() {
        log.info("loader", "files read", Map.of("files", 3));
        JsonNode record = only();
        assertEquals(KEYS, keys(record));
        assertEquals("2026-03-01T12:00:00.250Z", record.get("timestamp").asText());
        assertEquals("INFO", record.get("level").asText());
        assertEquals("loader", record.get("component").asText());
        assertEquals("files read", record.get("message").asText());
        assertEquals("{\"files\":3}", record.get("metadata").toString());
        assertTrue(record.get("trace_id").asText().matches("[0-9a-f]{32}"), record.toString());
        assertTrue(record.get("span_id").asText().matches("[0-9a-f]{16}"), record.toString());
        assertTrue(lines.closed);
    }

    @Test
    void the_last_fifty_are_remembered_as_they_are_written() {
        for (int i = 0; i < 60; i++) {
            log.info("loader", "file " + i + " password=hunter2", Map.of());
        }
        assertEquals(LastEvents.MOST, log.last().size());
        assertTrue(String.valueOf(log.last().get(0).get("message")).startsWith("file 59 "));
        assertFalse(log.last().toString().contains("hunter2"));
        EventLog off = new EventLog(null, stream::add, Tracing.off(), clock);
        off.info("loader", "files read", Map.of());
        assertEquals(List.of(), off.last());
    }

    @Test
    void each_level_has_its_method() {
        log.error("a", "m");
        log.warn("a", "m", Map.of());
        log.info("a", "m");
        log.debug("a", "m");
        log.trace("a", "m");
        log.close();
        assertEquals(List.of("ERROR", "WARN", "INFO", "DEBUG", "TRACE"), lines.of(one -> one.get("level")
                .asText()));
    }

    @Test
    void an_end_says_how_long_it_took_and_is_said_once() {
        Span span = log.begin(Level.INFO, "cell", "begins", null);
        clock.add(1234);
        span.end(Level.INFO, "ended", null);
        span.end(Level.INFO, "ended again", null);
        log.close();
        assertEquals(2, lines.all.size());
        JsonNode begin = lines.records().get(0);
        JsonNode end = lines.records().get(1);
        assertEquals(KEYS, keys(begin));
        assertEquals("1.234s", end.get("duration").asText());
        assertEquals(KEYS, keys(end).subList(0, KEYS.size()));
        assertEquals(begin.get("span_id"), end.get("span_id"));
        assertEquals(begin.get("trace_id"), end.get("trace_id"));
    }

    @Test
    void what_happens_within_shares_its_trace_and_what_comes_after_does_not() {
        Span cell = log.begin(Level.INFO, "cell", "begins", null).aroundAll();
        Span run = log.begin(Level.INFO, "training", "begins", null);
        log.info("loader", "inside");
        cell.end(Level.INFO, "ended", null);
        run.end(Level.INFO, "ended later", null);
        log.info("loader", "outside");
        log.close();
        List<String> traces = lines.of(one -> one.get("trace_id").asText());
        List<String> spans = lines.of(one -> one.get("span_id").asText());
        assertEquals(1, traces.subList(0, 5).stream().distinct().count(), traces.toString());
        assertNotEquals(traces.get(0), traces.get(5));
        assertNotEquals(spans.get(0), spans.get(1), "a span of its own");
        assertEquals(spans.get(1), spans.get(4));
        assertEquals(spans.get(0), spans.get(2));
    }

    @Test
    void a_model_has_its_keys_in_their_order() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("compute_type", "float16");
        details.put("layers", 32);
        details.put("batch_size", 8);
        details.put("memory_allocated", 4_000_000_000L);
        details.put("gpu_id", 0);
        log.modelLoaded("resnet", details);
        JsonNode record = only();
        assertEquals("Model loaded: resnet", record.get("message").asText());
        assertEquals(
                "{\"model\":\"resnet\",\"gpu_id\":0,\"memory_allocated\":4000000000,\"batch_size\":8,"
                        + "\"compute_type\":\"float16\",\"layers\":32}",
                record.get("metadata").toString());
    }

    @Test
    void no_secret_is_written() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("db_password", "hunter2");
        metadata.put("apiKey", "hunter2");
        metadata.put("key", List.of("hunter2"));
        metadata.put("HF_TOKEN", "hunter2");
        metadata.put("pwd", 1234567);
        metadata.put("inner", Map.of("secret", "hunter2"));
        metadata.put("list", List.of("token=hunter2", "https://ada:hunter2@host"));
        metadata.put("tokens_per_second", 12.5);
        metadata.put("tokenizer", "bpe");
        log.write(
                Level.INFO, "a password=hunter2", "login with password hunter2, {\"api_key\": \"hunter2\"}", metadata);
        String written = only().toString();
        assertFalse(written.contains("hunter2"), written);
        assertFalse(written.contains("1234567"), written);
        assertTrue(written.contains("\"tokens_per_second\":12.5,\"tokenizer\":\"bpe\""), written);
    }

    @Test
    void whatever_is_handed_over_becomes_a_line() {
        Map<String, Object> strange = new LinkedHashMap<>();
        strange.put("nan", Double.NaN);
        strange.put("none", null);
        strange.put("array", new int[] {1, 2});
        strange.put("list", List.of(1, 2.5, true));
        strange.put("text", "two\nlines \u2028 \ud800 €");
        strange.put("self", strange);
        log.write(Level.INFO, "a", "two\nlines", strange);
        log.write(Level.INFO, "long", "x".repeat(1_000_000), Map.of("y", "y".repeat(1_000_000)));
        Map<String, Object> many = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            many.put("n" + i, i);
        }
        log.write(Level.INFO, "many", "values", many);
        log.close();
        assertEquals(3, lines.records().size());
        assertTrue(
                lines.all
                        .get(0)
                        .contains("\"metadata\":{\"nan\":\"NaN\",\"none\":null,\"array\":[1,2],\"list\":[1,2.5,true]"),
                lines.all.get(0));
        assertTrue(lines.all.stream().noneMatch(line -> line.contains("\n") || line.length() > 50_000));
        assertEquals(Optional.empty(), log.trouble());
    }

    @Test
    void what_a_users_object_does_when_asked_fails_nobody() {
        Object bomb = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("closed");
            }
        };
        log.write(Level.INFO, "a", "m", Map.of("bomb", bomb));
        log.write(Level.INFO, "a", "after it", null);
        assertEquals("after it", only().get("message").asText());
        assertEquals(Optional.of("In the log 1 record is missing."), log.trouble());
    }

    @Test
    void a_map_that_is_changed_afterwards_changes_nothing() {
        List<Integer> inner = new ArrayList<>(List.of(1));
        log.info("a", "m", Map.of("inner", inner));
        inner.add(2);
        assertEquals("{\"inner\":[1]}", only().get("metadata").toString());
    }

    @Test
    void a_full_disk_is_told_and_it_goes_on_when_there_is_room() throws InterruptedException {
        EventLog full = log(KeptLines.full(1, new CountDownLatch(0)), EventFormat.JSON);
        full.info("a", "lost");
        full.close();
        assertEquals(
                Optional.of("The log cannot be written (No space left on device) and goes on as soon as it can;"
                        + " 1 record is missing."),
                full.trouble());
        CountDownLatch hanging = new CountDownLatch(1);
        KeptLines disk = KeptLines.full(1, hanging);
        EventLog again = log(disk, EventFormat.JSON);
        again.info("a", "lost");
        disk.reached.await(); // so that the next is not written together with it
        again.info("a", "written");
        hanging.countDown();
        again.close();
        assertEquals(Optional.of("In the log 1 record is missing."), again.trouble());
        assertEquals(List.of("written"), disk.of(one -> one.get("message").asText()));
    }

    @Test
    void a_disk_that_hangs_holds_up_nobody_and_what_does_not_fit_is_counted() throws InterruptedException {
        CountDownLatch hanging = new CountDownLatch(1);
        KeptLines disk = new KeptLines(hanging);
        EventLog slow = log(disk, EventFormat.JSON);
        slow.info("a", "first");
        disk.reached.await();
        for (int i = 0; i < EventWriter.WAITING + 7; i++) {
            slow.info("a", "more");
        }
        assertEquals(Optional.of("In the log 7 records are missing."), slow.trouble());
        hanging.countDown();
        slow.close();
        assertEquals(EventWriter.WAITING + 1, disk.all.size());
    }

    @Test
    void as_text_it_reads_as_logs_do_and_the_stream_has_it_too() {
        EventLog text = log(lines, EventFormat.TEXT);
        Span run = text.begin(Level.INFO, "training", "Training run mnist\nbegins", Map.of("a", 1));
        clock.add(1500);
        run.end(Level.INFO, "ended, token=abc", null);
        text.debug("training", "not at this level");
        text.close();
        assertTrue(
                lines.all
                        .get(0)
                        .matches("2026-03-01 \\d\\d:00:00,250 - training - INFO - Training run mnist\\\\nbegins"),
                lines.all.get(0));
        assertTrue(lines.all.get(1).endsWith(":01,750 - training - INFO - ended, token=*** (1.500s)"));
        assertEquals(2, lines.all.size());
        assertEquals(lines.all, stream);
    }

    @Test
    void as_json_nothing_goes_to_the_stream() {
        log.info("a", "m");
        log.close();
        assertEquals(List.of(), stream);
    }

    @Test
    void after_the_end_and_where_it_is_off_nothing_happens() {
        log.close();
        log.info("a", "m");
        log.close();
        assertEquals(List.of(), lines.all);
        EventLog off = new EventLog(null, stream::add, Tracing.off(), clock);
        off.begin(Level.INFO, "a", "m", null).aroundAll().end(Level.INFO, "m", null);
        off.modelLoaded("a", null);
        off.close();
        assertEquals(Optional.empty(), off.trouble());
        assertEquals(Optional.empty(), off.file());
    }
}
