/** Traces: what happens as a tree of spans, sent to a collector where one is set. The one place that knows OpenTelemetry. */
@NullMarked
package dev.cellwatch.monitor.trace;

import org.jspecify.annotations.NullMarked;
