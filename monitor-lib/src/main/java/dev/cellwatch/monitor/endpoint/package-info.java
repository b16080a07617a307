/** What this program serves over HTTP: metrics for Prometheus, an API for its page, and who may ask for which. */
@NullMarked
package dev.cellwatch.monitor.endpoint;

import org.jspecify.annotations.NullMarked;
