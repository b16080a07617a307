package dev.cellwatch.monitor.endpoint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What opens the page and the API of one program. Made when somebody first needs it; never written anywhere. Thread-safe. */
final class Token {

    private static final int BYTES = 32;

    private @Nullable String text;

    /** @param chosen the user's own; a random one is made where there is none */
    Token(Optional<String> chosen) {
        this.text = chosen.orElse(null);
    }

    synchronized String text() {
        String known = text;
        if (known == null) {
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            known = HexFormat.of().formatHex(random);
            text = known;
        }
        return known;
    }

    /** Whether it is this one, in a time that does not tell how much of it is. */
    boolean is(@Nullable String shown) {
        return shown != null && same(text(), shown);
    }

    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
