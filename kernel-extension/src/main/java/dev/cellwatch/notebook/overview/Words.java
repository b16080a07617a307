package dev.cellwatch.notebook.overview;

import dev.cellwatch.monitor.metric.Unit;
import dev.cellwatch.monitor.text.Durations;
import dev.cellwatch.monitor.text.Significant;
import dev.cellwatch.notebook.table.Cell;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** Numbers as people read them. */
final class Words {

    /** From here on a share is told as a warning. */
    private static final double NEARLY_FULL = 0.9;

    private static final double JOULES_PER_WATT_HOUR = 3600;

    /** Memory that grows or shrinks by less is as it was. */
    static final double NOT_WORTH_TELLING = 1 << 20;

    private Words() {}

    static String bytes(long bytes) {
        return Unit.BYTES.format((double) bytes);
    }

    /** {@code 61.2 of 79.6 GiB}, with a bar. */
    static Cell part(long used, long total) {
        return part("", used, total);
    }

    /** The same after words that say whose it is. */
    static Cell part(String whose, long used, long total) {
        if (total <= 0) {
            return Cell.of(whose + bytes(used));
        }
        String whole = bytes(total);
        String part = bytes(used);
        String unit = whole.substring(whole.indexOf(' '));
        String shown = part.endsWith(unit) ? part.substring(0, part.length() - unit.length()) : part;
        return Cell.of(whose + shown + " of " + whole).withBar((double) used / total);
    }

    /** The same, loud where there is hardly any left. */
    static Cell filled(long used, long total) {
        Cell cell = part(used, total);
        return total > 0 && (double) used / total >= NEARLY_FULL
                ? new Cell(cell.text(), cell.share(), Cell.Tone.WARNING, cell.mark())
                : cell;
    }

    static Cell of(OptionalDouble value, Unit unit) {
        return value.isPresent() ? Cell.of(unit.format(value.getAsDouble())) : Cell.ABSENT;
    }

    static Cell share(OptionalDouble ratio) {
        return ratio.isPresent()
                ? Cell.of(Unit.percent(ratio.getAsDouble())).withBar(ratio.getAsDouble())
                : Cell.ABSENT;
    }

    /** {@code 1.41 GHz}. */
    static Optional<String> gigahertz(OptionalDouble hertz) {
        return hertz.isPresent()
                ? Optional.of(String.format(java.util.Locale.ROOT, "%.2f GHz", hertz.getAsDouble() / 1e9))
                : Optional.empty();
    }

    /** {@code 850 J}; from a watt-hour on {@code 1.2 Wh}. */
    static String energy(double joules) {
        return joules < JOULES_PER_WATT_HOUR
                ? Unit.JOULES.format(joules)
                : Significant.brief(joules / JOULES_PER_WATT_HOUR) + " Wh";
    }

    /** The two largest units: {@code 3 d 4 h}, {@code 12 min 5 s}. */
    static String duration(double seconds) {
        return Durations.text(Duration.ofSeconds(Math.round(seconds)));
    }

    /** {@code 1 process}, {@code 3 processes}. */
    static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /** {@code 230 ms}, {@code 4.2 s}, {@code 3 min 12 s}. */
    static String seconds(double seconds) {
        return seconds < 100 ? Unit.SECONDS.format(seconds) : duration(seconds);
    }
}
