package dev.cellwatch.notebook.plot;

import dev.cellwatch.monitor.text.Durations;
import dev.cellwatch.monitor.text.Significant;
import dev.cellwatch.monitor.training.Epochs;
import dev.cellwatch.monitor.training.RunFeed;
import dev.cellwatch.monitor.training.TrainingMetric;
import dev.cellwatch.monitor.training.TrainingRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** What a run is at, in words; what is not known is left out. */
public final class RunWords {

    private RunWords() {}

    /** The run's name and where it is, in one line. */
    static String headline(RunFeed feed, long nowMillis) {
        List<String> parts = new ArrayList<>(List.of(feed.run().name()));
        parts.addAll(of(feed, nowMillis));
        return String.join(Headline.BETWEEN, parts);
    }

    /** {@code epoch 7 of 10, 2 min 10 s left}, {@code loss 0.21}, {@code 1840 samples/s}. */
    static List<String> of(RunFeed feed, long nowMillis) {
        List<String> words = new ArrayList<>();
        String progress = progress(feed.run(), nowMillis);
        if (!progress.isEmpty()) {
            words.add(progress);
        }
        add("loss ", feed.latest(TrainingMetric.LOSS), "", words);
        add("validation ", feed.latest(TrainingMetric.VALIDATION_LOSS), "", words);
        if (!feed.run().isOver()) {
            add("", feed.latest(TrainingMetric.THROUGHPUT), " samples/s", words);
        }
        return words.isEmpty() ? List.of("nothing logged yet") : words;
    }

    private static void add(String before, OptionalDouble value, String after, List<String> words) {
        if (value.isPresent()) {
            words.add(before + Significant.brief(value.getAsDouble()) + after);
        }
    }

    /** {@code epoch 7 of 10, 2 min 10 s left}; empty where there are no epochs. */
    public static String progress(TrainingRun run, long nowMillis) {
        Epochs epochs = run.epochs();
        if (epochs.number() == 0) {
            return "";
        }
        String of = epochs.of() > 0 ? " of " + epochs.of() : "";
        String left = run.isOver()
                ? ""
                : epochs.left(nowMillis)
                        .map(rest -> ", " + Durations.text(Duration.ofSeconds(rest.toSeconds())) + " left")
                        .orElse("");
        return "epoch " + epochs.number() + of + left;
    }
}
