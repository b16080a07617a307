/** What people type and read, the same in a notebook and on a terminal. */
@NullMarked
package dev.cellwatch.monitor.text;

import org.jspecify.annotations.NullMarked;
