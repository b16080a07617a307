package dev.cellwatch.notebook.live;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DaemonTimerTest {

    private final DaemonTimer timer = new DaemonTimer("test-timer", () -> {});

    @Test
    void a_task_that_throws_ends_neither_the_others_nor_what_it_has_put_in_itself() throws InterruptedException {
        CountDownLatch later = new CountDownLatch(2);
        timer.in(Duration.ofMillis(20), later::countDown);
        timer.in(Duration.ZERO, () -> {
            timer.in(Duration.ofMillis(10), later::countDown);
            throw new IllegalStateException("a frame that could not be drawn");
        });
        assertTrue(later.await(20, TimeUnit.SECONDS));
    }
}
