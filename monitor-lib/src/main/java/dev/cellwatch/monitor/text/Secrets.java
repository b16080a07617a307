package dev.cellwatch.monitor.text;

import java.util.regex.Pattern;

/** Keeps passwords, tokens and keys out of what is shown of a command line, and out of logs. */
public final class Secrets {

    public static final String MASK = "***";

    /** What secrets are called; a tokenizer is none. */
    private static final String NAME =
            "[\\w.-]{0,64}(?:password|passwd|passphrase|pwd|secret|token(?!i[sz])|api[_-]?key"
                    + "|access[_-]?key|private[_-]?key|credential)[\\w.-]{0,64}";

    private static final String VALUE = "(\"[^\"]*\"|'[^']*'|\\S+)";

    /** {@code --password x}, {@code --api-key=x}, {@code TOKEN=x}, {@code -Dssl.keyStorePassword=x}: the value goes. */
    private static final Pattern IN_COMMAND = Pattern.compile("(?i)(" + NAME + "(?:\\s*[=:]\\s*|\\s+))(?!-)" + VALUE);

    /** {@code token=x}, {@code "api_key": "x"}, {@code --token x}. */
    private static final Pattern IN_TEXT = Pattern.compile("(?i)(" + NAME + "[\"']?\\s*[=:]\\s*|-{1,2}" + NAME
            + "\\s+(?!-)|(?:password|passwd|passphrase)\\s+(?:is\\s+)?)" + VALUE);

    /** {@code https://user:password@host}. */
    private static final Pattern IN_URL = Pattern.compile("(://[^\\s:/@]*:)[^\\s@/]+(@)");

    private static final Pattern BEARER = Pattern.compile("(?i)(bearer\\s+|basic\\s+)[\\w.~+/=-]{8,}");

    /** Tokens that tell what they are by their first letters. */
    private static final Pattern KNOWN =
            Pattern.compile("\\b(?:gh[opsu]_|github_pat_|glpat-|hf_|sk-|xox[abprs]-|AKIA|eyJ)[A-Za-z0-9_.\\-]{12,}");

    private static final Pattern SECRET_KEY =
            Pattern.compile("(?i)" + NAME + "|.*(?:authorization|cookie).*|(?:.*[_. -])?key|(?-i:.*Key)");

    private static final Pattern TOKEN = Pattern.compile("(?i).*token.*");

    private Secrets() {}

    /** The command line with {@code ***} in place of what looks like a secret. */
    public static String mask(String command) {
        return masked(command, IN_COMMAND);
    }

    /** The same in sentences, in which the word behind "token" may well be another word. */
    public static String maskText(String text) {
        return masked(text, IN_TEXT);
    }

    private static String masked(String text, Pattern named) {
        String masked = BEARER.matcher(text).replaceAll("$1" + MASK);
        masked = named.matcher(masked).replaceAll("$1" + MASK);
        masked = IN_URL.matcher(masked).replaceAll("$1" + MASK + "$2");
        return KNOWN.matcher(masked).replaceAll(MASK);
    }

    /** Whether what stands under that name is a secret: {@code api_key}, {@code dbPassword}. A number of tokens is none. */
    public static boolean isSecret(String key, Object value) {
        boolean counts = value instanceof Number && TOKEN.matcher(key).matches();
        return !counts && SECRET_KEY.matcher(key).matches();
    }
}
