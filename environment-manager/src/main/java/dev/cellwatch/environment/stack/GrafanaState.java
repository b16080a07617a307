package dev.cellwatch.environment.stack;

import java.nio.file.Path;

/**
 * The running Grafana, as whoever opens it finds it.
 *
 * @param user who that is
 * @param passwordFile where the password lies
 * @param logIn whether that opens it
 * @param connected whether its data source, Prometheus, answers
 * @param dashboards how many it has
 */
public record GrafanaState(String user, Path passwordFile, LogIn logIn, boolean connected, int dashboards) {

    /** What it says to a name and a password. */
    public enum LogIn {
        OPENS,
        REFUSES,
        SAYS_NOTHING
    }
}
