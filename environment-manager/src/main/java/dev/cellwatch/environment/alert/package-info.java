/** Who is told about alerts: their secrets, and what Alertmanager reads. */
@NullMarked
package dev.cellwatch.environment.alert;

import org.jspecify.annotations.NullMarked;
