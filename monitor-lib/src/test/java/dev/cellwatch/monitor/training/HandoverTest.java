package dev.cellwatch.monitor.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HandoverTest {

    private final Handover handover = new Handover(8);
    private final List<Long> steps = new ArrayList<>();

    @Test
    void what_was_put_is_fetched_once_and_in_order() {
        put(0, 5);
        assertEquals(List.of(0L, 1L, 2L, 3L, 4L), fetch());
        assertEquals(List.of(), fetch());
        put(5, 8);
        assertEquals(List.of(5L, 6L, 7L), fetch());
        assertEquals(0, handover.lost());
    }

    @Test
    void one_bad_point_costs_itself_alone() {
        put(0, 3);
        assertThrows(
                IllegalStateException.class,
                () -> handover.fetch(point -> {
                    throw new IllegalStateException("a full heap, for example");
                }));
        assertEquals(List.of(1L, 2L), fetch());
    }

    @Test
    void when_it_is_full_the_oldest_go_and_are_counted() {
        put(0, 20);
        assertEquals(List.of(12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L), fetch());
        assertEquals(12, handover.lost());
        put(20, 23);
        assertEquals(List.of(20L, 21L, 22L), fetch(), "it goes on as before");
    }

    @Test
    void every_point_of_many_threads_is_either_fetched_or_counted() {
        Handover small = new Handover(256);
        AtomicLong fetched = new AtomicLong();
        CountDownLatch done = write(small, 200_000);
        while (done.getCount() > 0) {
            small.fetch(point -> fetched.incrementAndGet());
        }
        small.fetchAll(point -> fetched.incrementAndGet());
        assertEquals(4 * 200_000, fetched.get() + small.lost());
        assertTrue(fetched.get() > 0);
    }

    @Test
    void where_there_is_room_none_is_lost_and_each_thread_keeps_its_order() {
        int each = 1 << 14;
        Handover large = new Handover(1 << 16);
        Map<String, Long> last = new HashMap<>();
        AtomicLong fetched = new AtomicLong();
        CountDownLatch done = write(large, each);
        do {
            large.fetch(point -> {
                Long before = last.put(point.name(), point.step());
                assertTrue(before == null || before < point.step(), () -> point + " came after " + before);
                fetched.incrementAndGet();
            });
        } while (done.getCount() > 0);
        large.fetchAll(point -> fetched.incrementAndGet()); // with what a thread had drawn that was set aside for long
        assertEquals(0, large.lost());
        assertEquals(4L * each, fetched.get());
    }

    private static CountDownLatch write(Handover to, int each) {
        int writers = 4;
        CountDownLatch done = new CountDownLatch(writers);
        for (int w = 0; w < writers; w++) {
            String name = "w" + w;
            new Thread(() -> {
                        for (int i = 0; i < each; i++) {
                            to.put(0, i, name, i);
                        }
                        done.countDown();
                    })
                    .start();
        }
        return done;
    }

    private void put(int from, int to) {
        for (int step = from; step < to; step++) {
            handover.put(1000 + step, step, "loss", step);
        }
    }

    private List<Long> fetch() {
        steps.clear();
        handover.fetch(point -> steps.add(point.step()));
        return List.copyOf(steps);
    }
}
