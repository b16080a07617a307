package dev.cellwatch.environment.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cellwatch.environment.console.Failure;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class GpuReadingTest {

    @Test
    void a_library_that_cannot_be_linked_is_named_at_once() {
        assertEquals(
                "The GPUs could not be read: java.lang.UnsatisfiedLinkError: libnvidia-ml.so.1",
                sentence(
                        () -> {
                            throw new UnsatisfiedLinkError("libnvidia-ml.so.1");
                        },
                        Duration.ofMinutes(5)));
    }

    @Test
    void a_driver_that_hangs_is_left_behind() {
        CountDownLatch never = new CountDownLatch(1);
        String sentence = sentence(
                () -> {
                    awaitQuietly(never);
                    throw new IllegalStateException();
                },
                Duration.ofMillis(10));
        never.countDown();
        assertEquals("The NVIDIA driver has not answered for 0 seconds.", sentence);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static String sentence(Supplier<GpuReading> read, Duration limit) {
        return assertThrows(Failure.class, () -> GpuReading.now(read, limit)).getMessage();
    }
}
