package dev.cellwatch.environment.stack;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Why compose failed, out of what it printed: with its named cause where it is a known one. */
final class ComposeTrouble {

    private static final int LINES = 5;

    private static final String ENGINE =
            "the engine does not answer, or no longer; start it, then try again:  sudo systemctl start docker";
    private static final String SUBNET =
            "the engine has no free subnet; docker network prune removes those that nothing uses.";

    private static final Map<String, String> CAUSES = Map.ofEntries(
            Map.entry("port is already allocated", "a port was taken meanwhile; --auto-ports takes others."),
            Map.entry("address already in use", "a port was taken meanwhile; --auto-ports takes others."),
            Map.entry("no space left on device", "the disk is full; docker system df shows what takes the room."),
            Map.entry("cannot connect to the docker daemon", ENGINE),
            Map.entry("error during connect", ENGINE),
            Map.entry(
                    "could not select device driver",
                    "the engine cannot hand out GPUs; install NVIDIA's container toolkit, or use --without gpu."),
            Map.entry("pool overlaps with other one on this address space", SUBNET),
            Map.entry("all predefined address pools have been fully subnetted", SUBNET),
            Map.entry("could not find an available, non-overlapping", SUBNET),
            Map.entry(
                    "not a shared or slave mount",
                    "the host's root is mounted private; findmnt -no PROPAGATION / shows it."),
            Map.entry(
                    "toomanyrequests", "the registry wants fewer downloads; wait, or log in to it with docker login."),
            Map.entry("proxyconnect", "the engine's proxy does not answer; see docker info for the one that it uses."),
            Map.entry(
                    "no such host",
                    "an image cannot be downloaded, since its registry is not found; is there a network, or a proxy to set?"),
            Map.entry(
                    "i/o timeout",
                    "an image cannot be downloaded, since its registry does not answer; is there a network, or a proxy to set?"));

    private ComposeTrouble() {}

    static String sentence(List<String> lines) {
        return sentence(lines, LINES);
    }

    /** The cause, and so many of the last lines. */
    static String sentence(List<String> lines, int shown) {
        String all = String.join("\n", lines).toLowerCase(Locale.ROOT);
        String cause = CAUSES.entrySet().stream()
                .filter(entry -> all.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("compose says:");
        return cause + "\n  " + String.join("\n  ", lines.subList(Math.max(0, lines.size() - shown), lines.size()));
    }
}
