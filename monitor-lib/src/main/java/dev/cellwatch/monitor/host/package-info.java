/** The host: CPU, memory, disks, networks, limits of the leaf control group, processes, containers. */
@NullMarked
package dev.cellwatch.monitor.host;

import org.jspecify.annotations.NullMarked;
