/** What notebooks use: one class. */
@NullMarked
package dev.cellwatch;

import org.jspecify.annotations.NullMarked;
