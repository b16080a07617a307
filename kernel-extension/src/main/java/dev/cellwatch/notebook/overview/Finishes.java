package dev.cellwatch.notebook.overview;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.alert.Stretch;
import dev.cellwatch.monitor.text.Durations;
import dev.cellwatch.monitor.text.Significant;
import dev.cellwatch.monitor.text.Times;
import dev.cellwatch.monitor.training.RunFeed;
import dev.cellwatch.monitor.training.TrainingMetric;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Training runs and long cells that were over after a moment, in a sentence each.
 *
 * @param sinceMillis the moment
 * @param atLeast how long a cell took that is worth telling
 */
public record Finishes(long sinceMillis, Duration atLeast) {

    private static final int MOST = 5;

    private record Finish(long millis, String sentence) {}

    /** The newest of them, the latest last. */
    public List<String> of(Monitor monitor) {
        Stream<Finish> runs = monitor.runs().all().stream()
                .filter(feed -> feed.isOver() && feed.endMillis() >= sinceMillis)
                .map(Finishes::run);
        Stream<Finish> cells = monitor.ran().all().stream()
                .filter(cell -> cell.endMillis() >= sinceMillis && length(cell).compareTo(atLeast) >= 0)
                .map(cell -> finish(cell.endMillis(), cell.name(), length(cell), ""));
        List<Finish> all = Stream.concat(runs, cells)
                .sorted((one, other) -> Long.compare(one.millis(), other.millis()))
                .toList();
        return all.subList(Math.max(0, all.size() - MOST), all.size()).stream()
                .map(Finish::sentence)
                .toList();
    }

    private static Duration length(Stretch cell) {
        return Duration.ofMillis(cell.endMillis() - cell.startMillis());
    }

    private static Finish run(RunFeed feed) {
        OptionalDouble loss = feed.record().latest(TrainingMetric.LOSS.id());
        return finish(
                feed.endMillis(),
                "Training run " + feed.name(),
                Duration.ofMillis(feed.endMillis() - feed.startMillis()),
                loss.isPresent() ? ", loss " + Significant.text(loss.getAsDouble()) : "");
    }

    private static Finish finish(long millis, String what, Duration took, String result) {
        String at = Times.clock(millis, ZoneId.systemDefault());
        String time = Durations.text(Duration.ofSeconds(took.toSeconds()));
        return new Finish(millis, "Over at " + at + ": " + what + ", after " + time + result + ".");
    }
}
