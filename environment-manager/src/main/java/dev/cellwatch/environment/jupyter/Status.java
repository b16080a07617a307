package dev.cellwatch.environment.jupyter;

import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.console.Labelled;
import dev.cellwatch.environment.report.GpuReading;
import dev.cellwatch.monitor.gpu.Gpu;
import dev.cellwatch.monitor.gpu.GpuInventory;
import dev.cellwatch.monitor.settings.Settings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What runs, at one moment.
 *
 * @param lab the running JupyterLab
 * @param url its address with the token, while it runs
 * @param kernels its kernels
 * @param versions what is installed
 * @param gpus the GPUs, or why there is none
 */
public record Status(
        Optional<LabRecord> lab,
        Optional<String> url,
        List<LabApi.Kernel> kernels,
        Map<String, String> versions,
        GpuInventory gpus) {

    private static final Duration GPU_LIMIT = Duration.ofSeconds(10);

    /** Reads it. */
    public static Status of(Machine machine, String version) {
        Optional<LabRecord> lab = new LabServer(machine).running();
        return new Status(
                lab,
                lab.map(record -> record.address().url(machine.layout().quickStart())),
                lab.map(record -> new LabApi(record.address()).kernels()).orElse(List.of()),
                versions(machine, version),
                gpus(machine.settings(lab.isPresent() && lab.get().setup().demo())));
    }

    private static GpuInventory gpus(Settings settings) {
        try {
            return GpuReading.now(settings, GPU_LIMIT).inventory();
        } catch (Failure hangs) {
            Optional<String> none = Optional.empty();
            return new GpuInventory(none, none, Optional.of(hangs.getMessage()), List.of(), List.of(), false);
        }
    }

    private static Map<String, String> versions(Machine machine, String version) {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("cellwatch", version);
        versions.put("java", System.getProperty("java.version"));
        if (new PrivateVenv(machine.layout(), machine.programs(), machine.console()).isReady()) {
            versions.put("jupyterlab", Requirements.version("jupyterlab"));
            versions.put("jjava", Requirements.version("jjava"));
        }
        return versions;
    }

    /** For a person. */
    public String text() {
        Labelled text = new Labelled();
        lab.ifPresentOrElse(
                record -> text.line(
                        "JupyterLab",
                        "runs, process " + record.process().pid()
                                + (record.setup().demo() ? ", with synthetic GPUs (DEMO)" : "")),
                () -> text.line("JupyterLab", "not running; start it with: environment-manager up"));
        url.ifPresent(address -> text.line("Address", address));
        if (lab.isPresent()) {
            LabApi.Kernel.tell(kernels, text);
        }
        gpus.reason().ifPresent(reason -> text.line("GPUs", reason));
        gpus.gpus().forEach(gpu -> text.line("GPU " + gpu.index(), gpu.name() + (gpus.demo() ? " (DEMO)" : "")));
        versions.forEach(text::line);
        return text.text();
    }

    /** For a program: maps, lists, strings and numbers. */
    public Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("running", lab.isPresent());
        lab.ifPresent(record -> {
            object.put("pid", record.process().pid());
            object.put("port", record.port());
            object.put("demo", record.setup().demo());
            object.put("root", record.setup().root());
        });
        url.ifPresent(address -> object.put("url", address));
        object.put("kernels", kernels);
        object.put("gpus", gpus.gpus().stream().map(Gpu::name).toList());
        gpus.reason().ifPresent(reason -> object.put("reason", reason));
        object.put("versions", versions);
        return object;
    }
}
