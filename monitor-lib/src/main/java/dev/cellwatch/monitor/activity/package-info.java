/** What goes on in a program, for whoever looks at it from outside. */
@NullMarked
package dev.cellwatch.monitor.activity;

import org.jspecify.annotations.NullMarked;
