package dev.cellwatch.monitor.host;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A container of the Docker engine.
 *
 * @param status {@code Running}, {@code Exited}, {@code Created} ...
 * @param cpuRatio 1 is one core busy; absent unless it runs
 * @param memoryLimitBytes its limit, which is the machine's memory where none is set
 * @param ports as Docker writes them, for example {@code 127.0.0.1:9090->9090/tcp}
 * @param uptime in Docker's words, for example {@code 3 hours}; empty unless it runs
 */
public record Container(
        String name,
        String image,
        String status,
        OptionalDouble cpuRatio,
        OptionalLong memoryBytes,
        OptionalLong memoryLimitBytes,
        String ports,
        String uptime) {}
