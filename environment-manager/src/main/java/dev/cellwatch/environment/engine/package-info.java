/** What runs containers here, what it lacks, and who listens where. */
@NullMarked
package dev.cellwatch.environment.engine;

import org.jspecify.annotations.NullMarked;
