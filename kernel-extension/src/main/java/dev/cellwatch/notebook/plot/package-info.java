/** Figures: from history to Plotly, SVG and text. */
@NullMarked
package dev.cellwatch.notebook.plot;

import org.jspecify.annotations.NullMarked;
