/** What goes wrong, or is about to: rules over what was measured, and forecasts. */
@NullMarked
package dev.cellwatch.monitor.alert;

import org.jspecify.annotations.NullMarked;
