/** Questions to servers on this machine. */
@NullMarked
package dev.cellwatch.environment.http;

import org.jspecify.annotations.NullMarked;
