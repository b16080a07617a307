/** Tables for notebooks and terminals, from the same rows. */
@NullMarked
package dev.cellwatch.notebook.table;

import org.jspecify.annotations.NullMarked;
