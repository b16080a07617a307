/** Tests of the figures, and the made-up machine that they are drawn from. */
@NullMarked
package dev.cellwatch.notebook.plot;

import org.jspecify.annotations.NullMarked;
