/** What has been measured: bounded, multi-resolution memory of every sample. */
@NullMarked
package dev.cellwatch.monitor.history;

import org.jspecify.annotations.NullMarked;
