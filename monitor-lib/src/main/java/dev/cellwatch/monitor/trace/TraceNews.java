package dev.cellwatch.monitor.trace;

/**
 * Something that users of traces must know.
 *
 * @param sentence what
 * @param bad whether something is wrong, or well again
 */
public record TraceNews(String sentence, boolean bad) {}
