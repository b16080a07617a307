/** Settings, read from the environment in one place. */
@NullMarked
package dev.cellwatch.monitor.settings;

import org.jspecify.annotations.NullMarked;
