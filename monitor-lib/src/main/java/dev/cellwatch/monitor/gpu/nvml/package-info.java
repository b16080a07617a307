/** The native library as it is: C names, no logic. */
@NullMarked
package dev.cellwatch.monitor.gpu.nvml;

import org.jspecify.annotations.NullMarked;
