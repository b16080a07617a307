/** The one place that knows JJava. */
@NullMarked
package dev.cellwatch.notebook.jjava;

import org.jspecify.annotations.NullMarked;
