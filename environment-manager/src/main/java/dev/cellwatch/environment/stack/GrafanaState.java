package dev.cellwatch.environment.stack;

import java.nio.file.Path;

/**
 * The running Grafana, as whoever opens it finds it.
 *
 * @param user who that is
 * @param passwordFile where the password lies
 * @param opens whether that opens it
 * @param connected whether its data source, Prometheus, answers
 * @param dashboards how many it has
 */
public record GrafanaState(String user, Path passwordFile, boolean opens, boolean connected, int dashboards) {}
