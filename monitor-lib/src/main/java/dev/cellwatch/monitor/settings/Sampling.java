package dev.cellwatch.monitor.settings;

import java.util.Locale;
import java.util.Optional;

/**
 * Which traces are kept.
 *
 * @param byParent whether what belongs to a trace of others goes by what these decided
 * @param ratio the share of the other traces, 0 to 1
 */
public record Sampling(boolean byParent, double ratio) {

    private static final String SAMPLER = "OTEL_TRACES_SAMPLER";
    private static final String ARGUMENT = "OTEL_TRACES_SAMPLER_ARG";
    private static final String PARENT = "parentbased_";
    private static final String USUAL = PARENT + "always_on";

    static Sampling read(Variables read) {
        String word = read.text(SAMPLER).orElse(USUAL).toLowerCase(Locale.ROOT);
        boolean byParent = word.startsWith(PARENT);
        return switch (byParent ? word.substring(PARENT.length()) : word) {
            case "always_on" -> new Sampling(byParent, 1);
            case "always_off" -> new Sampling(byParent, 0);
            case "traceidratio" -> new Sampling(byParent, ratio(read));
            default -> {
                read.mistake(SAMPLER, "always_on, always_off or traceidratio, or one of these after " + PARENT, USUAL);
                yield new Sampling(true, 1);
            }
        };
    }

    private static double ratio(Variables read) {
        Optional<String> share = read.text(ARGUMENT);
        try {
            double ratio = Double.parseDouble(share.orElse("1"));
            if (ratio >= 0 && ratio <= 1) {
                return ratio;
            }
        } catch (NumberFormatException notANumber) {
            // said below, like a number out of range
        }
        read.mistake(ARGUMENT, "a number from 0 to 1", "1");
        return 1;
    }

    /** For people. */
    String words() {
        return ratio * 100 + " % of traces" + (byParent ? ", or as their parent says" : "");
    }
}
