/** What is measured: metrics, their units, and the samples that carry their values. */
@NullMarked
package dev.cellwatch.monitor.metric;

import org.jspecify.annotations.NullMarked;
