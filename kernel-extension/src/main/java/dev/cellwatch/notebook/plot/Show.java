package dev.cellwatch.notebook.plot;

import java.util.EnumSet;
import java.util.Set;

/** A part of what a live plot can show. */
public enum Show {
    GPU,
    HOST,
    JVM,
    TRAINING;

    /** What is measured, whatever runs. */
    public static Set<Show> machine() {
        return EnumSet.of(GPU, HOST, JVM);
    }
}
