/** What notebooks use, imported into every cell: {@link dev.cellwatch.Cellwatch} and {@link dev.cellwatch.SystemMonitor}. */
@NullMarked
package dev.cellwatch;

import org.jspecify.annotations.NullMarked;
