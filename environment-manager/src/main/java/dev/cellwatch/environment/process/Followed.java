package dev.cellwatch.environment.process;

import dev.cellwatch.environment.console.Progress;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that took a while, and was watched: what it wrote was shown line by line as the detail of a progress.
 *
 * @param exitCode how it ended
 * @param lines all that it wrote
 */
public record Followed(int exitCode, List<String> lines) {

    public Followed {
        lines = List.copyOf(lines);
    }

    /** Runs it to its end under that progress. */
    public static Followed by(Progress work, Programs programs, Invocation invocation) {
        List<String> lines = new ArrayList<>();
        try (Progress progress = work.started()) {
            int exitCode = programs.follow(invocation, line -> {
                lines.add(line);
                progress.detail(line);
            });
            return new Followed(exitCode, lines);
        }
    }

    public boolean succeeded() {
        return exitCode == 0;
    }
}
