package dev.cellwatch.monitor.trace;

import dev.cellwatch.monitor.settings.TraceSettings.Upstream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values that go along with requests, as W3C's Baggage writes them. Thread-safe. */
final class Baggage {

    static final String HEADER = "baggage";

    private static final Pattern KEY = Pattern.compile("[\\w!#$%&'*+.^`|~-]{1,256}");
    private static final int MOST = 64;
    private static final int LONGEST = 4096;

    private final Map<String, String> own = new LinkedHashMap<>();

    synchronized void put(String key, @Nullable String value) {
        if (value == null) {
            own.remove(key);
            return;
        }
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("A key of baggage is letters, digits, - and _, not \"" + key + "\".");
        }
        if (value.length() > LONGEST || (own.size() >= MOST && !own.containsKey(key))) {
            throw new IllegalArgumentException("Baggage is for " + MOST + " values of " + LONGEST
                    + " letters, because it goes with each request.");
        }
        own.put(key, value);
    }

    /** The headers with all that is known here, own values in place of those that came in under their key. */
    synchronized Map<String, String> onto(Upstream upstream, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        StringJoiner entries = new StringJoiner(",");
        for (String entry : upstream.headers().getOrDefault(HEADER, "").split(",", -1)) {
            String key = entry.split("[=;]", 2)[0].strip();
            if (!key.isEmpty() && !own.containsKey(key)) {
                entries.add(entry.strip());
            }
        }
        own.forEach((key, value) -> entries.add(
                key + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20")));
        if (upstream.baggage() && entries.length() > 0) {
            all.put(HEADER, entries.toString());
        }
        return Map.copyOf(all);
    }
}
