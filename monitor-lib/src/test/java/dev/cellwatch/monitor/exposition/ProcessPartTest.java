package dev.cellwatch.monitor.exposition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.cellwatch.monitor.gpu.Gpu;
import dev.cellwatch.monitor.gpu.GpuInventory;
import dev.cellwatch.monitor.gpu.GpuMemory;
import dev.cellwatch.monitor.gpu.GpuProcess;
import dev.cellwatch.monitor.sampling.ProbeHealth;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProcessPartTest {

    private static final Optional<String> NONE = Optional.empty();
    private static final Gpu GPU = new Gpu(3, "GPU-a", "Test GPU", NONE, NONE, NONE, GpuMemory.OWN, List.of(), NONE);

    private final List<GpuProcess> processes = new ArrayList<>();

    private void process(long mib, double utilization, Optional<String> user, Optional<String> notebook) {
        processes.add(new GpuProcess(
                "GPU-a",
                1000 + processes.size(),
                Optional.of("java"),
                user,
                notebook,
                OptionalLong.of(mib << 20),
                OptionalDouble.of(utilization),
                GpuProcess.Type.COMPUTE));
    }

    private List<String> lines(String beginning) {
        GpuInventory inventory = new GpuInventory(NONE, NONE, NONE, List.of(GPU), processes, false);
        Scrape scrape =
                new Scrape(0, List.of(new ProbeHealth("gpu", true, 0, NONE, Optional.of(0L), Optional.empty())));
        new ProcessPart(() -> inventory).tell(scrape);
        return new String(scrape.written(ScrapeFormat.TEXT), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(beginning))
                .toList();
    }

    @Test
    void processes_of_one_notebook_are_one_owner() {
        process(100, 0.25, Optional.of("ada"), Optional.of("work/train.ipynb"));
        process(50, 0.5, Optional.of("ada"), Optional.of("work/train.ipynb"));
        process(10, 0.125, Optional.of("bob"), NONE);
        assertEquals(
                List.of(
                        "nvidia_gpu_process_memory_bytes{gpu=\"3\",owner=\"train.ipynb\",uuid=\"GPU-a\"} 157286400",
                        "nvidia_gpu_process_memory_bytes{gpu=\"3\",owner=\"bob: java\",uuid=\"GPU-a\"} 10485760"),
                lines("nvidia_gpu_process_memory_bytes{"));
        assertEquals(
                "nvidia_gpu_process_utilization_ratio{gpu=\"3\",owner=\"train.ipynb\",uuid=\"GPU-a\"} 0.75",
                lines("nvidia_gpu_process_utilization_ratio{").get(0));
        assertEquals(3, lines("nvidia_gpu_process_info{").size());
    }

    @Test
    void pids_stand_on_the_info_series_alone() {
        process(100, 0.25, Optional.of("ada"), NONE);
        assertEquals(
                List.of(
                        "nvidia_gpu_process_info{gpu=\"3\",name=\"java\",owner=\"ada: java\",pid=\"1000\",uuid=\"GPU-a\"} 1"),
                lines("nvidia_gpu_process_info{"));
        assertFalse(lines("nvidia_gpu_process_memory_bytes").toString().contains("1000"));
    }

    @Test
    void owners_above_the_bound_are_told_as_one() {
        for (int i = 0; i < ProcessPart.MOST_OWNERS + 10; i++) {
            process(1000 - i, 0, Optional.of("user" + i), NONE);
        }
        List<String> owners = lines("nvidia_gpu_process_memory_bytes{");
        assertEquals(ProcessPart.MOST_OWNERS + 1, owners.size());
        assertEquals(
                "nvidia_gpu_process_memory_bytes{gpu=\"3\",owner=\"others\",uuid=\"GPU-a\"} "
                        + ((10 * 936L - 45) << 20),
                owners.get(ProcessPart.MOST_OWNERS));
        assertEquals(
                List.of("cellwatch_dropped_series{of=\"gpu_process_owner\"} 10"),
                lines("cellwatch_dropped_series{of=\"gpu_process_owner"));
    }
}
