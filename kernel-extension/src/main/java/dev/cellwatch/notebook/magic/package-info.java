/** The magics: parsing, help, and what each does. */
@NullMarked
package dev.cellwatch.notebook.magic;

import org.jspecify.annotations.NullMarked;
