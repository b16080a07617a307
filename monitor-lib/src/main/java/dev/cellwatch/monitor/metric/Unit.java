package dev.cellwatch.monitor.metric;

import java.util.Locale;

/** A base unit: how its values are named in an exposition and written for people. */
public enum Unit {
    BYTES("bytes"),
    BYTES_PER_SECOND("bytes_per_second"),
    RATIO("ratio"),
    WATTS("watts"),
    JOULES("joules"),
    CELSIUS("celsius"),
    HERTZ("hertz"),
    SECONDS("seconds"),
    PER_SECOND("per_second"),
    COUNT("");

    private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private final String suffix;

    Unit(String suffix) {
        this.suffix = suffix;
    }

    /** The last part of a metric's name, empty for plain numbers. */
    public String suffix() {
        return suffix;
    }

    /** {@code 0.873} as {@code "87 %"}, {@code 7.9e10} bytes as {@code "73.6 GiB"}: a number and its unit for people. */
    public String format(double value) {
        return switch (this) {
            case BYTES -> bytes(value);
            case BYTES_PER_SECOND -> bytes(value) + "/s";
            case RATIO -> number(value * 100) + " %";
            case WATTS -> number(value) + " W";
            case JOULES -> number(value) + " J";
            case CELSIUS -> number(value) + " °C";
            case HERTZ -> number(value / 1e6) + " MHz";
            case SECONDS -> value < 1 ? number(value * 1000) + " ms" : number(value) + " s";
            case PER_SECOND -> number(value) + "/s";
            case COUNT -> number(value);
        };
    }

    /** {@code 0.314} as {@code "31 %"}: a share in whole percents. */
    public static String percent(double ratio) {
        return Math.round(100 * ratio) + " %";
    }

    private static String bytes(double value) {
        double scaled = value;
        int power = 0;
        while (Math.abs(scaled) >= 1024 && power < BINARY.length - 1) {
            scaled /= 1024;
            power++;
        }
        return (power == 0 ? Long.toString(Math.round(scaled)) : String.format(Locale.ROOT, "%.1f", scaled)) + " "
                + BINARY[power];
    }

    private static String number(double value) {
        if (Math.abs(value) >= 10 || value == Math.rint(value)) {
            return Long.toString(Math.round(value));
        }
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
