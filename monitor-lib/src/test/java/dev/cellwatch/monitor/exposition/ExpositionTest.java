package dev.cellwatch.monitor.exposition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.gpu.nvml.NativeFake;
import dev.cellwatch.monitor.gpu.nvml.NvmlReturn;
import dev.cellwatch.monitor.gpu.nvml.ScriptedNvml;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.sampling.ProbeHealth;
import dev.cellwatch.monitor.training.TrainingRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpositionTest {

    private static final String FIRST = "{gpu=\"0\",uuid=\"GPU-0\"}";

    @TempDir
    Path folder;

    private final ScriptedNvml nvml = ScriptedGpus.two();
    private ScrapedKernel kernel;

    @BeforeEach
    void open() {
        kernel = new ScrapedKernel(nvml.source(), folder);
    }

    private ScrapedKernel kernel(Map<String, String> environment) {
        kernel.close();
        kernel = new ScrapedKernel(nvml.source(), folder, environment);
        return kernel.read();
    }

    private ScrapedKernel kernel() {
        return kernel.read();
    }

    @AfterEach
    void close() {
        kernel.close();
    }

    @Test
    void the_names_that_dashboards_know_are_there() {
        nvml.answers("nvmlDeviceGetProcessUtilization", arguments -> NvmlReturn.NOT_FOUND);
        List<String> lines = kernel().read().text().lines().toList(); // PCIe is measured on one GPU a tick
        for (String name : List.of(
                "nvidia_gpu_memory_used_bytes",
                "nvidia_gpu_memory_total_bytes",
                "nvidia_gpu_utilization_ratio",
                "nvidia_gpu_power_usage_watts",
                "nvidia_gpu_temperature_celsius",
                "nvidia_gpu_pcie_bandwidth_bytes_per_second",
                "nvidia_gpu_process_count",
                "nvidia_gpu_memory_error_count",
                "nvidia_gpu_pcie_error_count")) {
            assertTrue(lines.stream().anyMatch(line -> line.startsWith(name + FIRST + " ")), name);
        }
        assertEquals(
                List.of("nvidia_gpu_process_memory_bytes{gpu=\"0\",owner=\"unknown\",uuid=\"GPU-0\"} 5368709120"),
                kernel.lines("nvidia_gpu_process_memory_bytes"));
        assertEquals(
                List.of("nvidia_gpu_process_utilization_ratio{gpu=\"0\",owner=\"unknown\",uuid=\"GPU-0\"} 0"),
                kernel.lines("nvidia_gpu_process_utilization_ratio"));
        assertEquals(List.of(), kernel.lines("nvidia_gpu_memory_bandwidth"), "this GPU does not count it");
    }

    @Test
    void memory_bandwidth_is_there_where_a_gpu_counts_it(@TempDir Path driver) {
        try (ScrapedKernel counted =
                new ScrapedKernel(NativeFake.in(driver).configured("gpus 1").source(), driver)) {
            counted.read().later(Duration.ofSeconds(5));
            counted.read();
            assertEquals(
                    List.of("nvidia_gpu_memory_bandwidth_bytes_per_second"
                            + "{gpu=\"0\",uuid=\"GPU-fa4e0000-0000-0000-0000-000000000000\"} 1408000000000"),
                    counted.lines("nvidia_gpu_memory_bandwidth_bytes_per_second"));
        }
    }

    @Test
    void a_scrape_asks_no_driver() {
        kernel();
        long before = nvml.calls();
        for (int i = 0; i < 500; i++) {
            kernel.text();
        }
        assertEquals(before, nvml.calls());
    }

    @Test
    void what_is_not_fresh_is_no_series() {
        kernel();
        assertFalse(kernel.lines("nvidia_gpu_utilization_ratio").isEmpty());
        kernel.later(Duration.ofSeconds(6));
        assertEquals(List.of(), kernel.lines("nvidia_gpu_utilization_ratio"));
        assertFalse(kernel.lines("nvidia_gpu_temperature_celsius").isEmpty(), "the slow tier is read less often");
        kernel.later(Duration.ofSeconds(10));
        assertEquals(List.of(), kernel.lines("nvidia_gpu_temperature_celsius"));
    }

    @Test
    void a_slower_interval_makes_values_last_longer() {
        kernel(Map.of("CELLWATCH_INTERVAL", "10")).later(Duration.ofSeconds(25));
        assertFalse(kernel.lines("nvidia_gpu_utilization_ratio").isEmpty());
    }

    @Test
    void a_failed_reading_is_health_and_no_value() {
        kernel();
        nvml.answers("nvmlDeviceGetCount_v2", ScriptedNvml.code(NvmlReturn.GPU_IS_LOST))
                .answers("nvmlDeviceGetUtilizationRates", ScriptedNvml.code(NvmlReturn.GPU_IS_LOST));
        kernel.health(new ProbeHealth(
                "gpu",
                false,
                0.5,
                Optional.of("The GPU is lost."),
                Optional.of(ScrapedKernel.START),
                Optional.empty()));
        assertEquals(
                List.of("cellwatch_probe_success{probe=\"gpu\"} 0"), kernel.lines("cellwatch_probe_success{probe=\"g"));
        assertEquals(
                List.of("cellwatch_probe_duration_seconds{probe=\"gpu\"} 0.5"),
                kernel.lines("cellwatch_probe_duration_seconds{probe=\"g"));
        assertEquals(List.of(), kernel.lines("nvidia_gpu"));
        assertFalse(kernel.lines("cellwatch_host_load1").isEmpty(), "it hides no other");
    }

    @Test
    void after_a_pause_health_is_all_there_is() {
        kernel();
        for (String probe : List.of("gpu", "host", "jvm")) {
            kernel.health(new ProbeHealth(probe, true, 0, Optional.empty(), Optional.empty(), Optional.empty()));
        }
        List<String> values =
                kernel.text().lines().filter(line -> !line.startsWith("#")).toList();
        assertEquals(
                List.of(
                        "cellwatch_probe_active{probe=\"gpu\"} 0",
                        "cellwatch_probe_active{probe=\"host\"} 0",
                        "cellwatch_probe_active{probe=\"jvm\"} 0"),
                values);
    }

    @Test
    void a_probe_that_hangs_has_failed() {
        kernel();
        kernel.health(new ProbeHealth("gpu", false, 0, Optional.empty(), Optional.of(1L), Optional.of(1L)));
        assertEquals(
                List.of("cellwatch_probe_success{probe=\"gpu\"} 0"), kernel.lines("cellwatch_probe_success{probe=\"g"));
        assertEquals(List.of(), kernel.lines("nvidia_gpu"));
    }

    @Test
    void processes_are_bounded_and_what_is_left_out_is_counted() {
        long[] many = LongStream.range(0, 100)
                .flatMap(i -> LongStream.of(ScriptedGpus.PID + i, (i + 1) << 20))
                .toArray();
        nvml.answers("nvmlDeviceGetComputeRunningProcesses_v3#0", ScriptedNvml.processes(24, many));
        kernel();
        assertEquals(
                ProcessPart.MOST_PROCESSES,
                kernel.lines("nvidia_gpu_process_info{").size());
        assertEquals(
                List.of("cellwatch_dropped_series{of=\"gpu_process\"} 36"), kernel.lines("cellwatch_dropped_series{"));
        assertEquals(1, kernel.lines("nvidia_gpu_process_memory_bytes{").size(), "all of them are one owner's");
        assertTrue(kernel.lines("nvidia_gpu_process_info{").get(0).contains("pid=\"" + (ScriptedGpus.PID + 99) + "\""));
    }

    @Test
    void mounts_are_bounded() {
        kernel.host.mounts(80);
        kernel.read();
        assertEquals(64, kernel.lines("cellwatch_host_filesystem_size_bytes{").size());
        assertEquals(
                List.of("cellwatch_dropped_series{of=\"filesystem\"} 18"), kernel.lines("cellwatch_dropped_series{"));
    }

    @Test
    void two_kernels_on_one_gpu_tell_series_that_fold_into_one() {
        List<String> one = kernel().lines("nvidia_gpu_");
        try (ScrapedKernel other = new ScrapedKernel(nvml.source(), folder)) {
            assertEquals(one, other.read().lines("nvidia_gpu_"));
        }
    }

    @Test
    void the_memory_in_mb_is_that_of_the_gpus_that_this_kernel_may_use() {
        kernel(Map.of("CUDA_VISIBLE_DEVICES", "1", "CUDA_DEVICE_ORDER", "PCI_BUS_ID"));
        assertEquals(
                List.of("gpu_memory_used_mb{gpu=\"1\",uuid=\"GPU-1\"} 20480"), kernel.lines("gpu_memory_used_mb{"));
    }

    @Test
    void a_run_is_told_with_counters_that_begin_at_nothing() {
        kernel();
        TrainingRun run = kernel.runs.start("mnist");
        assertEquals(List.of("batches_processed_total{run=\"mnist\"} 0"), kernel.lines("batches_processed_total{"));
        assertEquals(List.of("ml_batches_processed{run=\"mnist\"} 0"), kernel.lines("ml_batches_processed{"));
        assertEquals(
                List.of("training_batch_seconds_count{run=\"mnist\"} 0"), kernel.lines("training_batch_seconds_count"));
        run.batchTook(0.02);
        run.batchTook(100);
        run.epoch(3, 10);
        run.log(1, Map.of("loss", 2.5, "val_loss", 2.75, "lr", 0.001));
        kernel.runs.fetch();
        for (String line : List.of(
                "batches_processed_total{run=\"mnist\"} 2",
                "ml_batches_processed{run=\"mnist\"} 2",
                "training_batch_seconds_bucket{run=\"mnist\",le=\"0.01\"} 0",
                "training_batch_seconds_bucket{run=\"mnist\",le=\"0.025\"} 1",
                "training_batch_seconds_bucket{run=\"mnist\",le=\"+Inf\"} 2",
                "training_loss{run=\"mnist\"} 2.5",
                "validation_loss{run=\"mnist\"} 2.75",
                "learning_rate{run=\"mnist\"} 0.001",
                "current_epoch{run=\"mnist\"} 3",
                "batch_processing_time{run=\"mnist\"} 100")) {
            assertTrue(kernel.text().lines().anyMatch(line::equals), line);
        }
    }

    @Test
    void the_newest_batch_leads_to_the_trace_of_its_run() {
        kernel();
        TrainingRun run = kernel.runs.start("mnist");
        run.batchTook(0.02);
        kernel.runs.fetch();
        String trace =
                kernel.logged("Training run mnist begins").get(0).replaceAll(".*\"trace_id\":\"(\\w+)\".*", "$1");
        assertTrue(
                kernel.openMetrics()
                        .lines()
                        .anyMatch(line -> line.startsWith(
                                        "training_batch_seconds_bucket{run=\"mnist\",le=\"0.025\"} 1 # {span_id=")
                                && line.contains("trace_id=\"" + trace + "\"} 0.02 1700000000.000")),
                kernel.openMetrics());
    }

    @Test
    void a_finished_run_is_dropped_after_a_quarter_of_an_hour() {
        kernel();
        TrainingRun run = kernel.runs.start("mnist");
        run.log(1, "loss", 1);
        run.close();
        kernel.runs.fetch();
        kernel.later(Duration.ofMinutes(15));
        assertEquals(1, kernel.lines("training_loss{").size());
        kernel.later(Duration.ofMillis(1));
        assertEquals(List.of(), kernel.lines("training_"));
        assertEquals(List.of(), kernel.lines("batches_processed_total"));
    }

    @Test
    void of_runs_of_one_name_the_newest_is_told() {
        kernel();
        kernel.runs.start("mnist").log(1, "loss", 1);
        kernel.runs.start("mnist").log(1, "loss", 2);
        kernel.runs.fetch();
        assertEquals(List.of("training_loss{run=\"mnist\"} 2"), kernel.lines("training_loss{"));
    }

    @Test
    void values_of_a_runs_own_have_names_that_prometheus_takes() {
        kernel();
        TrainingRun run = kernel.runs.start("mnist");
        run.log(1, Map.of("top-5 accuracy", 0.5, "batch_seconds", 7, "training_f1", 0.25, "images_total", 3));
        kernel.runs.fetch();
        assertEquals(List.of("training_top_5_accuracy{run=\"mnist\"} 0.5"), kernel.lines("training_top"));
        assertEquals(
                List.of("training_batch_seconds_value{run=\"mnist\"} 7"), kernel.lines("training_batch_seconds_v"));
        assertEquals(List.of("training_f1{run=\"mnist\"} 0.25"), kernel.lines("training_f1"));
        assertEquals(List.of("training_images_total{run=\"mnist\"} 3"), kernel.lines("training_images"));
        assertTrue(kernel.text().contains("# TYPE training_images_total untyped\n"), "it may go down as well");
    }

    @Test
    void names_of_values_are_bounded() {
        kernel();
        for (int i = 0; i < 2; i++) {
            TrainingRun run = kernel.runs.start("run " + i);
            for (int name = 0; name < 40; name++) {
                run.log(1, "value_" + i + "_" + name, 1);
            }
        }
        kernel.runs.fetch();
        assertEquals(RunNames.MOST, kernel.lines("training_value_").size());
        assertEquals(
                List.of("cellwatch_dropped_series{of=\"run_value_name\"} 16"),
                kernel.lines("cellwatch_dropped_series{"));
    }

    @Test
    void whatever_a_run_is_called_it_breaks_no_line() {
        kernel();
        kernel.runs.start("<img src=x onerror=alert(1)>\"\n\\.ipynb").log(1, "loss", 1);
        kernel.runs.fetch();
        assertEquals(
                List.of("training_loss{run=\"<img src=x onerror=alert(1)>\\\"\\n\\\\.ipynb\"} 1"),
                kernel.lines("training_loss{"));
    }

    @Test
    void names_of_runs_that_are_forgotten_make_room() {
        kernel();
        for (int i = 0; i < 40; i++) {
            for (int name = 0; name < 10; name++) {
                kernel.runs.start("sweep " + i).log(1, "value_" + i, 1);
            }
            kernel.runs.fetch();
            assertEquals(1, kernel.lines("training_value_" + i + "{").size(), "run " + i);
        }
    }

    @Test
    void a_name_that_another_has_become_is_left_out_and_both_are_noted_once() {
        kernel();
        TrainingRun run = kernel.runs.start("mnist");
        run.log(1, "top-5", 1);
        run.log(1, "top 5", 2);
        kernel.runs.fetch();
        assertEquals(List.of("training_top_5{run=\"mnist\"} 1"), kernel.lines("training_top"));
        assertEquals(List.of("training_top_5{run=\"mnist\"} 1"), kernel.lines("training_top"));
        assertEquals(2, kernel.logged("Values called").size());
    }

    @Test
    void a_gpu_that_is_lost_has_no_series_and_hides_no_other() {
        kernel();
        nvml.answers("nvmlDeviceGetUtilizationRates#1", ScriptedNvml.code(NvmlReturn.GPU_IS_LOST));
        kernel.later(Duration.ofSeconds(1));
        kernel.read();
        assertEquals(
                List.of("nvidia_gpu_power_usage_watts" + FIRST + " 250"), kernel.lines("nvidia_gpu_power_usage_watts"));
        assertEquals(1, kernel.lines("nvidia_gpu_info{").size());
    }

    @Test
    void errors_are_told_by_code() {
        kernel();
        Map<String, String> labels = Map.of("gpu", "0", "uuid", "GPU-0", "xid", "79");
        kernel.history.accept(Sample.at(ScrapedKernel.START, new Subject(Subject.Kind.GPU_XID, "GPU-0/79", labels))
                .put(GpuMetric.XID_ERRORS, 2)
                .build());
        assertEquals(
                List.of("nvidia_gpu_xid_errors_total{gpu=\"0\",uuid=\"GPU-0\",xid=\"79\"} 2"),
                kernel.lines("nvidia_gpu_xid_errors_total{"));
    }

    @Test
    void the_jvms_rows_have_the_names_of_the_prometheus_client() {
        kernel();
        for (String name : List.of(
                "jvm_memory_used_bytes{area=\"heap\"}",
                "jvm_memory_used_bytes{area=\"nonheap\"}",
                "jvm_memory_max_bytes{area=\"heap\"}",
                "jvm_buffer_pool_used_bytes{pool=\"direct\"}",
                "jvm_threads_current",
                "jvm_gc_collection_seconds_count",
                "jvm_gc_collection_seconds_sum",
                "process_cpu_seconds_total",
                "cellwatch_self_cpu_seconds_total")) {
            assertEquals(1, kernel.lines(name + " ").size(), name);
        }
    }

    @Test
    void every_name_stands_once_in_both_formats() {
        kernel();
        for (String text : List.of(kernel.text(), kernel.openMetrics())) {
            List<String> types =
                    text.lines().filter(line -> line.startsWith("# TYPE")).toList();
            assertEquals(types.size(), types.stream().distinct().count());
        }
        assertTrue(kernel.openMetrics().endsWith("# EOF\n"));
    }
}
