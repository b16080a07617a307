package dev.cellwatch.environment.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cellwatch.monitor.gpu.Gpu;
import dev.cellwatch.monitor.gpu.GpuInventory;
import dev.cellwatch.monitor.gpu.GpuMemory;
import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.gpu.GpuProcess;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class GpuReportTest {

    private static final Optional<String> NONE = Optional.empty();

    @Test
    void json_is_keyed_by_exposition_names_in_base_units() {
        assertEquals("""
                {
                  "driver" : "570.86.15",
                  "cuda" : "12.8",
                  "gpus" : [ {
                    "index" : 0,
                    "uuid" : "GPU-a",
                    "name" : "Small",
                    "metrics" : {
                      "nvidia_gpu_utilization_ratio" : 0.5,
                      "nvidia_gpu_memory_used_bytes" : 8000000000,
                      "nvidia_gpu_memory_total_bytes" : 10000000000,
                      "nvidia_gpu_temperature_celsius" : 60
                    },
                    "processes" : [ {
                      "pid" : 42,
                      "name" : "train",
                      "type" : "compute",
                      "memory_bytes" : 7000000000,
                      "uuid" : "GPU-a"
                    } ]
                  }, {
                    "index" : 1,
                    "uuid" : "GPU-b",
                    "name" : "Silent",
                    "problem" : "GPU is lost.",
                    "metrics" : { },
                    "processes" : [ ]
                  } ]
                }""", new GpuJson(reading()).everything().toPrettyString());
    }

    @Test
    void the_summary_is_over_the_gpus_that_tell() {
        assertEquals(
                "{\"gpu_utilization_avg\":50,\"memory_usage_percent\":80,\"gpu_temp_max\":60}",
                new GpuJson(reading()).summary().toString());
    }

    @Test
    void a_summary_of_no_gpus_has_the_keys_and_no_numbers() {
        GpuReading nothing = new GpuReading(
                new GpuInventory(NONE, NONE, Optional.of("None."), List.of(), List.of(), false), List.of());
        assertEquals(
                "{\"gpu_utilization_avg\":null,\"memory_usage_percent\":null,\"gpu_temp_max\":null}",
                new GpuJson(nothing).summary().toString());
        assertEquals("None.", new GpuText(nothing).text());
    }

    @Test
    void people_get_a_row_for_each_gpu_and_a_dash_for_what_it_does_not_tell() {
        assertEquals("""
                Driver 570.86.15, CUDA up to 12.8
                GPU  Name    Busy  Memory              Temp   Power
                0    Small   50 %  7.5 GiB of 9.3 GiB  60 °C  - of -
                1    Silent  -     - of -              -      - of -
                Silent: GPU is lost.
                GPU  Process  User  Memory   Busy  Program
                0    42       -     6.5 GiB  -     train""", new GpuText(reading()).text());
    }

    @Test
    void memory_that_is_not_what_one_expects_is_explained() {
        Gpu spark = new Gpu(0, "GPU-s", "NVIDIA GB10", NONE, NONE, NONE, GpuMemory.SHARED, List.of(), NONE);
        Gpu old = new Gpu(1, "GPU-o", "Tesla K80", NONE, NONE, NONE, GpuMemory.OWN_WITH_RESERVE, List.of(), NONE);
        String text = new GpuText(new GpuReading(
                        new GpuInventory(NONE, NONE, NONE, List.of(spark, old), List.of(), false), List.of()))
                .text();
        assertTrue(text.contains("NVIDIA GB10  -     the machine's"), text);
        assertTrue(text.contains("GPU 0: it has no memory of its own and uses the machine's."), text);
        assertTrue(text.contains("GPU 1: the memory in use counts what the driver keeps for itself, too"), text);
    }

    @Test
    void demo_gpus_come_through_the_real_pipeline_and_are_labelled() {
        GpuReading demo = GpuReading.now(Settings.from(Map.of("CELLWATCH_GPU", "demo")), Duration.ofSeconds(20));
        ObjectNode json = new GpuJson(demo).everything();
        assertTrue(json.path("demo").asBoolean());
        JsonNode gpu = json.path("gpus").path(0);
        assertTrue(gpu.path("metrics").path("nvidia_gpu_power_usage_watts").isNumber());
        assertFalse(gpu.path("processes").isEmpty());
        assertTrue(new GpuText(demo).text().startsWith("DEMO"));
    }

    private static GpuReading reading() {
        Gpu small = new Gpu(0, "GPU-a", "Small", NONE, NONE, NONE, GpuMemory.OWN, List.of(), NONE);
        Gpu silent =
                new Gpu(1, "GPU-b", "Silent", NONE, NONE, NONE, GpuMemory.OWN, List.of(), Optional.of("GPU is lost."));
        GpuProcess process = new GpuProcess(
                "GPU-a",
                42,
                Optional.of("train"),
                NONE,
                NONE,
                OptionalLong.of(7_000_000_000L),
                OptionalDouble.empty(),
                GpuProcess.Type.COMPUTE);
        Sample sample = Sample.at(0, new Subject(Subject.Kind.GPU, "GPU-a", Map.of("uuid", "GPU-a")))
                .put(GpuMetric.UTILIZATION, 0.5)
                .put(GpuMetric.MEMORY_USED, 8e9)
                .put(GpuMetric.MEMORY_TOTAL, 1e10)
                .put(GpuMetric.TEMPERATURE, 60)
                .build();
        GpuInventory inventory = new GpuInventory(
                Optional.of("570.86.15"), Optional.of("12.8"), NONE, List.of(small, silent), List.of(process), false);
        return new GpuReading(inventory, List.of(sample));
    }
}
