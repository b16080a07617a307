/** What the overview magics tell: from readings to tables. */
@NullMarked
package dev.cellwatch.notebook.overview;

import org.jspecify.annotations.NullMarked;
