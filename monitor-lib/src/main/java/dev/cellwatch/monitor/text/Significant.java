package dev.cellwatch.monitor.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers of any size for people, by their first digits. */
public final class Significant {

    private static final MathContext THREE = new MathContext(3);
    private static final MathContext FOUR = new MathContext(4);
    private static final BigDecimal THOUSANDS = new BigDecimal("10000");
    private static final BigDecimal TOO_MANY = new BigDecimal("1000000000");
    private static final BigDecimal SMALLEST_PLAIN = new BigDecimal("0.0001");
    private static final BigDecimal LARGEST_PLAIN = new BigDecimal("1000000");

    private Significant() {}

    /** {@code 0.2134}, {@code 1.5e-5}, {@code 1840}, {@code 1.2e+9}: a finite number by its first four digits. */
    public static String text(double value) {
        return text(new BigDecimal(value).round(FOUR));
    }

    /** {@code 0.213}, {@code 1,840}: a number that moves, by its first three digits, whole ones by all they have. */
    public static String brief(double value) {
        return Math.abs(value) >= 100 && Math.abs(value) < 1e6
                ? String.format(Locale.ROOT, "%,d", Math.round(value))
                : text(new BigDecimal(value).round(THREE));
    }

    /** As many digits as there are, or with an exponent where that is much shorter. */
    public static String text(BigDecimal value) {
        BigDecimal bare = value.stripTrailingZeros();
        if (bare.signum() == 0) {
            return "0";
        }
        boolean plain = bare.abs().compareTo(SMALLEST_PLAIN) >= 0 && bare.abs().compareTo(LARGEST_PLAIN) < 0;
        return plain ? bare.toPlainString() : scientific(bare);
    }

    /** One digit before the point. */
    private static String scientific(BigDecimal value) {
        int exponent = value.precision() - value.scale() - 1;
        String mantissa = value.movePointLeft(exponent).stripTrailingZeros().toPlainString();
        return mantissa + "e" + (exponent < 0 ? "" : "+") + exponent;
    }

    /**
     * A whole number of steps of that width, without the noise of its last bits and short enough for an axis: {@code 0.3},
     * {@code 15k}, {@code 2M}.
     */
    public static String steps(long count, double step) {
        BigDecimal value = new BigDecimal(step).round(FOUR).multiply(BigDecimal.valueOf(count));
        BigDecimal size = value.abs();
        if (size.compareTo(THOUSANDS) < 0 || size.compareTo(TOO_MANY) >= 0) {
            return text(value);
        }
        return size.compareTo(LARGEST_PLAIN) < 0
                ? text(value.movePointLeft(3)) + "k"
                : text(value.movePointLeft(6)) + "M";
    }
}
