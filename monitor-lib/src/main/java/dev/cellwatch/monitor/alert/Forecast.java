package dev.cellwatch.monitor.alert;

import dev.cellwatch.monitor.history.Window;
import java.util.Optional;

/**
 * When something that fills will be full, if it goes on like that.
 *
 * @param seconds from the newest reading on
 * @param soonest the near end of the band in which it lies
 * @param latest the far end
 */
public record Forecast(double seconds, double soonest, double latest) {

    /** What is farther away than this is not known now. */
    private static final double HORIZON = 3600;
    /** A band whose far end is so many times its near end says nothing. */
    private static final double WIDEST = 3;
    /** What rose by less than this share of the whole may be anything. */
    private static final double NOTABLE = 0.02;

    /** Silent where it is not sure, does not rise, or is far from full. */
    public static Optional<Forecast> of(Window used, double capacity) {
        return spread(used) < NOTABLE * capacity
                ? Optional.empty() // most memory stands still, and is not worth a fit
                : Trend.of(used).flatMap(trend -> of(trend, capacity));
    }

    /** From the lowest of the means to the highest. */
    private static double spread(Window used) {
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (double mean : used.mean()) {
            lowest = mean < lowest ? mean : lowest; // a gap is neither
            highest = mean > highest ? mean : highest;
        }
        return highest - lowest;
    }

    static Optional<Forecast> of(Trend trend, double capacity) {
        if (capacity <= 0 || trend.slowest() <= 0 || trend.change() < NOTABLE * capacity) {
            return Optional.empty();
        }
        double left = Math.max(0, capacity - trend.level());
        Forecast forecast = new Forecast(left / trend.perSecond(), left / trend.steepest(), left / trend.slowest());
        return forecast.seconds <= HORIZON && forecast.latest <= WIDEST * forecast.soonest
                ? Optional.of(forecast)
                : Optional.empty();
    }
}
