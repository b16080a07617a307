package dev.cellwatch.notebook.live;

import java.time.Duration;

/** Runs things later, one after the other. */
@FunctionalInterface
interface Timer {

    void in(Duration delay, Runnable task);
}
