package dev.cellwatch.monitor.endpoint;

import java.util.List;

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

    /** A program that draws nothing. */
    static LivePlots none() {
        return new LivePlots() {
            @Override
            public List<Plot> running() {
                return List.of();
            }

            @Override
            public boolean stop(int id) {
                return false;
            }
        };
    }
}
