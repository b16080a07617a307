/** The commands: options, and one call each. */
@NullMarked
package dev.cellwatch.environment.command;

import org.jspecify.annotations.NullMarked;
