package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.gpu.Gpu;
import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.text.Sizes;
import dev.cellwatch.monitor.training.BatchFit;
import dev.cellwatch.monitor.training.BatchPeak;
import dev.cellwatch.notebook.overview.BatchSizeOverview;
import dev.cellwatch.notebook.overview.GpuReading;
import dev.cellwatch.notebook.table.Sheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code %batch_size}: usual sizes, and the largest that fits by what smaller ones took. */
@Command(
        description = {
            "Batch sizes: what is usual, and the largest that fits, by the peaks of memory that were measured.",
            "",
            "%%batch_size                                         what is usual",
            "%%batch_size 32=5.1GiB 64=8.3GiB 128=14.7GiB         the largest for the GPU that is here",
            "%%batch_size 32=5.1GiB 64=8.3GiB --memory 80GiB      the largest for another",
            ""
        },
        sortOptions = false)
final class BatchSizeCommand implements Runnable {

    private static final Pattern PEAK = Pattern.compile("([1-9]\\d{0,6})=(\\d+(?:\\.(\\d+))? ?([A-Za-z]).*)");
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,2}) ?%?");
    private static final int MOST_RESERVED = 90;

    private final MagicContext context;

    @Parameters(
            arity = "0..*",
            paramLabel = "BATCH=PEAK",
            description = "Samples in a batch, and the most memory that a training with it took.")
    List<String> peaks = new ArrayList<>();

    @Option(names = "--memory", paramLabel = "SIZE", description = "Memory of the GPU that is meant: 80GiB.")
    @Nullable
    String memory;

    @Option(names = "--gpu", paramLabel = "GPU", description = "Index or uuid of the GPU whose memory is meant.")
    @Nullable
    String gpu;

    @Option(
            names = "--reserve",
            paramLabel = "SHARE",
            description = "How much of the memory to keep free; a tenth if left out.")
    String reserve = "10%";

    BatchSizeCommand(MagicContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        if (!peaks.isEmpty()) {
            context.display().show(estimate().bundle());
        } else if (memory == null && gpu == null) {
            context.display().show(BatchSizeOverview.usual().bundle());
        } else {
            throw new MagicException("Say what was measured, too: "
                    + "two batch sizes or more with their peaks, such as 32=5.1GiB 64=8.3GiB.");
        }
    }

    private Sheet estimate() {
        List<BatchPeak> measured = peaks.stream().map(BatchSizeCommand::peak).toList();
        int tried = measured.stream().mapToInt(BatchPeak::batch).max().orElse(0);
        int kept = reserve();
        BatchFit fit = fit(measured);
        double whole = memory();
        boolean demo = memory == null && context.monitor().get().settings().demo();
        return new BatchSizeOverview(fit, tried, demo).of(whole, kept);
    }

    private static BatchFit fit(List<BatchPeak> peaks) {
        try {
            return BatchFit.of(peaks);
        } catch (IllegalArgumentException unsupported) {
            throw new MagicException(String.valueOf(unsupported.getMessage()));
        }
    }

    private static BatchPeak peak(String written) {
        Matcher form = PEAK.matcher(written);
        Optional<Long> bytes = form.matches() ? Sizes.parse(form.group(2)) : Optional.empty();
        if (bytes.isEmpty()) {
            throw new MagicException(
                    "A peak is written as a batch size and its memory with a unit, such as 32=5.1GiB, not \"" + written
                            + "\".");
        }
        long unit = Sizes.parse("1" + form.group(4)).orElseThrow();
        int digits = form.group(3) == null ? 0 : form.group(3).length();
        return new BatchPeak(Integer.parseInt(form.group(1)), bytes.get(), unit / Math.pow(10, digits));
    }

    private int reserve() {
        Matcher form = PERCENT.matcher(reserve.strip());
        int percent = form.matches() ? Integer.parseInt(form.group(1)) : -1;
        if (percent < 0 || percent > MOST_RESERVED) {
            throw new MagicException("--reserve takes a share from 0% to 90%, not \"" + reserve + "\".");
        }
        return percent;
    }

    private double memory() {
        if (memory == null) {
            return ofGpus();
        }
        if (gpu != null) {
            throw new MagicException("--memory and --gpu both say how much there is; give one of them.");
        }
        return Sizes.parse(memory)
                .filter(bytes -> bytes >= 1 << 20)
                .orElseThrow(() -> new MagicException("--memory takes a size such as 80GiB, not \"" + memory + "\"."));
    }

    /** Of the one GPU that is meant, or of any where all have as much. */
    private double ofGpus() {
        GpuReading reading = new GpuReadings(context.monitor().get()).take();
        if (reading.gpus().isEmpty()) {
            String why =
                    reading.inventory().reason().map(reason -> " " + reason).orElse("");
            throw new MagicException("There is no GPU to ask for its memory; say --memory 80GiB." + why);
        }
        List<Gpu> meant = GpuCommand.chosen(reading.gpus(), gpu == null ? List.of() : List.of(gpu));
        List<OptionalDouble> sizes = meant.stream()
                .map(one ->
                        one.mig().isEmpty() ? reading.values().of(one, GpuMetric.MEMORY_TOTAL) : OptionalDouble.empty())
                .distinct()
                .toList();
        if (sizes.size() > 1) {
            throw new MagicException("The GPUs here differ in memory; say --gpu 0 or --memory 80GiB.");
        }
        return sizes.get(0)
                .orElseThrow(() -> new MagicException(
                        "The GPU does not tell how much memory a training may have of it; say --memory 80GiB."));
    }
}
