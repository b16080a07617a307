/** Plots that move: started in one cell, going on while others run, bounded in number. */
@NullMarked
package dev.cellwatch.notebook.live;

import org.jspecify.annotations.NullMarked;
