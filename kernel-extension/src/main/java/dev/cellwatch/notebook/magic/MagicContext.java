package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.notebook.display.CellDisplay;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What one call of a magic works with.
 *
 * @param display the cell in which the magic runs
 * @param monitor the kernel's monitor, opened by the first that asks
 * @param clock the time
 */
public record MagicContext(CellDisplay display, Supplier<Monitor> monitor, InstantSource clock) {}
