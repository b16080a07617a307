/** Memory that only the kernel itself can give back: what is left over, and what frameworks hold outside the heap. */
@NullMarked
package dev.cellwatch.notebook.memory;

import org.jspecify.annotations.NullMarked;
