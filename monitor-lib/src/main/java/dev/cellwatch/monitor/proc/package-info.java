/** The kernel's own text files, for whoever reads one every second. */
@NullMarked
package dev.cellwatch.monitor.proc;

import org.jspecify.annotations.NullMarked;
