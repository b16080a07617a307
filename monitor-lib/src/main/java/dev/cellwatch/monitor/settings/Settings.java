package dev.cellwatch.monitor.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The settings in force. The one place that knows the names of environment variables.
 *
 * @param gpu where GPU numbers come from
 * @param nvmlLibrary the NVML library to load instead of the system's own
 * @param interval how often the fast tier is read
 * @param pcieThroughput whether PCIe throughput is read, which blocks about 40 ms a GPU
 * @param performanceCounters whether the performance counters of GPUs are read, where they have some
 * @param visibleGpus the entries of {@code CUDA_VISIBLE_DEVICES}, empty when it is not set: all
 * @param cudaCountsByPci whether {@code CUDA_DEVICE_ORDER} has CUDA count GPUs as NVML does; else the fastest is 0
 * @param log how the log of what happens is written
 * @param stateDir where state is kept
 * @param notebook the notebook that this program belongs to, where Jupyter says so
 * @param endpoint where and how the endpoint listens
 * @param trace whether and how what happens is traced
 * @param alerting when alerts are told, and to whom by the containers
 * @param services further services that are asked how they are, {@code NAME=URL} each
 * @param mistakes one sentence for each value that could not be used; its default is in force
 */
public record Settings(
        Gpu gpu,
        Optional<String> nvmlLibrary,
        Duration interval,
        boolean pcieThroughput,
        boolean performanceCounters,
        Optional<List<String>> visibleGpus,
        boolean cudaCountsByPci,
        Log log,
        Path stateDir,
        Optional<String> notebook,
        EndpointSettings endpoint,
        TraceSettings trace,
        AlertingSettings alerting,
        List<String> services,
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
        Path stateDir = stateDir(environment);
        Variables read = new Variables(EnvironmentFile.beneath(environment, stateDir));
        return new Settings(
                read.word("CELLWATCH_GPU", Gpu.AUTO, Gpu.values()),
                read.text("CELLWATCH_NVML_LIBRARY"),
                interval(read),
                read.flag("CELLWATCH_PCIE", false),
                read.flag("CELLWATCH_GPM", false),
                visibleGpus(read),
                cudaCountsByPci(read),
                read.word("CELLWATCH_LOG", Log.JSON, Log.values()),
                stateDir,
                read.text("JPY_SESSION_NAME"),
                EndpointSettings.read(read, stateDir),
                TraceSettings.read(read, environment),
                AlertingSettings.read(read),
                read.list("CELLWATCH_SERVICES"),
                read.mistakes());
    }

    /** Where state is kept, for whoever needs no more than that. */
    public static Path stateDir(Map<String, String> environment) {
        return stateDir(new Variables(environment));
    }

    /** Whether the GPUs are made up, which is said wherever they show. */
    public boolean demo() {
        return gpu == Gpu.DEMO;
    }

    /** The same settings with GPU numbers from somewhere else, as {@code --demo} asks. */
    public Settings withGpu(Gpu other) {
        return with(other, log);
    }

    /** The same settings for a program that is no kernel, and leaves the log to those that are. */
    public Settings withoutLog() {
        return with(gpu, Log.OFF);
    }

    private Settings with(Gpu gpus, Log events) {
        return new Settings(
                gpus,
                nvmlLibrary,
                interval,
                pcieThroughput,
                performanceCounters,
                visibleGpus,
                cudaCountsByPci,
                events,
                stateDir,
                notebook,
                endpoint,
                trace,
                alerting,
                services,
                mistakes);
    }

    /** What is in force, for people: each variable's name and its value in words. */
    public Map<String, String> inForce() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("CELLWATCH_GPU", gpu.name().toLowerCase(Locale.ROOT));
        words.put("CELLWATCH_NVML_LIBRARY", nvmlLibrary.orElse("the system's own"));
        words.put("CELLWATCH_INTERVAL", interval.toMillis() / 1000.0 + " s");
        words.put("CELLWATCH_PCIE", pcieThroughput ? "on" : "off");
        words.put("CELLWATCH_GPM", performanceCounters ? "on" : "off");
        words.put(
                "CUDA_VISIBLE_DEVICES",
                visibleGpus
                        .map(gpus -> gpus.isEmpty() ? "none" : String.join(",", gpus))
                        .orElse("all"));
        words.put("CUDA_DEVICE_ORDER", cudaCountsByPci ? PCI_ORDER : SPEED_ORDER);
        words.put("CELLWATCH_LOG", log.name().toLowerCase(Locale.ROOT));
        words.put("CELLWATCH_STATE_DIR", stateDir.toString());
        words.put(AlertingSettings.TEMPERATURE, alerting.criticalCelsius() + " °C");
        words.putAll(endpoint.inForce());
        words.putAll(trace.inForce());
        words.put("CELLWATCH_SERVICES", services.isEmpty() ? "the usual" : String.join(",", serviceNames()));
        return words;
    }

    /** Without the addresses, which may hold a password. */
    private List<String> serviceNames() {
        return services.stream().map(service -> service.replaceFirst("=.*", "")).toList();
    }

    private static Duration interval(Variables read) {
        Optional<String> value = read.text("CELLWATCH_INTERVAL");
        try {
            double seconds = Double.parseDouble(value.orElse("1"));
            if (seconds >= 0.25 && seconds <= 60) {
                return Duration.ofMillis(Math.round(seconds * 1000));
            }
        } catch (NumberFormatException notANumber) {
            // said below, like a number out of range
        }
        read.mistake("CELLWATCH_INTERVAL", "a number of seconds from 0.25 to 60", "1");
        return Duration.ofSeconds(1);
    }

    /** CUDA reads an empty value as "no GPU", so here too it is not the same as no value. */
    private static Optional<List<String>> visibleGpus(Variables read) {
        return Optional.ofNullable(read.raw("CUDA_VISIBLE_DEVICES")).map(value -> List.of(value.split(",")).stream()
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList());
    }

    private static boolean cudaCountsByPci(Variables read) {
        String value = read.text("CUDA_DEVICE_ORDER").orElse(SPEED_ORDER);
        if (!value.equals(PCI_ORDER) && !value.equals(SPEED_ORDER)) {
            read.mistake("CUDA_DEVICE_ORDER", PCI_ORDER + " or " + SPEED_ORDER, SPEED_ORDER);
        }
        return value.equals(PCI_ORDER);
    }

    private static Path stateDir(Variables read) {
        return read.text("CELLWATCH_STATE_DIR").map(Path::of).orElseGet(() -> read.text("XDG_STATE_HOME")
                .map(Path::of)
                .orElseGet(() -> home(read).resolve(".local").resolve("state"))
                .resolve("cellwatch"));
    }

    private static Path home(Variables read) {
        return Path.of(read.text("HOME").orElseGet(() -> System.getProperty("user.home", ".")));
    }
}
