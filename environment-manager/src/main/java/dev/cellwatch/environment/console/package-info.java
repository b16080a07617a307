/** What a person at the terminal sees: lines, progress, and failures in one sentence. */
@NullMarked
package dev.cellwatch.environment.console;

import org.jspecify.annotations.NullMarked;
