package dev.cellwatch.notebook.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MemoryCleanupTest {

    private static final int MIB = 1 << 20;
    private final ClassLoader loader = MemoryCleanupTest.class.getClassLoader();

    @Test
    void direct_buffers_that_were_dropped_are_gone_when_it_returns() {
        ByteBuffer.allocateDirect(64 * MIB);
        MemoryCleanup.Report report = new MemoryCleanup(List.of(), new GarbageCollection()).run(loader);
        assertTrue(report.collected());
        assertTrue(report.before().direct() - report.after().direct() >= 64 * MIB, report.toString());
    }

    @Test
    void one_collection_is_enough_for_cleaners_to_run() throws InterruptedException {
        CountDownLatch cleaned = new CountDownLatch(1);
        Cleaner cleaner = Cleaner.create();
        cleaner.register(new Object(), cleaned::countDown);
        new GarbageCollection().collect();
        assertTrue(cleaned.await(20, TimeUnit.SECONDS)); // a thread of its own, which a busy machine may let wait
    }

    @Test
    void a_framework_that_fails_does_not_hide_the_others() {
        Release release = new Release("tensors", List.of("all"), List.of());
        FrameworkMemory failing = (notebook, garbage) -> {
            throw new IllegalStateException("this version has no door");
        };
        FrameworkMemory working = (notebook, garbage) -> Optional.of(release);
        var report = new MemoryCleanup(List.of(failing, working), new GarbageCollection()).run(loader);
        assertEquals(2, report.releases().size());
        assertTrue(report.releases().get(0).kept().get(0).contains("this version has no door"));
        assertEquals(release, report.releases().get(1));
    }

    @Test
    void a_jvm_that_ignores_the_request_is_said_so() {
        GarbageCollection ignored = new GarbageCollection() {
            @Override
            public boolean collect() {
                return false;
            }
        };
        assertEquals(false, new MemoryCleanup(List.of(), ignored).run(loader).collected());
    }

    @Test
    void frameworks_that_are_not_in_use_are_not_started() {
        ClassLoader bare = ClassLoader.getPlatformClassLoader();
        assertEquals(Optional.empty(), new Nd4jMemory().release(bare, new GarbageCollection()));
        assertEquals(Optional.empty(), new DjlMemory().release(bare, new GarbageCollection()));
    }
}
