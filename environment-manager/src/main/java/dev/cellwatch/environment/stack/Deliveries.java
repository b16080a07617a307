package dev.cellwatch.environment.stack;

import dev.cellwatch.environment.alert.Receiver;

/**
 * How often Alertmanager has told a receiver so far.
 *
 * @param tried requests that were sent
 * @param refused those of them that were not taken
 * @param givenUp messages that it will not try again
 */
record Deliveries(double tried, double refused, double givenUp) {

    static Deliveries to(Receiver receiver, OwnMetrics metrics) {
        return new Deliveries(
                count(receiver, metrics, "notification_requests_total"),
                count(receiver, metrics, "notification_requests_failed_total"),
                count(receiver, metrics, "notifications_failed_total"));
    }

    private static double count(Receiver receiver, OwnMetrics metrics, String name) {
        return metrics.sum("alertmanager_" + name, "integration", receiver.integration());
    }

    /** What has come to these since then. */
    Deliveries since(Deliveries before) {
        return new Deliveries(tried - before.tried, refused - before.refused, givenUp - before.givenUp);
    }

    boolean told() {
        return tried > refused;
    }

    boolean isSettled() {
        return told() || givenUp > 0;
    }

    /** For people. */
    String words() {
        if (told()) {
            return "told";
        }
        return tried > 0 ? "failed, after " + Math.round(tried) + (tried == 1 ? " attempt" : " attempts") : "not told";
    }
}
