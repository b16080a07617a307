package dev.cellwatch.monitor.gpu.nvml;

import dev.cellwatch.monitor.settings.Settings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** Where NVML comes from. */
@FunctionalInterface
public interface NvmlSource {

    /** Opens the library; called on the sampling thread, again after each failure. */
    NvmlLibrary open() throws NvmlException;

    /** Whether what it gives is made up, and must be labelled so wherever it shows. */
    default boolean demo() {
        return false;
    }

    /** Why there is nothing to show before the first reading, as a sentence. */
    default String reasonBeforeReading() {
        return "The GPUs have not been looked at yet.";
    }

    /** What the settings ask for. */
    static NvmlSource of(Settings settings, InstantSource clock) {
        return switch (settings.gpu()) {
            case AUTO -> driver(settings.nvmlLibrary());
            case DEMO -> demo(clock);
            case OFF -> off();
        };
    }

    /** The driver's library, or the one at a path. */
    static NvmlSource driver(Optional<String> path) {
        return new DriverLibrary(path, new SleepingGpus(Path.of("/")));
    }

    /** Two GPUs that do not exist, busy with a training that does not happen. */
    static NvmlSource demo(InstantSource clock) {
        return new NvmlSource() {
            @Override
            public NvmlLibrary open() {
                return new DemoNvml(clock);
            }

            @Override
            public boolean demo() {
                return true;
            }
        };
    }

    /** None, because the user wants none. */
    static NvmlSource off() {
        return new NvmlSource() {
            @Override
            public NvmlLibrary open() throws NvmlException {
                throw NvmlException.unavailable(reasonBeforeReading());
            }

            @Override
            public String reasonBeforeReading() {
                return "GPU monitoring is switched off (CELLWATCH_GPU=off).";
            }
        };
    }
}
