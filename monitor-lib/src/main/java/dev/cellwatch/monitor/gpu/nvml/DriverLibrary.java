package dev.cellwatch.monitor.gpu.nvml;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.util.List;
import java.util.Optional;

/** Finds and loads the library: the path that was set, else the system's own search. */
record DriverLibrary(Optional<String> path) implements NvmlSource {

    /** Where WSL puts the library, which no search path names. */
    private static final String WSL = "/usr/lib/wsl/lib/libnvidia-ml.so.1";

    @Override
    public NvmlLibrary open() throws NvmlException {
        for (String name : names()) {
            try {
                return DirectNvml.over(NativeLibrary.getInstance(name));
            } catch (UnsatisfiedLinkError notThere) {
                // the next name, or the sentence below
            } catch (LinkageError noNativeAccess) {
                throw NvmlException.unavailable("JNA, which reaches the NVIDIA driver, does not load on this machine.");
            }
        }
        throw NvmlException.unavailable(
                path.map(set -> "CELLWATCH_NVML_LIBRARY names " + set + ", which is not a library that loads here.")
                        .orElse("No NVIDIA driver on this machine: its library " + names().get(0) + " is not there."));
    }

    private List<String> names() {
        return path.map(List::of)
                .orElse(Platform.isWindows() ? List.of("nvml.dll") : List.of("libnvidia-ml.so.1", WSL));
    }
}
