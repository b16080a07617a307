/** For trainings with DJL. Its classes are loaded only by code that names them, where DJL is there. */
@NullMarked
package dev.cellwatch.djl;

import org.jspecify.annotations.NullMarked;
