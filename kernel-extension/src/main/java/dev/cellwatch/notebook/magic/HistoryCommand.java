package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.extract.Extract;
import dev.cellwatch.monitor.extract.ExtractText;
import dev.cellwatch.monitor.extract.Extraction;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.text.Durations;
import dev.cellwatch.monitor.training.RunFeed;
import dev.cellwatch.notebook.display.Bundle;
import dev.cellwatch.notebook.overview.HistoryOverview;
import dev.cellwatch.notebook.plot.Show;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code %history}: what was measured lately, in the cell or in a file. */
@Command(
        description = {
            "What was measured lately: each quantity as it is now, its lowest, mean and highest value; or all rows.",
            "",
            "%%history 10m                    a summary of ten minutes",
            "%%history 1h --file gpu.csv      the rows of an hour in a file; .jsonl does, too",
            "%%history 30s --format csv       the rows of half a minute in this cell",
            "%%history --show gpu --gpu 0     one GPU, and not what training runs logged",
            ""
        },
        sortOptions = false)
final class HistoryCommand implements Runnable {

    private static final Duration LONGEST = Duration.ofDays(1);

    private final MagicContext context;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "LAST",
            defaultValue = "5m",
            description = "How far back: 90, 5m, 2h, up to 24h. ${DEFAULT-VALUE} if left out.")
    String last = "5m";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = HistoryFormat.Names.class,
            description = "table, csv or jsonl; table if left out, or what the file's name says.")
    @Nullable
    String format;

    @Option(names = "--file", paramLabel = "F", description = "Write to this file; one that is there stays.")
    @Nullable
    String file;

    @Option(names = "--overwrite", description = "Replace the file if it is there.")
    boolean overwrite;

    @Mixin
    private final GpuOption gpus = new GpuOption();

    @Mixin
    private final ShowOption parts = new ShowOption();

    HistoryCommand(MagicContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        Duration back = back();
        HistoryFormat wanted = format();
        Extract extract = extract(back);
        if (extract.rows() == 0) {
            context.display()
                    .show(Bundle.text("Nothing was measured in the last " + Durations.text(back)
                            + (file == null ? "" : ", and no file was written")
                            + ". \"%live_monitor 1 0\" measures from now on, as does a training run"
                            + " or \"%monitor_log metrics.jsonl\"."));
        } else if (wanted == HistoryFormat.TABLE) {
            context.display().show(summary(extract, back));
        } else {
            give(wanted == HistoryFormat.CSV ? ExtractText.csv(extract) : ExtractText.jsonLines(extract), extract);
        }
    }

    private Duration back() {
        return Durations.parse(last)
                .filter(time -> !time.isZero() && time.compareTo(LONGEST) <= 0)
                .orElseThrow(() -> new MagicException(
                        "%history takes how far back, such as 90, 5m or 2h and up to 24h, not \"" + last + "\"."));
    }

    private HistoryFormat format() {
        if (file == null) {
            return format == null ? HistoryFormat.TABLE : HistoryFormat.named(format);
        }
        HistoryFormat wanted = format != null
                ? HistoryFormat.named(format)
                : HistoryFormat.of(FilePath.of(file))
                        .orElseThrow(() -> new MagicException("Is " + file
                                + " to be CSV or JSON lines? Say --format csv or --format jsonl, or end its name so."));
        if (wanted == HistoryFormat.TABLE) {
            throw new MagicException("A table is for the cell; a file takes --format csv or --format jsonl.");
        }
        return wanted;
    }

    private Extract extract(Duration back) {
        Monitor monitor = context.monitor().get();
        monitor.runs().fetch();
        List<RunFeed> runs = shows(Show.TRAINING) ? monitor.runs().all() : List.of();
        long now = context.clock().millis();
        return new Extraction(monitor.history()).between(now - back.toMillis(), now, runs, wanted(monitor));
    }

    private boolean shows(Show part) {
        return parts.isLeftOut() || parts.chosen().contains(part);
    }

    private Predicate<Subject> wanted(Monitor monitor) {
        Predicate<Subject> chosen = gpus.chosenOfThoseSeen(monitor);
        return subject -> switch (subject.kind()) {
            case GPU, GPU_INSTANCE, GPU_XID -> shows(Show.GPU) && chosen.test(subject);
            case JVM -> shows(Show.JVM);
            default -> shows(Show.HOST);
        };
    }

    private Bundle summary(Extract extract, Duration back) {
        boolean demo = context.monitor().get().settings().demo();
        return new HistoryOverview(extract, ZoneId.systemDefault())
                .of(back, context.clock().millis(), demo)
                .bundle();
    }

    private void give(String text, Extract extract) {
        if (file == null) {
            context.display().show(Bundle.text(text.stripTrailing()));
            return;
        }
        Path path = FilePath.of(file);
        new NewFile(path, overwrite).write(text);
        context.display()
                .show(Bundle.text(extract.rows() + (extract.rows() == 1 ? " row" : " rows") + " of "
                        + (extract.columns().size() + 1) + " columns, one row every "
                        + Durations.text(Duration.ofMillis(extract.stepMillis())) + ", were written to " + path + "."));
    }
}
