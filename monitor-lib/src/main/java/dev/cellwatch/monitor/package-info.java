/** Where everything is wired together. */
@NullMarked
package dev.cellwatch.monitor;

import org.jspecify.annotations.NullMarked;
