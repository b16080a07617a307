package dev.cellwatch.monitor.measure;

import dev.cellwatch.monitor.measure.CellTimeline.Pause;
import java.util.ArrayList;
import java.util.List;

/**
 * When one probe reads during a cell: at its very start, at whole half-seconds, and at its very end. The thread that
 * does it is one of Java's: a collection stops it, too, and a reading that is late bears the time at which it was due.
 */
final class ReadingTimes {

    private static final long INTERVAL = 500;
    private static final long SLOW = 5_000;

    private final long startMillis;
    private final double seconds;
    private final List<Pause> pauses;
    private final SimulatedSensors sensors;
    private final Dice dice;

    ReadingTimes(CellClock clock, CellTimeline timeline, SimulatedSensors sensors, Dice dice) {
        this.startMillis = clock.startMillis();
        this.seconds = clock.seconds();
        this.pauses = timeline.pauses();
        this.sensors = sensors;
        this.dice = dice;
    }

    List<Reading> all() {
        List<Reading> readings = new ArrayList<>(List.of(new Reading(startMillis, 0, true, true)));
        long end = new CellClock(startMillis, seconds).endMillis();
        long slot = Math.floorDiv(startMillis, SLOW);
        long due = Math.floorDiv(startMillis, INTERVAL) * INTERVAL + INTERVAL;
        while (due < end) {
            double at = awake((due - startMillis) / 1000.0 + dice.waiting(sensors.late()));
            long stamp = Math.floorDiv(startMillis + (long) (at * 1000), INTERVAL) * INTERVAL;
            if (stamp >= end || at >= seconds) {
                break;
            }
            if (!dice.chance(sensors.missed())) {
                readings.add(new Reading(stamp, at, Math.floorDiv(stamp, SLOW) != slot, false));
                slot = Math.floorDiv(stamp, SLOW);
            }
            due = stamp + INTERVAL;
        }
        readings.add(new Reading(end, seconds, Math.floorDiv(end, SLOW) != slot, false));
        return readings;
    }

    private double awake(double at) {
        for (Pause pause : pauses) {
            if (pause.from() <= at && at < pause.to()) {
                return pause.to() + 0.0002;
            }
        }
        return at;
    }

    /**
     * One reading.
     *
     * @param stampMillis the time that its samples bear
     * @param at when it really happened, in seconds from the cell's start
     */
    record Reading(long stampMillis, double at, boolean slow, boolean first) {}

    /** When a cell began, in milliseconds since the epoch, and how long it took. */
    record CellClock(long startMillis, double seconds) {
        long endMillis() {
            return startMillis + (long) Math.ceil(seconds * 1000);
        }
    }
}
