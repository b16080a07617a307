package dev.cellwatch.monitor.endpoint;

/** What is remembered about answers: how many and how long, and what went wrong. */
record Journal(RequestStatistics statistics, Troubles troubles) {

    /** Notes what is wrong with what is served. */
    void see(Contents contents) {
        troubles.see(contents.health().get());
        troubles.see("tracing", contents.tracing().get());
    }
}
