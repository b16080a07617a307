package dev.cellwatch.monitor.gpu.nvml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A laptop's GPU that sleeps is not woken to be looked at. */
final class DriverLibraryTest {

    @TempDir
    private Path root;

    @Test
    void a_gpu_that_sleeps_is_left_asleep_and_said_to_be() throws IOException {
        gpu("0000:01:00.0", "suspended");
        DriverLibrary library = new DriverLibrary(Optional.empty(), new SleepingGpus(root));
        NvmlException asleep = assertThrows(NvmlException.class, library::open);
        assertEquals(
                "The GPU sleeps to save power and is not woken to be read: it shows once a program uses it.",
                asleep.getMessage());
    }

    @Test
    void one_that_is_awake_is_read_and_so_are_those_beside_it() throws IOException {
        gpu("0000:01:00.0", "suspended");
        assertTrue(new SleepingGpus(root).areAll());
        gpu("0000:02:00.0", "active");
        assertFalse(new SleepingGpus(root).areAll());
    }

    @Test
    void where_nothing_is_known_of_it_a_gpu_is_awake() throws IOException {
        assertFalse(new SleepingGpus(root).areAll(), "no driver");
        Files.createDirectories(root.resolve("proc/driver/nvidia/gpus"));
        assertFalse(new SleepingGpus(root).areAll(), "no GPU");
        Files.createDirectory(root.resolve("proc/driver/nvidia/gpus/0000:01:00.0"));
        assertFalse(new SleepingGpus(root).areAll(), "a container that does not show its state");
    }

    @Test
    void a_library_that_was_named_is_opened_all_the_same() throws IOException {
        gpu("0000:01:00.0", "suspended");
        DriverLibrary named = new DriverLibrary(Optional.of("/no/such/library.so"), new SleepingGpus(root));
        NvmlException failure = assertThrows(NvmlException.class, named::open);
        assertTrue(String.valueOf(failure.getMessage()).contains("/no/such/library.so"), failure.getMessage());
    }

    private void gpu(String pciBusId, String status) throws IOException {
        Files.createDirectories(root.resolve("proc/driver/nvidia/gpus").resolve(pciBusId));
        Path power = root.resolve("sys/bus/pci/devices").resolve(pciBusId).resolve("power");
        Files.createDirectories(power);
        Files.writeString(power.resolve("runtime_status"), status + "\n");
    }
}
