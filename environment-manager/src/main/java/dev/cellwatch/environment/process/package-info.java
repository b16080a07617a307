/** Other programs, behind argv in and outcome out. */
@NullMarked
package dev.cellwatch.environment.process;

import org.jspecify.annotations.NullMarked;
