package dev.cellwatch.monitor.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.metric.Subject;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class GpuChoiceTest {

    private final List<Subject> gpus = List.of(gpu("0", "GPU-aaa1"), gpu("1", "GPU-bbb2"), gpu("10", "GPU-bbb3"));
    private final Subject instance =
            new Subject(Subject.Kind.GPU_INSTANCE, "MIG-ccc4", Map.of("gpu", "1", "uuid", "MIG-ccc4"));

    @Test
    void those_that_cuda_may_use_are_shown() {
        assertEquals(List.of("1", "10"), shown(visible(true, "1", "10")));
        assertFalse(visible(true, "1").unsure());
    }

    @Test
    void cuda_that_may_use_none_shows_none() {
        assertEquals(List.of(), shown(visible(true)));
        assertEquals(List.of(), shown(visible(false)));
        assertEquals(List.of(), shown(visible(false, "-1")));
    }

    @Test
    void nothing_counts_after_a_number_below_zero() {
        assertEquals(List.of("0"), shown(visible(true, "0", "-1", "1")));
    }

    @Test
    void a_number_that_cuda_may_mean_otherwise_shows_all() {
        assertEquals(List.of("0", "1", "10"), shown(visible(false, "1")));
        assertTrue(visible(false, "GPU-aaa1", "1").unsure());
    }

    @Test
    void a_uuid_is_sure_however_cuda_counts() {
        assertEquals(List.of("0"), shown(visible(false, "GPU-aaa1")));
        assertFalse(visible(false, "GPU-aaa1").unsure());
    }

    @Test
    void the_beginning_of_a_uuid_is_enough() {
        assertEquals(List.of("1", "10"), shown(choice("GPU-bbb")));
        assertEquals(List.of("0"), shown(choice("GPU-aaa1")));
    }

    @Test
    void a_mig_instance_stands_for_its_gpu() {
        assertEquals(List.of("1"), shown(choice("MIG-ccc4")));
        assertEquals(List.of(), shown(choice("MIG-unknown")));
    }

    private Predicate<Subject> choice(String entry) {
        return GpuChoice.named(List.of(entry), () -> List.of(instance));
    }

    private GpuChoice visible(boolean numbersHold, String... entries) {
        return GpuChoice.visible(List.of(entries), List::of, () -> numbersHold);
    }

    private List<String> shown(Predicate<Subject> choice) {
        return gpus.stream().filter(choice).map(gpu -> gpu.label("gpu")).toList();
    }

    private static Subject gpu(String index, String uuid) {
        return new Subject(Subject.Kind.GPU, uuid, Map.of("gpu", index, "uuid", uuid));
    }
}
