package dev.cellwatch.monitor.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cellwatch.monitor.gpu.nvml.NativeFake;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same library gives the same values to NVIDIA's own Python binding and to us. */
class PynvmlComparisonTest {

    /** What pynvml has no call for: we make these up from others, or count them ourselves. */
    private static final Set<String> OURS_ALONE = Set.of(GpuMetric.ERROR_COUNT.id());

    /** The script's exit code where pynvml cannot be imported. */
    private static final int NOT_INSTALLED = 3;

    @TempDir
    Path folder;

    @Test
    void every_value_equals_the_one_that_pynvml_reads() throws IOException, InterruptedException {
        NativeFake fake =
                NativeFake.in(folder).configured("gpus 8", "process 3 4000001 1073741824 40", "process 3 4000002 -1 0");
        JsonNode theirs = pynvml();
        Reads reads = new Reads(fake.source(), GpuExtra.values());
        Map<String, Map<String, Double>> ours = new TreeMap<>();
        for (int turn = 0; turn < 8; turn++) { // one GPU's bus is measured a turn
            reads.tick();
            reads.of(Subject.Kind.GPU).forEach(sample -> collect(sample, ours));
        }
        GpuInventory inventory = reads.probe().inventory();
        assertEquals(theirs.get("driver").asText(), inventory.driverVersion().orElseThrow());
        assertEquals(8, theirs.get("gpus").size());
        for (JsonNode gpu : theirs.get("gpus")) {
            assertSame(gpu, inventory.gpus().get(gpu.get("index").asInt()), inventory);
            assertSame(gpu.get("metrics"), ours.getOrDefault(gpu.get("uuid").asText(), Map.of()));
        }
    }

    private static void collect(Sample sample, Map<String, Map<String, Double>> into) {
        Map<String, Double> values = into.computeIfAbsent(sample.subject().id(), any -> new TreeMap<>());
        sample.forEach((metric, value) -> values.put(metric.id(), value));
    }

    private static void assertSame(JsonNode theirs, Map<String, Double> ours) {
        Set<String> names = new TreeSet<>();
        theirs.fieldNames().forEachRemaining(names::add);
        Set<String> ourNames = new TreeSet<>(ours.keySet());
        ourNames.removeAll(OURS_ALONE);
        assertEquals(names, ourNames);
        names.forEach(name -> assertEquals(theirs.get(name).asDouble(), ours.get(name), name));
    }

    private static void assertSame(JsonNode theirs, Gpu ours, GpuInventory inventory) {
        assertEquals(theirs.get("uuid").asText(), ours.uuid());
        assertEquals(theirs.get("name").asText(), ours.name());
        assertEquals(theirs.get("pciBusId").asText(), ours.pciBusId().orElseThrow());
        assertEquals(
                theirs.get("computeCapability").asText(),
                ours.computeCapability().orElseThrow());
        List<GpuProcess> processes = inventory.processesOn(ours);
        assertEquals(theirs.get("processes").size(), processes.size());
        for (int i = 0; i < processes.size(); i++) {
            JsonNode process = theirs.get("processes").get(i);
            assertEquals(process.get("pid").asLong(), processes.get(i).pid());
            assertEquals(
                    process.get("memory").isNull()
                            ? OptionalLong.empty()
                            : OptionalLong.of(process.get("memory").asLong()),
                    processes.get(i).memoryBytes());
        }
    }

    private JsonNode pynvml() throws IOException, InterruptedException {
        String python = Objects.requireNonNullElse(System.getenv("CELLWATCH_TEST_PYTHON"), "python3");
        ProcessBuilder script = new ProcessBuilder(
                python, Path.of("src", "test", "python", "pynvml_values.py").toString());
        script.environment().put("LD_LIBRARY_PATH", folder.toString());
        script.redirectErrorStream(true);
        Process process = script.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeTrue(
                process.waitFor() != NOT_INSTALLED || "true".equals(System.getenv("CI")),
                "skipped: the Python in CELLWATCH_TEST_PYTHON has no nvidia-ml-py");
        assertEquals(0, process.exitValue(), output);
        return new ObjectMapper().readTree(output);
    }
}
