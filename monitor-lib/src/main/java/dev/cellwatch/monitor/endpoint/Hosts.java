package dev.cellwatch.monitor.endpoint;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * By which names we may be asked for. A web page elsewhere can have its own name lead to this machine, but not these:
 * they mean this machine to every browser, or were named by the user. The port does not matter, since ours is another
 * behind a tunnel or a proxy.
 *
 * @param named further names, by the user's choice
 * @param wide whether others than this machine may ask: then numbers are good, and names without a dot, which no web
 *     page has
 */
record Hosts(List<String> named, boolean wide) {

    private static final Pattern FORM = Pattern.compile("(\\[[0-9a-f:.]{2,45}]|[a-z0-9._-]{1,253})(?::\\d{1,5})?");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");

    /** The last is what containers of Docker Desktop call their host; no one else can have a name that ends so. */
    private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]", "host.docker.internal");

    Hosts {
        named = named.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    /** Whether a request with this {@code Host} is for us. */
    boolean allow(String host) {
        Matcher form = FORM.matcher(host.toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            return false;
        }
        String name = form.group(1);
        boolean number = name.startsWith("[") || IPV4.matcher(name).matches();
        return LOOPBACK.contains(name)
                || (number && name.startsWith("127."))
                || named.contains(name)
                || (wide && (number || !name.contains(".")));
    }
}
