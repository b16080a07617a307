package dev.cellwatch.environment.engine;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first three numbers of a version, as in {@code v2.26.1-4}; what is missing, or none, is 0. */
public record VersionNumber(int major, int minor, int patch) implements Comparable<VersionNumber> {

    private static final Pattern FORM =
            Pattern.compile("v?(\\d{1,6})(?:\\.(\\d{1,6}))?(?:\\.(\\d{1,6}))?.*", Pattern.DOTALL);
    private static final Comparator<VersionNumber> ORDER = Comparator.comparingInt(VersionNumber::major)
            .thenComparingInt(VersionNumber::minor)
            .thenComparingInt(VersionNumber::patch);

    public static VersionNumber of(String text) {
        Matcher form = FORM.matcher(text.strip());
        return form.matches()
                ? new VersionNumber(number(form, 1), number(form, 2), number(form, 3))
                : new VersionNumber(0, 0, 0);
    }

    private static int number(Matcher form, int group) {
        return form.group(group) == null ? 0 : Integer.parseInt(form.group(group));
    }

    public boolean isBelow(VersionNumber other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(VersionNumber other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + (patch == 0 ? "" : "." + patch);
    }
}
