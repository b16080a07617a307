package dev.cellwatch.notebook.plot;

/** Numbers for people, without the cost of {@code String.format} on every frame. */
final class Numbers {

    private Numbers() {}

    /** With at most one digit after the point, and none if it would be zero: {@code 73.6}, {@code 80}. */
    static String shortest(double value, int decimals) {
        if (decimals == 0 || Math.abs(value) >= 1000) {
            return Long.toString(Math.round(value));
        }
        long tenths = Math.round(value * 10);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : oneDecimal(value);
    }

    /** With one digit after the point, so that a number that moves keeps its width: {@code 57.0}. */
    static String oneDecimal(double value) {
        long tenths = Math.round(value * 10);
        String sign = tenths < 0 ? "-" : "";
        return sign + Math.abs(tenths) / 10 + "." + Math.abs(tenths) % 10;
    }
}
