package dev.cellwatch.monitor.settings;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where and how the endpoint of this program listens.
 *
 * @param on whether it does so without being asked
 * @param port the one port that it may have, 0 for any; absent for the first free one of the usual
 * @param bind the address that it listens on
 * @param targetsDir where it is announced to Prometheus
 * @param token what opens its page and its API, instead of a random one
 * @param metricsToken what a scrape has to show; absent when a scrape needs nothing
 * @param hosts further names by which browsers reach it, through a proxy for example
 * @param host what this machine is called, where that is not its own name
 * @param mode in what sort of environment this is, such as {@code local} or {@code cloud}
 * @param role what this program is there for, such as {@code web}
 */
public record EndpointSettings(
        boolean on,
        OptionalInt port,
        String bind,
        Path targetsDir,
        Optional<String> token,
        Optional<String> metricsToken,
        List<String> hosts,
        Optional<String> host,
        Optional<String> mode,
        Optional<String> role) {

    /** Who listens on it alone can be reached from this machine alone. */
    public static final String LOOPBACK = "127.0.0.1";

    private static final int HIGHEST_PORT = 65_535;

    public EndpointSettings {
        hosts = List.copyOf(hosts);
    }

    static EndpointSettings read(Variables read, Path stateDir) {
        return new EndpointSettings(
                read.flag("CELLWATCH_METRICS", true),
                port(read),
                read.text("CELLWATCH_METRICS_BIND").orElse(LOOPBACK),
                read.text("CELLWATCH_TARGETS_DIR").map(Path::of).orElseGet(() -> stateDir.resolve("targets")),
                read.secret("CELLWATCH_TOKEN"),
                read.text("CELLWATCH_METRICS_TOKEN"),
                read.list("CELLWATCH_METRICS_HOSTS"),
                read.text("CELLWATCH_HOST"),
                read.text("CELLWATCH_MODE"),
                read.text("CELLWATCH_ROLE"));
    }

    private static OptionalInt port(Variables read) {
        Optional<String> value = read.text("CELLWATCH_METRICS_PORT");
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        if (value.get().matches("\\d{1,5}") && Integer.parseInt(value.get()) <= HIGHEST_PORT) {
            return OptionalInt.of(Integer.parseInt(value.get()));
        }
        read.mistake("CELLWATCH_METRICS_PORT", "a number from 0 to " + HIGHEST_PORT, "the first free of the usual");
        return OptionalInt.empty();
    }

    /** Whether page and administration are for nobody here: in the cloud, and where only a web server runs. */
    public boolean hidesPage() {
        return is(mode, "cloud") || is(role, "web");
    }

    private static boolean is(Optional<String> value, String word) {
        return value.filter(word::equalsIgnoreCase).isPresent();
    }

    /** For people, without the tokens. */
    Map<String, String> inForce() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("CELLWATCH_METRICS", on ? "on" : "off");
        words.put(
                "CELLWATCH_METRICS_PORT",
                port.isPresent() ? Integer.toString(port.getAsInt()) : "the first free of the usual");
        words.put("CELLWATCH_METRICS_BIND", bind);
        words.put("CELLWATCH_METRICS_HOSTS", hosts.isEmpty() ? "none" : String.join(",", hosts));
        words.put("CELLWATCH_TARGETS_DIR", targetsDir.toString());
        words.put("CELLWATCH_TOKEN", token.isPresent() ? "set" : "a random one");
        words.put("CELLWATCH_METRICS_TOKEN", metricsToken.isPresent() ? "set" : "none");
        words.put("CELLWATCH_HOST", host.orElse("this machine's own name"));
        words.put("CELLWATCH_MODE", mode.orElse("none"));
        words.put("CELLWATCH_ROLE", role.orElse("none"));
        return words;
    }

    /** Without the tokens, which belong into no log. */
    @Override
    public String toString() {
        return "EndpointSettings" + inForce();
    }
}
