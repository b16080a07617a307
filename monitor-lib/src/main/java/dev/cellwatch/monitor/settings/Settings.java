package dev.cellwatch.monitor.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The settings in force. The one place that knows the names of environment variables.
 *
 * @param gpu where GPU numbers come from
 * @param nvmlLibrary the NVML library to load instead of the system's own
 * @param interval how often the fast tier is read
 * @param pcieThroughput whether PCIe throughput is read, which blocks about 40 ms a GPU
 * @param visibleGpus the entries of {@code CUDA_VISIBLE_DEVICES}, empty when it is not set: all
 * @param cudaCountsByPci whether {@code CUDA_DEVICE_ORDER} has CUDA count GPUs as NVML does; else the fastest is 0
 * @param log how the log of what happens is written
 * @param stateDir where state is kept
 * @param notebook the notebook that this program belongs to, where Jupyter says so
 * @param mistakes one sentence for each value that could not be used; its default is in force
 */
public record Settings(
        Gpu gpu,
        Optional<String> nvmlLibrary,
        Duration interval,
        boolean pcieThroughput,
        Optional<List<String>> visibleGpus,
        boolean cudaCountsByPci,
        Log log,
        Path stateDir,
        Optional<String> notebook,
        List<String> mistakes) {

    private static final String PCI_ORDER = "PCI_BUS_ID";
    private static final String SPEED_ORDER = "FASTEST_FIRST";

    /** Where GPU numbers come from. */
    public enum Gpu {
        /** The NVIDIA driver, if there is one. */
        AUTO,
        /** Synthetic GPUs, labelled DEMO wherever they show. */
        DEMO,
        /** Nowhere: no driver is touched. */
        OFF
    }

    /** How the log of what happens is written. */
    public enum Log {
        /** As lines of JSON in the state directory. */
        JSON,
        /** As lines of text in {@code app.log} and in the cell. */
        TEXT,
        /** Not at all. */
        OFF
    }

    /** Reads the settings from a process environment. */
    public static Settings from(Map<String, String> environment) {
        Reader reader = new Reader(environment);
        return new Settings(
                reader.word("CELLWATCH_GPU", Gpu.AUTO, Gpu.values()),
                reader.text("CELLWATCH_NVML_LIBRARY"),
                reader.interval(),
                reader.flag("CELLWATCH_PCIE"),
                reader.visibleGpus(),
                reader.cudaCountsByPci(),
                reader.word("CELLWATCH_LOG", Log.JSON, Log.values()),
                reader.stateDir(),
                reader.text("JPY_SESSION_NAME"),
                List.copyOf(reader.mistakes));
    }

    /** Whether the GPUs are made up, which is said wherever they show. */
    public boolean demo() {
        return gpu == Gpu.DEMO;
    }

    /** The same settings with GPU numbers from somewhere else, as {@code --demo} asks. */
    public Settings withGpu(Gpu other) {
        return new Settings(
                other,
                nvmlLibrary,
                interval,
                pcieThroughput,
                visibleGpus,
                cudaCountsByPci,
                log,
                stateDir,
                notebook,
                mistakes);
    }

    /** What is in force, for people: each variable's name and its value in words. */
    public Map<String, String> inForce() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("CELLWATCH_GPU", gpu.name().toLowerCase(Locale.ROOT));
        words.put("CELLWATCH_NVML_LIBRARY", nvmlLibrary.orElse("the system's own"));
        words.put("CELLWATCH_INTERVAL", interval.toMillis() / 1000.0 + " s");
        words.put("CELLWATCH_PCIE", pcieThroughput ? "on" : "off");
        words.put(
                "CUDA_VISIBLE_DEVICES",
                visibleGpus
                        .map(gpus -> gpus.isEmpty() ? "none" : String.join(",", gpus))
                        .orElse("all"));
        words.put("CUDA_DEVICE_ORDER", cudaCountsByPci ? PCI_ORDER : SPEED_ORDER);
        words.put("CELLWATCH_LOG", log.name().toLowerCase(Locale.ROOT));
        words.put("CELLWATCH_STATE_DIR", stateDir.toString());
        return words;
    }

    /** Reads single values and remembers what it could not use. */
    private static final class Reader {
        private final Map<String, String> environment;
        private final List<String> mistakes = new ArrayList<>();

        Reader(Map<String, String> environment) {
            this.environment = environment;
        }

        Optional<String> text(String name) {
            return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
        }

        <E extends Enum<E>> E word(String name, E usual, E[] all) {
            String value = text(name).orElse(usual.name()).toUpperCase(Locale.ROOT);
            for (E one : all) {
                if (one.name().equals(value)) {
                    return one;
                }
            }
            String words = String.join(", ", Stream.of(all).map(Reader::lower).toList());
            mistake(name, words.replaceFirst(", (\\w+)$", " or $1"), lower(usual));
            return usual;
        }

        private static String lower(Enum<?> word) {
            return word.name().toLowerCase(Locale.ROOT);
        }

        boolean flag(String name) {
            String value = text(name).orElse("off").toLowerCase(Locale.ROOT);
            if (!value.equals("on") && !value.equals("off")) {
                mistake(name, "on or off", "off");
            }
            return value.equals("on");
        }

        Duration interval() {
            try {
                double seconds = Double.parseDouble(text("CELLWATCH_INTERVAL").orElse("1"));
                if (seconds >= 0.25 && seconds <= 60) {
                    return Duration.ofMillis(Math.round(seconds * 1000));
                }
            } catch (NumberFormatException notANumber) {
                // said below, like a number out of range
            }
            mistake("CELLWATCH_INTERVAL", "a number of seconds from 0.25 to 60", "1");
            return Duration.ofSeconds(1);
        }

        /** CUDA reads an empty value as "no GPU", so here too it is not the same as no value. */
        Optional<List<String>> visibleGpus() {
            return Optional.ofNullable(environment.get("CUDA_VISIBLE_DEVICES"))
                    .map(value -> List.of(value.split(",")).stream()
                            .map(String::strip)
                            .filter(entry -> !entry.isEmpty())
                            .toList());
        }

        boolean cudaCountsByPci() {
            String value = text("CUDA_DEVICE_ORDER").orElse(SPEED_ORDER);
            if (!value.equals(PCI_ORDER) && !value.equals(SPEED_ORDER)) {
                mistake("CUDA_DEVICE_ORDER", PCI_ORDER + " or " + SPEED_ORDER, SPEED_ORDER);
            }
            return value.equals(PCI_ORDER);
        }

        Path stateDir() {
            return text("CELLWATCH_STATE_DIR").map(Path::of).orElseGet(() -> text("XDG_STATE_HOME")
                    .map(Path::of)
                    .orElseGet(() -> home().resolve(".local").resolve("state"))
                    .resolve("cellwatch"));
        }

        private Path home() {
            return Path.of(text("HOME").orElseGet(() -> System.getProperty("user.home", ".")));
        }

        private void mistake(String name, String wanted, String used) {
            mistakes.add(
                    name + " should be " + wanted + ", not \"" + environment.get(name) + "\"; " + used + " is used.");
        }
    }
}
