package dev.cellwatch.monitor.training;

/** Is told how a run goes, on the thread that trains: it does not wait, and costs next to nothing. */
@FunctionalInterface
public interface RunFollower {

    /** The run is over. */
    void ended();

    /**
     * An epoch begins.
     *
     * @param of how many there will be, 0 if that is not known
     */
    default void epoch(int number, int of) {}

    /**
     * A batch begins on this thread.
     *
     * @param number which, counted from 1
     * @return is run when it is done
     */
    default Runnable batch(long number) {
        return () -> {};
    }

    /** A batch that somebody else timed is done. */
    default void batchTook(long number, double seconds) {}
}
