package dev.cellwatch.monitor.gpu;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GpuInventoryTest {

    private static final Optional<String> NONE = Optional.empty();

    @Test
    void equal_gpus_are_of_one_model_and_one_other_is_enough_to_differ() {
        assertTrue(inventory().ofOneModel());
        assertTrue(inventory("H100", "H100").ofOneModel());
        assertFalse(inventory("H100", "H100", "T4").ofOneModel());
    }

    private static GpuInventory inventory(String... names) {
        List<Gpu> gpus = List.of(names).stream()
                .map(name -> new Gpu(0, "GPU-a", name, NONE, NONE, NONE, GpuMemory.OWN, List.of(), NONE))
                .toList();
        return new GpuInventory(NONE, NONE, NONE, gpus, List.of(), false);
    }
}
