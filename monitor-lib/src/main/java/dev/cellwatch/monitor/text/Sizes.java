package dev.cellwatch.monitor.text;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sizes as people write them. */
public final class Sizes {

    private static final Pattern FORM = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,6})?) ?(?:([kmgt])(?:i?b)?|b)?");

    private Sizes() {}

    /** Reads {@code 64MiB}, {@code 64M}, {@code 1.5 GB}, {@code 4096}: bytes, units by 1024; nothing for anything else. */
    public static Optional<Long> parse(String text) {
        Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            return Optional.empty();
        }
        return Optional.of(Math.round(Double.parseDouble(form.group(1)) * unit(form.group(2))));
    }

    private static double unit(@Nullable String letter) {
        return switch (letter == null ? "" : letter) {
            case "k" -> 1L << 10;
            case "m" -> 1L << 20;
            case "g" -> 1L << 30;
            case "t" -> 1L << 40;
            default -> 1;
        };
    }
}
