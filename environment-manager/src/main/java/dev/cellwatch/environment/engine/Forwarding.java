package dev.cellwatch.environment.engine;

import dev.cellwatch.environment.process.Invocation;
import dev.cellwatch.environment.process.Outcome;
import dev.cellwatch.environment.process.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What this machine does with packets of neighbours that are meant for containers, as its packet filter tells. */
public enum Forwarding {
    /** Whatever comes is passed on. */
    OPEN,
    /** It is dropped, except where the engine itself lets it through. */
    FILTERED,
    /** It is dropped before the engine's own rules, or nothing is ever passed on. */
    CLOSED,
    /** There is no filter that could be asked, or it does not answer to this user. */
    UNKNOWN;

    private static final Duration LIMIT = Duration.ofSeconds(5);

    /**
     * Asks the filter.
     *
     * @param system the root of the file system, {@code /}
     */
    public static Forwarding look(Programs programs, Path system) {
        if (EngineProbe.text(system.resolve("proc/sys/net/ipv4/ip_forward"))
                .strip()
                .equals("0")) {
            return CLOSED;
        }
        return rules(programs, "FORWARD")
                .map(all -> drops(rules(programs, "DOCKER-USER").orElse(List.of())) ? CLOSED : of(all))
                .orElse(UNKNOWN);
    }

    private static Forwarding of(List<String> rules) {
        boolean accepts = rules.contains("-P FORWARD ACCEPT");
        boolean dropsTheRest = rules.stream().anyMatch(rule -> rule.matches("-A FORWARD -j (DROP|REJECT).*"));
        return accepts && !dropsTheRest ? OPEN : FILTERED;
    }

    /** By a rule for all that comes in, by an interface or by strangers; one for a single address is not meant. */
    private static boolean drops(List<String> rules) {
        String all = "-A DOCKER-USER( ! -s \\S+)?( -i \\S+)?( -m conntrack ! --ctstate \\S+)? -j (DROP|REJECT).*";
        return rules.stream().anyMatch(rule -> rule.matches(all));
    }

    private static Optional<List<String>> rules(Programs programs, String chain) {
        Outcome outcome = programs.run(Invocation.of("iptables", "-S", chain).within(LIMIT));
        return outcome.succeeded()
                ? Optional.of(outcome.out().lines().map(String::strip).toList())
                : Optional.empty();
    }
}
