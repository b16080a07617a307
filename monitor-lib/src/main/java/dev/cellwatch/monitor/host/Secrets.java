package dev.cellwatch.monitor.host;

import java.util.regex.Pattern;

/** Keeps passwords, tokens and keys out of what is shown of a command line. */
final class Secrets {

    static final String MASK = "***";

    /** {@code --password x}, {@code --api-key=x}, {@code TOKEN=x}, {@code -Dssl.keyStorePassword=x}: the value goes. */
    private static final Pattern NAMED = Pattern.compile(
            "(?i)([\\w.-]{0,64}(?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|credential)[\\w.-]*"
                    + "(?:\\s*[=:]\\s*|\\s+))(?!-)(\"[^\"]*\"|'[^']*'|\\S+)");

    /** {@code https://user:password@host}. */
    private static final Pattern IN_URL = Pattern.compile("(://[^\\s:/@]*:)[^\\s@/]+(@)");

    private static final Pattern BEARER = Pattern.compile("(?i)(bearer\\s+|basic\\s+)[\\w.~+/=-]{8,}");

    /** Tokens that tell what they are by their first letters. */
    private static final Pattern KNOWN =
            Pattern.compile("\\b(?:gh[opsu]_|github_pat_|glpat-|hf_|sk-|xox[abprs]-|AKIA|eyJ)[A-Za-z0-9_.\\-]{12,}");

    private Secrets() {}

    /** The command line with {@code ***} in place of what looks like a secret. */
    static String mask(String command) {
        String masked = NAMED.matcher(command).replaceAll("$1" + MASK);
        masked = IN_URL.matcher(masked).replaceAll("$1" + MASK + "$2");
        masked = BEARER.matcher(masked).replaceAll("$1" + MASK);
        return KNOWN.matcher(masked).replaceAll(MASK);
    }
}
