package dev.cellwatch.environment.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files through which programs reach NVIDIA GPUs: {@code /dev/nvidia0}, {@code /dev/nvidiactl} and so on. */
final class DeviceFiles {

    private static final String SUBJECT = "Permissions";

    private final Path folder;

    DeviceFiles(Path folder) {
        this.folder = folder;
    }

    Finding finding() {
        List<Path> devices = devices();
        if (devices.isEmpty()) {
            return Finding.ok(SUBJECT, "there are no NVIDIA device files in " + folder + " to ask for.");
        }
        List<String> closed = devices.stream()
                .filter(device -> !Files.isReadable(device) || !Files.isWritable(device))
                .map(Path::toString)
                .toList();
        return closed.isEmpty()
                ? Finding.ok(SUBJECT, "all " + devices.size() + " NVIDIA device files can be opened.")
                : Finding.fail(
                        SUBJECT, "no access to " + String.join(", ", closed) + ".", advice(Path.of(closed.get(0))));
    }

    private List<Path> devices() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("nvidia(\\d+|ctl|-uvm)"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String advice(Path device) {
        try {
            String group = Files.getAttribute(device, "posix:group").toString();
            return group.equals("root")
                    ? "Only root may use it; the driver's setting NVreg_DeviceFileMode says so."
                    : "Join its group, then log in again:  sudo usermod -aG " + group + " \"$USER\"";
        } catch (IOException e) {
            return "Ask the administrator of this machine for access.";
        }
    }
}
