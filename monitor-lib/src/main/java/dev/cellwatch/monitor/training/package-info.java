/** What a training run says of itself: taken over without holding the training up, kept in bounded memory. */
@NullMarked
package dev.cellwatch.monitor.training;

import org.jspecify.annotations.NullMarked;
