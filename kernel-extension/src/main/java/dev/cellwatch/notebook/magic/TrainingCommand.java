package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.text.Durations;
import dev.cellwatch.monitor.text.Nearest;
import dev.cellwatch.monitor.training.RunFeed;
import dev.cellwatch.monitor.training.Runs;
import dev.cellwatch.notebook.live.LiveMonitors;
import dev.cellwatch.notebook.live.LiveRequest;
import dev.cellwatch.notebook.live.RunChoice;
import dev.cellwatch.notebook.overview.RunOverview;
import dev.cellwatch.notebook.plot.Show;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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
            "%%training list             every run",
            ""
        },
        sortOptions = false)
final class TrainingCommand implements Runnable {

    private static final String NEXT = "next";
    private static final String LIST = "list";

    private final MagicContext context;
    private final LiveMonitors monitors;

    @Parameters(index = "0", arity = "0..1", paramLabel = "RUN", description = "A run by number or name, or next.")
    @Nullable
    String which;

    @Option(
            names = "--interval",
            paramLabel = "S",
            defaultValue = "1",
            description = "Time between two frames, from 0.25 s. ${DEFAULT-VALUE} if left out.")
    String interval = "1";

    @Mixin
    private final GpuOption gpus = new GpuOption();

    TrainingCommand(MagicContext context, LiveMonitors monitors) {
        this.context = context;
        this.monitors = monitors;
    }

    CommandLine line() {
        return new CommandLine(this).addSubcommand(new ListRuns());
    }

    @Override
    public void run() {
        Runs runs = context.monitor().get().runs();
        runs.fetch();
        RunChoice choice = choice(runs);
        LiveRequest request = new LiveRequest(
                interval(),
                Duration.ZERO,
                EnumSet.allOf(Show.class),
                gpus.chosen(context.monitor().get()),
                Optional.of(choice));
        runs.fetch(); // what was logged up to its end
        Optional<RunFeed> over = choice.run().filter(feed -> feed.run().isOver());
        if (over.isPresent()) {
            monitors.showOver(request, over.get(), context.display());
        } else {
            monitors.start(request, context.display());
        }
    }

    private RunChoice choice(Runs runs) {
        if (NEXT.equals(which)) {
            return nextOf(runs);
        }
        if (which != null) {
            String asked = which;
            RunFeed named = runs.find(asked).orElseThrow(() -> unknown(asked, runs));
            return new RunChoice(() -> Optional.of(named));
        }
        Optional<RunFeed> going = runs.all().stream()
                .filter(feed -> !feed.run().isOver())
                .reduce((first, second) -> second)
                .or(runs::newest);
        return going.isPresent() ? new RunChoice(() -> going) : nextOf(runs);
    }

    private static RunChoice nextOf(Runs runs) {
        int last = runs.newest().map(feed -> feed.run().id()).orElse(0);
        return new RunChoice(
                () -> runs.all().stream().filter(feed -> feed.run().id() > last).findFirst());
    }

    private static MagicException unknown(String asked, Runs runs) {
        List<String> names =
                runs.all().stream().map(feed -> feed.run().name()).distinct().toList();
        List<String> words = new ArrayList<>(names);
        Stream.of(NEXT, LIST)
                .filter(word -> asked.startsWith(word.substring(0, 1)))
                .forEach(words::add);
        String rest = names.isEmpty()
                ? "none has started yet: Cellwatch.training(\"" + asked + "\") starts one."
                : "there " + (names.size() == 1 ? "is " : "are ") + String.join(", ", names) + ".";
        return new MagicException("There is no run \"" + asked + "\"; "
                + Nearest.to(asked, words)
                        .map(near -> "did you mean \"" + near + "\"?")
                        .orElse(rest));
    }

    private Duration interval() {
        return Durations.parse(interval)
                .filter(Durations::isInterval)
                .orElseThrow(() -> MagicException.ofInterval(interval));
    }

    /** {@code %training list}. */
    @Command(name = LIST, description = "Every run of this kernel.")
    private final class ListRuns implements Runnable {
        @Override
        public void run() {
            Runs runs = context.monitor().get().runs();
            runs.fetch();
            context.display()
                    .show(RunOverview.of(runs.all(), context.clock().millis()).bundle());
        }
    }
}
