package dev.cellwatch.monitor.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Memory;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.sampling.Tick;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class JvmProbeTest {

    private final JvmProbe probe = new JvmProbe();

    private Sample read(boolean first, boolean slow) {
        List<Sample> samples = new ArrayList<>();
        probe.read(new Tick(System.currentTimeMillis(), slow, first), samples::add);
        assertEquals(1, samples.size());
        return samples.get(0);
    }

    private static double value(Sample sample, JvmMetric metric) {
        return sample.get(metric).orElseThrow();
    }

    @Test
    void the_heap_lies_between_nothing_and_its_maximum() {
        Sample sample = read(true, true);
        double used = value(sample, JvmMetric.HEAP_USED);
        assertTrue(used > 0 && used <= value(sample, JvmMetric.HEAP_COMMITTED));
        assertTrue(value(sample, JvmMetric.HEAP_COMMITTED) <= value(sample, JvmMetric.HEAP_MAX));
        assertEquals((double) Runtime.getRuntime().maxMemory(), value(sample, JvmMetric.HEAP_MAX));
    }

    @Test
    void shares_of_time_need_two_reads() {
        Sample first = read(true, true);
        assertEquals(OptionalDouble.empty(), first.get(JvmMetric.CPU_USAGE));
        assertEquals(OptionalDouble.empty(), first.get(JvmMetric.GC_TIME));
        Sample second = read(false, false);
        assertTrue(value(second, JvmMetric.CPU_USAGE) >= 0);
        assertTrue(value(second, JvmMetric.GC_TIME) >= 0);
        probe.rest();
        assertEquals(OptionalDouble.empty(), read(true, true).get(JvmMetric.CPU_USAGE));
    }

    @Test
    void a_collection_shows_in_the_counters() {
        double before = value(read(true, true), JvmMetric.GC_COLLECTIONS);
        System.gc();
        assertTrue(value(read(false, false), JvmMetric.GC_COLLECTIONS) > before);
    }

    @Test
    void native_memory_is_what_libraries_take_and_not_direct_buffers() {
        assumeTrue(new NativeHeap().used().isPresent(), "another C library than GNU's from 2.33 on");
        assertEquals(OptionalDouble.empty(), read(true, true).get(JvmMetric.NATIVE_USED), "the first does not wait");
        double before = value(read(false, true), JvmMetric.NATIVE_USED);
        double taken;
        try (Memory large = new Memory(64 << 20)) {
            large.setByte(0, (byte) 1);
            taken = value(read(false, true), JvmMetric.NATIVE_USED) - before;
        }
        double freed = value(read(false, true), JvmMetric.NATIVE_USED) - before;
        ByteBuffer direct = ByteBuffer.allocateDirect(64 << 20);
        double beside = value(read(false, true), JvmMetric.NATIVE_USED) - before;
        assertEquals(64 << 20, direct.capacity());
        assertEquals(64 << 20, taken, 16 << 20, "what others in this JVM take meanwhile is less");
        assertEquals(0, freed, 16 << 20);
        assertEquals(0, beside, 16 << 20, "is told of direct buffers alone");
    }

    @Test
    void what_this_process_writes_to_storage_is_counted() throws IOException {
        double before = value(read(true, true), JvmMetric.STORAGE_WRITTEN);
        Path file = Files.createTempFile(Path.of("target"), "written", "");
        Files.write(file, new byte[1 << 20]);
        double after = value(read(false, false), JvmMetric.STORAGE_WRITTEN);
        Files.delete(file);
        assertTrue(after - before >= 1 << 20, () -> "from " + before + " to " + after);
    }

    @Test
    void direct_buffers_count_as_memory_outside_the_heap() {
        double before = value(read(true, true), JvmMetric.DIRECT_USED);
        ByteBuffer buffer = ByteBuffer.allocateDirect(3_000_000);
        assertEquals(before + 3_000_000, value(read(false, true), JvmMetric.DIRECT_USED), 1_000_000);
        assertNotNull(buffer);
        assertEquals(
                (double) Runtime.getRuntime().maxMemory(),
                value(read(false, true), JvmMetric.DIRECT_MAX),
                "without an option");
    }

    @Test
    void a_fast_tick_leaves_out_what_changes_slowly() {
        read(true, true);
        assertEquals(OptionalDouble.empty(), read(false, false).get(JvmMetric.THREADS));
        assertTrue(read(false, true).get(JvmMetric.THREADS).isPresent());
    }

    @Test
    void the_time_of_own_threads_counts_and_does_not_go_back_when_they_end() throws Exception {
        CountDownLatch worked = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Thread own = new Thread(
                () -> {
                    long until = System.nanoTime() + 30_000_000;
                    while (System.nanoTime() < until) {
                        Thread.onSpinWait();
                    }
                    worked.countDown();
                    awaitQuietly(end);
                },
                OwnThreads.PREFIX + "test");
        own.start();
        worked.await();
        double during = value(read(true, true), JvmMetric.OWN_CPU_SECONDS);
        assertTrue(during > 0.001, "seconds " + during);
        end.countDown();
        own.join();
        double after = value(read(true, true), JvmMetric.OWN_CPU_SECONDS);
        assertTrue(after >= during, after + " after " + during); // threads that another test left behind go on counting
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
