package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.jvm.JvmMetric;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.text.Durations;
import dev.cellwatch.notebook.display.Bundle;
import dev.cellwatch.notebook.live.AlertWatch;
import dev.cellwatch.notebook.overview.AlertOverview;
import dev.cellwatch.notebook.overview.Finishes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code %alerts}: what is the matter with GPUs, host and training. */
@Command(
        description = {
            "What is the matter, or is about to be, with GPUs, host, memory and training runs.",
            "",
            "%%alerts          now, as far as it was measured",
            "%%alerts watch    from now on, in this cell: it is measured, and each change is shown once",
            "%%alerts watch --finish 5m    tells also when a run, or a cell of 5 minutes or more, is over",
            "%%alerts stop     ends that",
            "%%alerts rules    what is looked for",
            ""
        },
        sortOptions = false)
final class AlertsCommand implements Runnable {

    /** What is older than this, and than a few readings, is no present. */
    private static final Duration LATELY = Duration.ofSeconds(15);

    private final MagicContext context;
    private final AlertWatch watch;

    AlertsCommand(MagicContext context, AlertWatch watch) {
        this.context = context;
        this.watch = watch;
    }

    CommandLine line() {
        return new CommandLine(this)
                .addSubcommand(new Watch())
                .addSubcommand(new Stop())
                .addSubcommand(new Rules());
    }

    @Override
    public void run() {
        context.display().show(words(new AlertWatch.Seen(context.monitor().get().alerts(), List.of())));
    }

    private Bundle words(AlertWatch.Seen seen) {
        Monitor monitor = context.monitor().get();
        List<String> notes = Stream.concat(seen.finished().stream(), unmeasured(monitor).stream())
                .toList();
        return AlertOverview.of(seen.alerts(), notes, monitor.settings().demo()).bundle();
    }

    /** Limits that must be held for minutes need somebody who measures for minutes. */
    private Optional<String> unmeasured(Monitor monitor) {
        Duration readings = monitor.settings().interval().multipliedBy(3);
        Duration lately = readings.compareTo(LATELY) > 0 ? readings : LATELY;
        boolean measured = monitor.history().subjects(Subject.Kind.JVM).stream().anyMatch(jvm -> monitor.history()
                .latest(jvm, JvmMetric.HEAP_USED, context.clock().millis(), lately)
                .isPresent());
        return measured || watch.isOn()
                ? Optional.empty()
                : Optional.of("Nothing is measured at present: %alerts watch, a live plot or a training run has it"
                        + " measured.");
    }

    @Command(name = "watch", description = "Measures from now on, and shows each change once, in this cell.")
    private final class Watch implements Runnable {
        @Option(
                names = "--finish",
                arity = "0..1",
                fallbackValue = "1m",
                paramLabel = "T",
                description = "Tell also when a training run, or a cell that took that long, is over."
                        + " ${FALLBACK-VALUE} if no time is named.")
        @Nullable
        String finish;

        @Override
        public void run() {
            watch.begin(context.display(), finished(), AlertsCommand.this::words);
        }

        private Function<Monitor, List<String>> finished() {
            if (finish == null) {
                return monitor -> List.of();
            }
            Duration atLeast = Durations.parse(finish)
                    .orElseThrow(() -> new MagicException(
                            "--finish takes how long a cell must have taken, such as 30 or 5m, not \"" + finish
                                    + "\"."));
            Finishes finishes = new Finishes(context.clock().millis(), atLeast);
            return finishes::of;
        }
    }

    @Command(name = "stop", description = "Ends %%alerts watch.")
    private final class Stop implements Runnable {
        @Override
        public void run() {
            boolean was = watch.isOn();
            watch.close();
            context.display().show(Bundle.text(was ? "Alerts are no longer watched." : "No alerts were watched."));
        }
    }

    @Command(name = "rules", description = "What is looked for.")
    private final class Rules implements Runnable {
        @Override
        public void run() {
            int critical = context.monitor().get().settings().alerting().criticalCelsius();
            context.display().show(AlertOverview.rules(critical).bundle());
        }
    }
}
