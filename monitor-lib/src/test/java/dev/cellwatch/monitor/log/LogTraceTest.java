package dev.cellwatch.monitor.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.sampling.AdjustableClock;
import dev.cellwatch.monitor.sampling.Sampler;
import dev.cellwatch.monitor.trace.FakeCollector;
import dev.cellwatch.monitor.trace.Ongoing;
import dev.cellwatch.monitor.trace.Trace;
import dev.cellwatch.monitor.trace.Traced;
import dev.cellwatch.monitor.training.Runs;
import dev.cellwatch.monitor.training.TrainingRun;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The log and the traces tell the same ids. */
class LogTraceTest {

    private final AdjustableClock clock = new AdjustableClock(System.currentTimeMillis());
    private final FakeCollector collector = new FakeCollector();
    private final KeptLines lines = new KeptLines();
    private final EventLog log =
            new EventLog(new EventWriter(lines, EventFormat.JSON), line -> {}, collector.tracing, clock);
    private final RunEvents events = new RunEvents(log);
    private final Runs runs =
            new Runs(() -> new Sampler(List.of(), sample -> {}, clock).open(Duration.ofSeconds(1)), clock);

    private Trace lastInLog() {
        var record = log.last().get(0);
        return new Trace(String.valueOf(record.get("trace_id")), String.valueOf(record.get("span_id")));
    }

    @Test
    void a_record_has_the_ids_of_the_span_it_was_written_in() {
        Ongoing cell = collector.tracing.cell("cell 1", clock.millis());
        Span written =
                log.begin(cell, Level.INFO, "cell", "Cell [1] begins", null).aroundAll();
        log.info("loader", "in the cell");
        Trace inCell = lastInLog();
        Trace inSpan;
        try (Traced span = collector.tracing.span("Model Loading")) {
            log.info("loader", "in the span");
            inSpan = lastInLog();
            span.event("loaded");
        }
        written.end(Level.INFO, "Cell [1] ended", null);
        assertEquals(collector.trace("cell 1"), inCell);
        assertEquals(collector.trace("Model Loading"), inSpan);
        assertEquals(inCell.traceId(), inSpan.traceId());
    }

    @Test
    void a_run_is_one_trace_of_epochs_and_batches_under_the_ids_of_its_log() {
        runs.tell(events);
        TrainingRun run = runs.start("mnist");
        run.epoch(1, 2);
        try (TrainingRun.Batch batch = run.batch()) {
            collector.tracing.span("Forward Pass").close();
            assertTrue(batch != null);
        }
        run.epoch(2, 2);
        run.batchTook(0.5);
        run.close();
        assertEquals(
                List.of("Forward Pass", "batch", "epoch 1", "batch", "epoch 2", "training mnist"), collector.names());
        assertEquals("batch", collector.parent("Forward Pass"));
        assertEquals("epoch 1", collector.parent("batch"));
        assertEquals("training mnist", collector.parent("epoch 2"));
        assertEquals(collector.trace("training mnist"), lastInLog());
        assertEquals(collector.trace("training mnist"), events.trace(run).orElseThrow());
        runs.close();
    }

    @Test
    void of_fast_batches_the_first_ten_are_traced_and_what_happens_in_the_others_is_not() {
        runs.tell(events);
        TrainingRun run = runs.start("fast");
        for (int i = 0; i < 2000; i++) {
            try (TrainingRun.Batch batch = run.batch()) {
                collector.tracing.span("Forward Pass").close();
                assertTrue(batch != null);
            }
        }
        run.close();
        int batches = Collections.frequency(collector.names(), "batch");
        assertEquals(batches, Collections.frequency(collector.names(), "Forward Pass"));
        assertTrue(batches >= 10 && batches < 200, batches + " of 2000");
        runs.close();
    }
}
