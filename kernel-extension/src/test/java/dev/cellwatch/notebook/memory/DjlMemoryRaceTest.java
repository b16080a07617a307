package dev.cellwatch.notebook.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With the real DJL: what other threads do with arrays and managers while the unreachable ones are looked for. */
class DjlMemoryRaceTest {

    @BeforeAll
    static void this_platform_has_the_native_library() {
        RealDjl.start();
    }

    @Test
    void an_array_that_leaves_its_manager_during_the_collection_stays_usable() {
        try (NDManager elsewhere = NDManager.newBaseManager()) {
            NDArray closed = NDManager.newBaseManager().ones(new Shape(7));
            NDArray dropped = NDManager.newBaseManager().ones(new Shape(8));
            NDArray detached = NDManager.newBaseManager().ones(new Shape(9));

            Release release = RealDjl.release(during(() -> {
                moveAndClose(closed, elsewhere);
                dropped.attach(elsewhere);
                detached.detach();
            }));

            for (NDArray array : List.of(closed, dropped, detached)) {
                assertEquals(array.size(), (long) array.sum().toFloatArray()[0]);
            }
            assertTrue(
                    release.kept().get(0).startsWith("3 blocks of native memory that may be in use elsewhere"),
                    release.toString());
            detached.close();
        }
    }

    @Test
    void native_memory_that_another_array_has_taken_is_left_to_it() {
        try (NDManager elsewhere = NDManager.newBaseManager()) {
            NDArray twin = twinOfADroppedArray(elsewhere);
            Release release = RealDjl.release(new GarbageCollection());
            assertEquals(10f, twin.sum().toFloatArray()[0]);
            assertTrue(
                    release.kept().get(0).startsWith("1 block of native memory that may be in use elsewhere"),
                    release.toString());
        }
    }

    @Test
    void a_manager_that_cannot_be_put_back_does_not_keep_the_others_from_it() {
        try (NDManager top = NDManager.newBaseManager()) {
            NDArray kept = top.ones(new Shape(3));
            NDManager closed = top.newSubManager();
            NDManager child = closed.newSubManager();

            // links are put back from below, so this child comes first; its parent is closed by then, so it is closed
            // as well
            Release release = RealDjl.release(during(() -> {
                closed.close();
                child.attachInternal("stubborn", () -> {
                    throw new AssertionError("cannot be closed");
                });
            }));

            assertTrue(release.kept().get(0).contains("cannot be closed"), release.toString());
            assertTrue(top.getParentManager().getManagedArrays().contains(kept), "it hangs where it hung before");
            assertFalse(child.isOpen());
        }
    }

    /** What another thread does while the links are out, which is during the second collection. */
    private static GarbageCollection during(Runnable otherThread) {
        AtomicInteger collections = new AtomicInteger();
        return new GarbageCollection() {
            @Override
            public boolean collect() {
                if (collections.incrementAndGet() == 2) {
                    otherThread.run();
                }
                return super.collect();
            }
        };
    }

    private static void moveAndClose(NDArray array, NDManager elsewhere) {
        NDManager left = array.getManager();
        array.attach(elsewhere);
        left.close();
    }

    private static NDArray twinOfADroppedArray(NDManager elsewhere) {
        PtNDArray dropped = (PtNDArray) NDManager.newBaseManager().ones(new Shape(10));
        return new PtNDArray((PtNDManager) elsewhere, dropped.getHandle());
    }
}
