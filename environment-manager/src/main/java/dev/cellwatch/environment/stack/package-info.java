/** The monitoring containers: what runs of them, how they are started, waited for, asked and stopped. */
@NullMarked
package dev.cellwatch.environment.stack;

import org.jspecify.annotations.NullMarked;
