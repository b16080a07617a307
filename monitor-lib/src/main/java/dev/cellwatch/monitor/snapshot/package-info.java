/** GPU, host and network at one moment as one object with fixed keys. */
@NullMarked
package dev.cellwatch.monitor.snapshot;

import org.jspecify.annotations.NullMarked;
