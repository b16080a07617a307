/** What this machine has and lacks, a line for each, with what to do about it. */
@NullMarked
package dev.cellwatch.environment.doctor;

import org.jspecify.annotations.NullMarked;
