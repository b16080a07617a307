package dev.cellwatch.monitor.endpoint;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What a program draws live for its user, for the page that can stop it. Thread-safe. */
public interface LivePlots {

    /**
     * One of them.
     *
     * @param name what its user knows it by
     * @param left when it ends, in words
     */
    record Plot(int id, String name, String left) {}

    /** Those that run, the oldest first. */
    List<Plot> running();

    /** Ends one; false when none of that number runs. */
    boolean stop(int id);

    /** Those that the program has named by the time that somebody asks; none before that. */
    static LivePlots of(Supplier<Optional<LivePlots>> named) {
        return new LivePlots() {
            @Override
            public List<Plot> running() {
                return named.get().map(LivePlots::running).orElse(List.of());
            }

            @Override
            public boolean stop(int id) {
                return named.get().filter(plots -> plots.stop(id)).isPresent();
            }
        };
    }

    /** A program that draws nothing. */
    static LivePlots none() {
        return of(Optional::empty);
    }
}
