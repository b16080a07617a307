/** What was measured in a stretch of time, as rows and columns: for tables, CSV and JSON lines. */
@NullMarked
package dev.cellwatch.monitor.extract;

import org.jspecify.annotations.NullMarked;
