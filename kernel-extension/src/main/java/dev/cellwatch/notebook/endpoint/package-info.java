/** The endpoint as a notebook meets it: when it starts, and how a browser gets to its page. */
@NullMarked
package dev.cellwatch.notebook.endpoint;

import org.jspecify.annotations.NullMarked;
