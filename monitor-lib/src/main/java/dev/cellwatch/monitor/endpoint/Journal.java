package dev.cellwatch.monitor.endpoint;

/** What is remembered about answers: how many and how long, and what went wrong. */
record Journal(RequestStatistics statistics, Troubles troubles) {}
