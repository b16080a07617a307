package dev.cellwatch.monitor.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SpanQueueTest {

    private final FakeCollector collector = new FakeCollector();

    private void spans(int count) {
        for (int i = 0; i < count; i++) {
            collector.tracing.span("span").close();
        }
    }

    private void pass(long seconds) {
        collector.nanos += TimeUnit.SECONDS.toNanos(seconds);
        collector.queue.tick();
    }

    private TraceStatus status() {
        return collector.tracing.status().orElseThrow();
    }

    @Test
    void a_dead_collector_is_said_once_asked_every_five_seconds_and_gets_the_spans_when_it_is_back() {
        collector.dead = true;
        spans(3);
        for (int second = 0; second < 10; second++) {
            pass(1);
        }
        assertEquals(2, collector.asked);
        assertEquals(
                List.of(new TraceNews(
                        "Spans cannot be sent to here: Connection refused. Those that wait are kept, and it is tried again.",
                        true)),
                collector.news);
        assertEquals(3, status().waiting());
        assertTrue(status().trouble().isPresent());
        collector.dead = false;
        pass(5);
        assertEquals(3, collector.spans.size());
        assertEquals(new TraceNews("Spans are sent to here again.", false), collector.news.get(1));
        assertEquals(new TraceStatus("here", 3, 0, 0, Optional.empty()), status());
    }

    @Test
    void what_comes_while_the_queue_is_full_is_counted_and_nobody_waits() {
        spans(SpanQueue.MOST + 10);
        assertEquals(new TraceStatus("here", 0, 10, SpanQueue.MOST, Optional.empty()), status());
        pass(1);
        assertEquals(SpanQueue.MOST / SpanQueue.AT_ONCE, collector.asked);
        assertEquals(new TraceStatus("here", SpanQueue.MOST, 10, 0, Optional.empty()), status());
    }

    @Test
    void ten_batches_at_once_are_traced_and_then_ten_a_second() {
        long[] nanos = {0};
        Pace pace = new Pace(() -> nanos[0]);
        int allowed = 0;
        for (int i = 0; i < 1_000_000; i++) {
            nanos[0] += 10_000;
            allowed += pace.allows() ? 1 : 0;
        }
        assertEquals(Pace.MOST + 10 * Pace.MOST, allowed, 1);
    }
}
