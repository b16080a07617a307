package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.training.ReadableRun;
import dev.cellwatch.monitor.training.RunArchive;
import dev.cellwatch.monitor.training.RunFeed;
import dev.cellwatch.monitor.training.Runs;
import dev.cellwatch.notebook.live.LiveMonitors;
import dev.cellwatch.notebook.live.LiveRequest;
import dev.cellwatch.notebook.live.RunChoice;
import dev.cellwatch.notebook.plot.Show;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code %training}: a run above the machine that it runs on, on one time axis. */
@Command(
        description = {
            "A training run above GPU, host and JVM on one time axis; it moves until the run ends.",
            "var run = Cellwatch.training(\"mnist\"); starts a run, run.log(step, \"loss\", loss); says what it does,",
            "run.close(); ends it.",
            "",
            "%%training                  the run that goes on, or the last one; before the first, whichever comes",
            "%%training mnist            the newest of that name; %%training 2 is run 2",
            "%%training next             the next run to start",
            "%%training list             the runs of this kernel, and the newest of those that are kept",
            "%%training r-7k2mq3         a kept run by the label that the list shows",
            "%%training compare A B      up to four runs beside each other",
            "%%training forget r-7k2mq3  deletes it",
            ""
        },
        sortOptions = false)
final class TrainingCommand implements Runnable {

    private static final String NEXT = "next";
    private static final List<String> WORDS = List.of(NEXT, "list", "compare", "forget");

    private final MagicContext context;
    private final LiveMonitors monitors;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "RUN",
            description = "A run by number, label or name, or next.")
    @Nullable
    String which;

    @Mixin
    private final IntervalOption interval = new IntervalOption();

    @Mixin
    private final GpuOption gpus = new GpuOption();

    TrainingCommand(MagicContext context, LiveMonitors monitors) {
        this.context = context;
        this.monitors = monitors;
    }

    CommandLine line() {
        return new TrainingVerbs(context, monitors).addTo(new CommandLine(this));
    }

    @Override
    public void run() {
        RunArchive archive = context.monitor().get().archive();
        Runs runs = archive.runs();
        runs.fetch();
        RunChoice choice = choice(archive);
        LiveRequest request = new LiveRequest(
                interval.chosen(),
                Duration.ZERO,
                EnumSet.allOf(Show.class),
                gpus.chosen(context.monitor().get()),
                Optional.of(choice));
        runs.fetch(); // what was logged up to its end
        Optional<ReadableRun> over = choice.run().filter(ReadableRun::isOver);
        if (over.isPresent()) {
            monitors.showOver(request, over.get(), context.display());
        } else {
            monitors.start(request, context.display());
        }
    }

    private RunChoice choice(RunArchive archive) {
        Runs runs = archive.runs();
        if (NEXT.equals(which)) {
            return nextOf(runs);
        }
        if (which != null) {
            ReadableRun named = NamedRuns.find(which, archive, WORDS);
            return new RunChoice(() -> Optional.of(named));
        }
        Optional<RunFeed> going = runs.all().stream()
                .filter(feed -> !feed.isOver())
                .reduce((first, second) -> second)
                .or(runs::newest);
        return going.isPresent() ? new RunChoice(() -> going) : nextOf(runs);
    }

    private static RunChoice nextOf(Runs runs) {
        int last = runs.newest().map(feed -> feed.run().id()).orElse(0);
        return new RunChoice(
                () -> runs.all().stream().filter(feed -> feed.run().id() > last).findFirst());
    }
}
