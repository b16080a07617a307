package dev.cellwatch.monitor.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.gpu.nvml.NativeFake;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.sampling.AdjustableClock;
import dev.cellwatch.monitor.sampling.Probe;
import dev.cellwatch.monitor.sampling.ProbeHealth;
import dev.cellwatch.monitor.sampling.Sampler;
import dev.cellwatch.monitor.sampling.Tick;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A native call that does not come back for a minute, in the real library mapping and the real sampler. */
class HangingDriverTest {

    private static final long START = 1_700_000_000_000L;

    @TempDir
    Path folder;

    private final AdjustableClock clock = new AdjustableClock(START);

    @Test
    @Timeout(30)
    void it_is_said_to_be_stuck_and_holds_up_nobody() throws InterruptedException {
        NativeFake fake = NativeFake.in(folder).configured("hang nvmlDeviceGetPowerUsage 60000");
        GpuProbe gpus = new GpuProbe(fake.source(), Set.of());
        CountDownLatch others = new CountDownLatch(1);
        try (Sampler sampler = new Sampler(List.of(gpus, counting(others)), sample -> {}, clock)) {
            sampler.open(Duration.ofSeconds(1));
            assertTrue(others.await(20, TimeUnit.SECONDS), "another probe is read meanwhile");
            awaitStack("nvmlDeviceGetPowerUsage");
            clock.add(6_000);
            ProbeHealth health = sampler.health().get(0);
            assertEquals(START, health.stuckSinceMillis().orElseThrow());
            assertFalse(health.success());
            assertTrue(gpus.inventory().gpus().isEmpty(), "and who asks for the inventory gets an answer at once");
        }
        assertTrue(samplingThread().isDaemon(), "closing did not wait, and neither will the kernel's exit");
    }

    private static Probe counting(CountDownLatch reads) {
        return new Probe() {
            @Override
            public String name() {
                return "other";
            }

            @Override
            public void read(Tick tick, Consumer<Sample> out) {
                reads.countDown();
            }
        };
    }

    /** Until the sampling thread is inside the native call. */
    private static void awaitStack(String method) {
        while (Arrays.stream(samplingThread().getStackTrace())
                .noneMatch(frame -> frame.getMethodName().equals(method))) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static Thread samplingThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("cellwatch-gpu"))
                .filter(Thread::isAlive)
                .findFirst()
                .orElseThrow();
    }
}
