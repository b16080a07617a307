/** What a stretch of time did to GPU, host and JVM: a cell's report, its energy and its bottleneck. */
@NullMarked
package dev.cellwatch.monitor.measure;

import org.jspecify.annotations.NullMarked;
