package dev.cellwatch.monitor.alert;

/**
 * Code that ran from one moment to another, such as a cell of a notebook.
 *
 * @param code the same for the same code
 * @param name what people know this run of it by
 */
public record Stretch(int code, String name, long startMillis, long endMillis) {}
