/** For trainings with DL4J. Its classes are loaded only by code that names them, where DL4J is there. */
@NullMarked
package dev.cellwatch.dl4j;

import org.jspecify.annotations.NullMarked;
