/** Services beside the notebooks, and whether they answer. */
@NullMarked
package dev.cellwatch.monitor.service;

import org.jspecify.annotations.NullMarked;
