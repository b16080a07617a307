/** What GPUs and host measure now, read once in this process and written for people or programs. */
@NullMarked
package dev.cellwatch.environment.report;

import org.jspecify.annotations.NullMarked;
