package dev.cellwatch.monitor.trace;

import java.util.Locale;
import java.util.Optional;

/**
 * How the sending of spans is doing.
 *
 * @param place where they go
 * @param sent how many the collector took
 * @param dropped how many it never got
 * @param waiting how many are to be sent
 * @param trouble why they do not arrive at present, in a sentence
 */
public record TraceStatus(String place, long sent, long dropped, int waiting, Optional<String> trouble) {

    /** For people. */
    public String sentence() {
        return String.format(
                Locale.ROOT, "Traces go to %s: %d spans sent, %d dropped, %d waiting.", place, sent, dropped, waiting);
    }
}
