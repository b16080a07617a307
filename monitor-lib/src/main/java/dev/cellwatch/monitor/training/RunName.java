package dev.cellwatch.monitor.training;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * What a kept run's file is called: names in the order of time, and never the same for two kernels.
 *
 * @param startMillis when the run started
 * @param kernel what no two kernels have in common
 * @param number the run's number in its kernel
 */
record RunName(long startMillis, String kernel, int number) implements Comparable<RunName> {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);
    private static final Pattern FORM = Pattern.compile("run-(\\d{8}T\\d{9})-([0-9a-f]{16})-(\\d{1,9})\\.json\\.gz");

    /** No letters that are read for others. */
    private static final String LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final Comparator<RunName> NEWEST_FIRST = Comparator.comparingLong(RunName::startMillis)
            .thenComparing(RunName::kernel)
            .thenComparingInt(RunName::number)
            .reversed();

    private static final int LABEL_LETTERS = 6;
    private static final int BITS = 5;

    /** The name that a file has, nothing if it is not of ours. */
    static Optional<RunName> of(String file) {
        Matcher form = FORM.matcher(file);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            long start = TIME.parse(form.group(1), Instant::from).toEpochMilli();
            return Optional.of(new RunName(start, form.group(2), Integer.parseInt(form.group(3))));
        } catch (DateTimeParseException noTime) {
            return Optional.empty();
        }
    }

    String file() {
        return "run-" + TIME.format(Instant.ofEpochMilli(startMillis)) + "-" + kernel + "-" + number + ".json.gz";
    }

    /** What people type for it; it follows from the file's name and so stays what it is. */
    String label() {
        CRC32 sum = new CRC32();
        sum.update(file().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        StringBuilder label = new StringBuilder("r-");
        for (int i = 0; i < LABEL_LETTERS; i++) {
            label.append(LETTERS.charAt((int) (sum.getValue() >> (i * BITS)) & (LETTERS.length() - 1)));
        }
        return label.toString();
    }

    /** The newest first. */
    @Override
    public int compareTo(RunName other) {
        return NEWEST_FIRST.compare(this, other);
    }
}
