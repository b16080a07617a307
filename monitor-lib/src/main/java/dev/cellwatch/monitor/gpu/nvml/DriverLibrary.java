package dev.cellwatch.monitor.gpu.nvml;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.util.List;
import java.util.Optional;

/** Finds and loads the library: the path that was set, else the system's own search. */
record DriverLibrary(Optional<String> path, SleepingGpus sleeping) implements NvmlSource {

    /** Where WSL puts the library, which no search path names. */
    private static final String WSL = "/usr/lib/wsl/lib/libnvidia-ml.so.1";

    @Override
    public NvmlLibrary open() throws NvmlException {
        if (path.isEmpty() && sleeping.areAll()) {
            throw NvmlException.unavailable(
                    "The GPU sleeps to save power and is not woken to be read: it shows once a program uses it.");
        }
        Optional<String> reason = Optional.empty();
        for (String name : names()) {
            try {
                return DirectNvml.over(NativeLibrary.getInstance(name));
            } catch (UnsatisfiedLinkError doesNotLoad) {
                reason = reason.or(() -> reason(doesNotLoad)); // the next name, or the sentence below
            } catch (LinkageError noNativeAccess) {
                throw NvmlException.unavailable("JNA, which reaches the NVIDIA driver, does not load on this machine.");
            }
        }
        throw NvmlException.unavailable(path.map(
                        set -> "CELLWATCH_NVML_LIBRARY names " + set + ", which is not a library that loads here.")
                .orElse(reason.map(why -> "The NVIDIA driver's library does not load here: " + why + ".")
                        .orElse("No NVIDIA driver on this machine: its library " + names().get(0) + " is not there.")));
    }

    /** Why one that is there does not load: it is made for another processor, or may not be read. */
    static Optional<String> reason(UnsatisfiedLinkError failure) {
        return String.valueOf(failure.getMessage())
                .lines()
                .filter(line -> line.contains("libnvidia-ml") && !line.contains("No such file or directory"))
                .filter(line -> line.contains("cannot open")
                        || line.contains("wrong ELF class")
                        || line.contains("invalid ELF"))
                .findFirst();
    }

    private List<String> names() {
        return path.map(List::of)
                .orElse(Platform.isWindows() ? List.of("nvml.dll") : List.of("libnvidia-ml.so.1", WSL));
    }
}
