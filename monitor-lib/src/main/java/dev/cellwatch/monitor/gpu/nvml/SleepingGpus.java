package dev.cellwatch.monitor.gpu.nvml;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether Linux has switched a laptop's GPU off while nobody uses it. NVML would wake it, and keep it awake for as long
 * as it is open; these files do not.
 *
 * @param root above {@code proc} and {@code sys}
 */
record SleepingGpus(Path root) {

    /** Whether the driver has GPUs here, and every one of them sleeps. */
    boolean areAll() {
        boolean any = false;
        try (DirectoryStream<Path> gpus = Files.newDirectoryStream(root.resolve("proc/driver/nvidia/gpus"))) {
            for (Path gpu : gpus) {
                any = true;
                if (!sleeps(gpu.getFileName().toString())) {
                    return false;
                }
            }
        } catch (IOException notLinuxOrNoDriver) {
            return false;
        }
        return any;
    }

    private boolean sleeps(String pciBusId) throws IOException {
        Path status = root.resolve("sys/bus/pci/devices").resolve(pciBusId).resolve("power/runtime_status");
        return Files.readString(status).strip().equals("suspended");
    }
}
