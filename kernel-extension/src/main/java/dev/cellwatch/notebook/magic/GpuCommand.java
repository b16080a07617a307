package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.gpu.Gpu;
import dev.cellwatch.notebook.overview.GpuOverview;
import dev.cellwatch.notebook.overview.GpuReading;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code %gpu}. */
@Command(description = "Every GPU, what it does, and who holds it.")
final class GpuCommand implements Runnable {

    private final MagicContext context;

    @Parameters(
            arity = "0..*",
            paramLabel = "INDEX|UUID",
            description = "The GPUs to show, by index or by the beginning of a uuid; all of them by default.")
    private List<String> named = new ArrayList<>();

    GpuCommand(MagicContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        GpuReading reading = new GpuReadings(context.monitor().get()).take();
        List<Gpu> gpus = reading.gpus().isEmpty() ? List.of() : chosen(reading.gpus(), named);
        GpuOverview overview = new GpuOverview(reading, ProcessHandle.current().pid(), ZoneId.systemDefault());
        context.display().show(overview.of(gpus).bundle());
    }

    /** Those of these names, or all for none; a name that none has is answered in a sentence. */
    static List<Gpu> chosen(List<Gpu> all, List<String> named) {
        named.forEach(name -> requireKnown(name, all));
        return all.stream()
                .filter(gpu -> named.isEmpty() || named.stream().anyMatch(name -> means(name, gpu)))
                .toList();
    }

    private static void requireKnown(String name, List<Gpu> all) {
        if (all.stream().noneMatch(gpu -> means(name, gpu))) {
            throw new MagicException("There is no GPU " + name + "; there "
                    + (all.size() == 1 ? "is " : "are ")
                    + all.stream()
                            .map(gpu -> gpu.index() + " (" + gpu.name() + ")")
                            .collect(Collectors.joining(", "))
                    + ".");
        }
    }

    private static boolean means(String name, Gpu gpu) {
        return name.equals(Integer.toString(gpu.index()))
                || (name.startsWith("GPU-") && gpu.uuid().startsWith(name))
                || (name.startsWith("MIG-")
                        && gpu.mig().stream().anyMatch(slice -> slice.uuid().startsWith(name)));
    }
}
