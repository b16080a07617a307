/** Logs as lines of JSON: whole lines in files of bounded size, whatever happens to disk and process. */
@NullMarked
package dev.cellwatch.monitor.log;

import org.jspecify.annotations.NullMarked;
