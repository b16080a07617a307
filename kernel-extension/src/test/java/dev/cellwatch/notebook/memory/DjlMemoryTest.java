package dev.cellwatch.notebook.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With the real DJL and PyTorch on the CPU, measured by what the process holds of the machine's memory. */
class DjlMemoryTest {

    private static final int MIB = 1 << 20;
    /** 64 MiB each: large enough for the allocator to give every one of them back to the system by itself. */
    private static final Shape SHAPE = new Shape(64, MIB / 4);

    private final GarbageCollection garbage = new GarbageCollection();

    @BeforeAll
    static void this_platform_has_the_native_library() {
        RealDjl.start();
    }

    @Test
    void the_native_memory_of_managers_that_nobody_can_reach_falls() {
        long before = resident();
        for (int i = 0; i < 4; i++) {
            drop();
        }
        garbage.collect();
        long leaked = resident();
        assertTrue(leaked - before > 200 * MIB, "garbage collection alone keeps it all: " + (leaked - before) / MIB);

        Release release = release();

        assertTrue(leaked - resident() > 200 * MIB, "resident memory fell by " + (leaked - resident()) / MIB + " MiB");
        assertTrue(release.freed().get(0).startsWith("4 managers with 4 arrays or models"), release.toString());
    }

    @Test
    void nothing_that_code_can_still_reach_is_freed() {
        List<NDArray> reachable = new ArrayList<>();
        NDManager byItself = NDManager.newBaseManager();
        byItself.ones(new Shape(4));
        reachable.add(NDManager.newBaseManager().ones(new Shape(5)));
        reachable.add(NDManager.newBaseManager().newSubManager().newSubManager().ones(new Shape(6)));

        release();

        assertTrue(byItself.isOpen());
        assertEquals(1, byItself.getManagedArrays().size());
        for (NDArray array : reachable) {
            assertEquals(array.size(), (long) array.sum().toFloatArray()[0]);
            NDManager system = array.getManager();
            while (system.getParentManager() != null) {
                system = system.getParentManager();
            }
            assertTrue(system.getManagedArrays().contains(array), "it hangs where it hung before");
            array.getManager().close();
            assertFalse(system.getManagedArrays().contains(array));
        }
        byItself.close();
    }

    @Test
    void a_dropped_manager_below_one_in_use_is_freed_and_its_parent_goes_on() {
        try (NDManager parent = NDManager.newBaseManager()) {
            NDArray kept = parent.ones(new Shape(3));
            dropBelow(parent);
            assertEquals(2, parent.getManagedArrays().size());

            release();

            assertEquals(List.of(kept), parent.getManagedArrays());
            assertEquals(3f, kept.sum().toFloatArray()[0]);
        }
    }

    @Test
    void a_model_in_use_goes_on_working() throws Exception {
        try (Model model = Model.newInstance("linear", "PyTorch")) {
            model.setBlock(Linear.builder().setUnits(2).build());
            model.getBlock().initialize(model.getNDManager(), DataType.FLOAT32, new Shape(1, 3));

            release();

            try (NDManager manager = NDManager.newBaseManager()) {
                NDList in = new NDList(manager.ones(new Shape(1, 3)));
                var store = new ai.djl.training.ParameterStore(manager, true);
                assertEquals(
                        new Shape(1, 2),
                        model.getBlock()
                                .forward(store, in, false)
                                .singletonOrThrow()
                                .getShape());
            }
        }
    }

    @Test
    void an_array_lent_to_a_dropped_manager_is_left_alone() {
        try (NDManager owner = NDManager.newBaseManager()) {
            lend(owner);
            Release release = release();
            assertTrue(release.kept().get(0).startsWith("1 manager with things"), release.toString());
        }
    }

    @Test
    void what_stays_is_counted_for_the_user() {
        try (NDManager manager = NDManager.newBaseManager()) {
            manager.ones(SHAPE);
            List<String> kept = release().kept();
            assertTrue(
                    kept.get(kept.size() - 1).contains("that your code can still reach, about 64 MiB"),
                    kept.toString());
        }
    }

    private Release release() {
        return RealDjl.release(garbage);
    }

    private static void drop() {
        NDManager.newBaseManager().ones(SHAPE);
    }

    private static void dropBelow(NDManager parent) {
        parent.newSubManager().ones(new Shape(2));
    }

    private static void lend(NDManager owner) {
        owner.ones(new Shape(2)).tempAttach(owner.newSubManager());
    }

    private static long resident() {
        return MemoryReading.now().resident().orElseThrow();
    }
}
