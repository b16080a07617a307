package dev.cellwatch.environment.jupyter;

/**
 * A Python interpreter that can make virtual environments.
 *
 * @param executable as found, a name on the PATH or a path
 * @param version such as {@code 3.11.9}
 */
public record Python(String executable, String version) {}
