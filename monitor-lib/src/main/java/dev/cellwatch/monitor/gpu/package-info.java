/** NVIDIA GPUs: the metric rows, the one door to NVML, and the probe. */
@NullMarked
package dev.cellwatch.monitor.gpu;

import org.jspecify.annotations.NullMarked;
