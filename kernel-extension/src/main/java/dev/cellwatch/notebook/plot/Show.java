package dev.cellwatch.notebook.plot;

/** A part of what a live plot can show. */
public enum Show {
    GPU,
    HOST,
    JVM
}
