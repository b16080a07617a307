package dev.cellwatch.notebook.plot;

import dev.cellwatch.monitor.text.Durations;
import dev.cellwatch.monitor.text.Significant;
import dev.cellwatch.monitor.training.Epochs;
import dev.cellwatch.monitor.training.ReadableRun;
import dev.cellwatch.monitor.training.TrainingMetric;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What a run is at, in words; what is not known is left out. */
public final class RunWords {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private RunWords() {}

    /** The run's name and where it is, in one line. */
    static String headline(ReadableRun run, long nowMillis) {
        List<String> parts = new ArrayList<>(List.of(run.name()));
        parts.addAll(of(run, nowMillis));
        return String.join(Headline.BETWEEN, parts);
    }

    /** {@code epoch 7 of 10, 2 min 10 s left}, {@code loss 0.21}, {@code 1840 samples/s}. */
    static List<String> of(ReadableRun run, long nowMillis) {
        List<String> words = new ArrayList<>();
        String progress = progress(run, nowMillis);
        if (!progress.isEmpty()) {
            words.add(progress);
        }
        add("loss ", run.latest(TrainingMetric.LOSS), "", words);
        add("validation ", run.latest(TrainingMetric.VALIDATION_LOSS), "", words);
        if (!run.isOver()) {
            add("", run.latest(TrainingMetric.THROUGHPUT), " samples/s", words);
        }
        return words.isEmpty() ? List.of("nothing logged yet") : words;
    }

    /** {@code  loss 0.21}, with a space before it; empty where there is none. */
    static String loss(ReadableRun run) {
        OptionalDouble loss = run.latest(TrainingMetric.LOSS);
        return loss.isPresent() ? " loss " + Significant.brief(loss.getAsDouble()) : "";
    }

    private static void add(String before, OptionalDouble value, String after, List<String> words) {
        if (value.isPresent()) {
            words.add(before + Significant.brief(value.getAsDouble()) + after);
        }
    }

    /** {@code epoch 7 of 10, 2 min 10 s left}; empty where there are no epochs. */
    public static String progress(ReadableRun run, long nowMillis) {
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

    /** When it began, by this machine's clock on the wall: {@code 2026-04-18 09:15}. */
    public static String began(ReadableRun run) {
        return TIME.format(Instant.ofEpochMilli(run.startMillis()).atZone(ZoneId.systemDefault()));
    }

    /** The notebook's own name, without where it lies; empty where it is not known. */
    public static String notebook(ReadableRun run) {
        String path = run.notebook().orElse("");
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }
}
