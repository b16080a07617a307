package dev.cellwatch.environment.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first two numbers of a version, as in {@code v2.26.1-4}; 0.0 of what is none. */
public record VersionNumber(int major, int minor) implements Comparable<VersionNumber> {

    private static final Pattern FORM = Pattern.compile("v?(\\d{1,6})(?:\\.(\\d{1,6}))?.*", Pattern.DOTALL);

    public static VersionNumber of(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            return new VersionNumber(0, 0);
        }
        int minor = form.group(2) == null ? 0 : Integer.parseInt(form.group(2));
        return new VersionNumber(Integer.parseInt(form.group(1)), minor);
    }

    public boolean isBelow(VersionNumber other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(VersionNumber other) {
        return major == other.major ? Integer.compare(minor, other.minor) : Integer.compare(major, other.major);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
