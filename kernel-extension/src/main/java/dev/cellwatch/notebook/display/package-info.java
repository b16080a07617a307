/** What a cell shows: bundles of MIME types, shown once and updated in place. */
@NullMarked
package dev.cellwatch.notebook.display;

import org.jspecify.annotations.NullMarked;
