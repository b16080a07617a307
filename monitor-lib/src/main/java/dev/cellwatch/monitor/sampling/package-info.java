/** When it is measured: probes read on a steady clock, while somebody reads. */
@NullMarked
package dev.cellwatch.monitor.sampling;

import org.jspecify.annotations.NullMarked;
