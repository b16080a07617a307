package dev.cellwatch.environment.doctor;

import java.util.Optional;

/**
 * One line of the doctor.
 *
 * @param subject what was looked at
 * @param level how it is
 * @param text what was found, as a sentence
 * @param advice what to do about it, where there is something to do
 */
public record Finding(String subject, Level level, String text, Optional<String> advice) {

    /** How it is. */
    public enum Level {
        OK("ok"),
        WARN("warn"),
        FAIL("fail"),
        /** A failure because a needed program is not there. */
        MISSING("fail");

        private final String word;

        Level(String word) {
            this.word = word;
        }

        /** As it is shown. */
        public String word() {
            return word;
        }
    }

    static Finding ok(String subject, String text) {
        return new Finding(subject, Level.OK, text, Optional.empty());
    }

    static Finding warn(String subject, String text, String advice) {
        return new Finding(subject, Level.WARN, text, Optional.of(advice));
    }

    static Finding fail(String subject, String text, String advice) {
        return new Finding(subject, Level.FAIL, text, Optional.of(advice));
    }

    static Finding missing(String subject, String text, String advice) {
        return new Finding(subject, Level.MISSING, text, Optional.of(advice));
    }
}
