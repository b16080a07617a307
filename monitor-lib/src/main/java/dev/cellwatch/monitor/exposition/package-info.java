/** What a scrape is answered with: all that was measured, and a notebook's own metrics, in the words of Prometheus. */
@NullMarked
package dev.cellwatch.monitor.exposition;

import org.jspecify.annotations.NullMarked;
