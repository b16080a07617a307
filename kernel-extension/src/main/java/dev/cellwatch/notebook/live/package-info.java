/** What goes on while later cells run: plots that move and logs that grow, bounded in number. */
@NullMarked
package dev.cellwatch.notebook.live;

import org.jspecify.annotations.NullMarked;
