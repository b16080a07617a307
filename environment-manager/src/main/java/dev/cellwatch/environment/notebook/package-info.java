/** Notebooks executed without a front end. */
@NullMarked
package dev.cellwatch.environment.notebook;

import org.jspecify.annotations.NullMarked;
