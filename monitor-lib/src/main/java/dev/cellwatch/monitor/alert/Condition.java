package dev.cellwatch.monitor.alert;

import java.time.Duration;
import java.util.List;

/** Looks whether something is so, and on what. */
@FunctionalInterface
interface Condition {

    /**
     * What it found.
     *
     * @param subject what it is about, empty for the host
     * @param held whether it has been so for the whole of the time that was asked for
     * @param number how it stands, for people
     */
    record Finding(String subject, boolean held, String number) {}

    List<Finding> in(Evidence evidence, Duration hold);
}
