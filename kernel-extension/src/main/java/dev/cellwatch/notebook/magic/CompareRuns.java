package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.training.ReadableRun;
import dev.cellwatch.notebook.display.Bundle;
import dev.cellwatch.notebook.display.CellDisplay;
import dev.cellwatch.notebook.live.LiveMonitors;
import dev.cellwatch.notebook.live.LiveRequest;
import dev.cellwatch.notebook.live.RunComparison;
import dev.cellwatch.notebook.overview.ComparisonOverview;
import dev.cellwatch.notebook.plot.Comparison;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code %training compare}: a table of what became of each run, above their curves on one axis. */
@Command(
        name = "compare",
        description = {
            "Up to four runs beside each other, each from its own start: a table, and a panel for each quantity. It moves",
            "until the last of them is over.",
            ""
        },
        sortOptions = false)
final class CompareRuns implements Runnable {

    private final MagicContext context;
    private final LiveMonitors monitors;

    @Parameters(arity = "0..*", paramLabel = "RUN", description = "Two to four runs, each by number, label or name.")
    private List<String> named = new ArrayList<>();

    @Option(
            names = "--by",
            paramLabel = "AXIS",
            defaultValue = "time",
            completionCandidates = Axes.class,
            description = "time since each run's start, or step. ${DEFAULT-VALUE} if left out.")
    private String by = "time";

    @Mixin
    private final IntervalOption interval = new IntervalOption();

    @Mixin
    private final GpuOption gpus = new GpuOption();

    CompareRuns(MagicContext context, LiveMonitors monitors) {
        this.context = context;
        this.monitors = monitors;
    }

    private enum Axis {
        TIME,
        STEP
    }

    /** The axes by their names. */
    static final class Axes extends EnumNames<Axis> {
        Axes() {
            super(Axis.class, "axis", " to compare by");
        }
    }

    @Override
    public void run() {
        Monitor monitor = context.monitor().get();
        RunComparison comparison = new RunComparison(runs(monitor), bySteps());
        LiveRequest request = new LiveRequest(
                interval.chosen(), Duration.ZERO, Set.of(), gpus.chosen(monitor), Optional.of(comparison));
        ComparisonOverview overview = new ComparisonOverview(
                monitor.history(), request.gpus(), monitor.settings().demo());
        Supplier<Bundle> table = () ->
                overview.of(comparison.comparison(), context.clock().millis()).bundle();
        CellDisplay cell = new TableAbove(context.display(), table, context.clock());
        if (comparison.isOver()) {
            monitors.showStill(request, List.of(), cell);
        } else {
            monitors.start(request, cell);
        }
    }

    private List<ReadableRun> runs(Monitor monitor) {
        if (named.size() < 2 || named.size() > Comparison.MOST) {
            throw new MagicException("A comparison is of two to four runs, not of " + named.size() + ".");
        }
        List<ReadableRun> runs = new ArrayList<>();
        for (String name : named) {
            ReadableRun run = NamedRuns.find(name, monitor.archive(), List.of());
            if (runs.stream().anyMatch(other -> other.label().equals(run.label()))) {
                throw new MagicException("\"" + name + "\" is run " + run.label() + ", which is named twice.");
            }
            runs.add(run);
        }
        return runs;
    }

    private boolean bySteps() {
        return by.equals("steps") || new Axes().named(by) == Axis.STEP;
    }
}
