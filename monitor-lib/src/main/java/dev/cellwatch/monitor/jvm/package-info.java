/** The JVM that this code runs in. */
@NullMarked
package dev.cellwatch.monitor.jvm;

import org.jspecify.annotations.NullMarked;
