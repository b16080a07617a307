/** The launcher's entry: arguments in, exit code out. */
@NullMarked
package dev.cellwatch.environment;

import org.jspecify.annotations.NullMarked;
