package dev.cellwatch.environment.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.environment.console.Transcript;
import dev.cellwatch.environment.jupyter.Layout;
import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.process.ScriptedPrograms;
import dev.cellwatch.environment.report.GpuReading;
import dev.cellwatch.monitor.gpu.Gpu;
import dev.cellwatch.monitor.gpu.GpuInventory;
import dev.cellwatch.monitor.gpu.GpuMemory;
import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {

    private static final Optional<String> NONE = Optional.empty();

    @TempDir
    Path folder;

    @Test
    void every_line_that_is_not_well_says_what_to_do() {
        Diagnosis diagnosis = new Diagnosis(List.of(
                Finding.ok("Disk", "75 GiB free"), Finding.missing("Python", "is not there.", "Install with:  apt")));
        assertEquals("""
                ok    Disk             75 GiB free
                fail  Python           is not there.
                                       Install with:  apt""", diagnosis.text());
        assertEquals(
                "{\"ok\":false,\"checks\":[{\"check\":\"Disk\",\"level\":\"ok\",\"text\":\"75 GiB free\"},"
                        + "{\"check\":\"Python\",\"level\":\"fail\",\"text\":\"is not there.\","
                        + "\"advice\":\"Install with:  apt\"}]}",
                diagnosis
                        .json()
                        .replaceAll("\\s*\\n\\s*", "")
                        .replace(" : ", ":")
                        .replace("[ {", "[{")
                        .replace("} ]", "}]")
                        .replace("}, {", "},{"));
    }

    @Test
    void what_is_missing_counts_more_than_what_fails() {
        Finding warning = Finding.warn("a", "b", "c");
        Finding failure = Finding.fail("a", "b", "c");
        assertEquals(0, new Diagnosis(List.of(warning)).exitCode());
        assertEquals(1, new Diagnosis(List.of(warning, failure)).exitCode());
        assertEquals(3, new Diagnosis(List.of(failure, Finding.missing("a", "b", "c"))).exitCode());
    }

    @Test
    void less_than_ten_gigabytes_of_disk_fail() {
        HostChecks checks = new HostChecks(folder, OptionalDouble.of(1e9));
        assertEquals(Finding.Level.OK, checks.disk(10e9).level());
        assertEquals(Finding.Level.FAIL, checks.disk(9.9e9).level());
        assertEquals(Finding.Level.WARN, checks.findings().get(1).level());
    }

    @Test
    void a_machine_without_python_and_with_an_old_java_gets_the_lines_that_install_them() {
        Machine machine = new Machine(
                new Layout(folder, folder),
                new ScriptedPrograms().answer("", "apt-get", "--version"),
                new Transcript().console(false),
                Map.of());
        ToolChecks checks = new ToolChecks(machine);
        assertEquals(
                Optional.of("Install with:  sudo apt-get install openjdk-17-jdk"),
                checks.jdk(11, true).advice());
        assertEquals(Finding.Level.MISSING, checks.jdk(17, false).level());
        assertTrue(checks.findings().stream()
                .anyMatch(finding -> finding.subject().equals("Python") && finding.level() == Finding.Level.MISSING));
    }

    @Test
    void device_files_that_are_closed_to_the_user_are_named() throws IOException {
        Path device = Files.createFile(folder.resolve("nvidia0"));
        Files.createFile(folder.resolve("nvidiactl"));
        Files.createFile(folder.resolve("null"));
        assertEquals(
                "all 2 NVIDIA device files can be opened.",
                new DeviceFiles(folder).finding().text());
        Files.delete(device);
        Files.createSymbolicLink(device, folder.resolve("gone"));
        Finding finding = new DeviceFiles(folder).finding();
        assertEquals(Finding.Level.FAIL, finding.level());
        assertTrue(finding.text().contains("nvidia0"), finding.text());
    }

    @Test
    void a_hot_gpu_and_a_full_one_are_told_before_a_training() {
        assertEquals(Finding.Level.OK, finding("GPU 0 heat", 80, 0.5).level());
        assertEquals(Finding.Level.WARN, finding("GPU 0 heat", 81, 0.5).level());
        assertEquals(Finding.Level.FAIL, finding("GPU 0 heat", 86, 0.5).level());
        assertEquals(Finding.Level.OK, finding("GPU 0 memory", 50, 0.5).level());
        assertEquals(Finding.Level.WARN, finding("GPU 0 memory", 50, 0.05).level());
    }

    @Test
    void the_reason_why_there_is_no_gpu_is_a_warning_and_no_failure() {
        GpuInventory none = new GpuInventory(NONE, NONE, Optional.of("No driver."), List.of(), List.of(), false);
        Finding finding = new GpuChecks(new GpuReading(none, List.of()), new DeviceFiles(folder), 85)
                .findings()
                .get(0);
        assertEquals(Finding.Level.WARN, finding.level());
        assertEquals("No driver.", finding.text());
    }

    private Finding finding(String subject, double celsius, double freeShare) {
        Gpu gpu = new Gpu(0, "GPU-a", "Small", NONE, NONE, NONE, GpuMemory.OWN, List.of(), NONE);
        Sample sample = Sample.at(0, new Subject(Subject.Kind.GPU, "GPU-a", Map.of()))
                .put(GpuMetric.TEMPERATURE, celsius)
                .put(GpuMetric.MEMORY_FREE, 1e10 * freeShare)
                .put(GpuMetric.MEMORY_TOTAL, 1e10)
                .build();
        GpuInventory inventory = new GpuInventory(NONE, NONE, NONE, List.of(gpu), List.of(), false);
        return new GpuChecks(new GpuReading(inventory, List.of(sample)), new DeviceFiles(folder), 85)
                .findings().stream()
                        .filter(candidate -> candidate.subject().equals(subject))
                        .findFirst()
                        .orElseThrow();
    }
}
