package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.text.Durations;
import java.time.Duration;
import picocli.CommandLine.Option;

/** {@code --interval}, for every magic whose plot moves with a run. */
final class IntervalOption {

    @Option(
            names = "--interval",
            paramLabel = "S",
            defaultValue = "1",
            description = "Time between two frames, from 0.25 s. ${DEFAULT-VALUE} if left out.")
    private String interval = "1";

    Duration chosen() {
        return parse(interval);
    }

    /** An interval as somebody wrote it, which drivers and people can follow. */
    static Duration parse(String written) {
        return Durations.parse(written)
                .filter(Durations::isInterval)
                .orElseThrow(() -> MagicException.ofInterval(written));
    }
}
