package dev.cellwatch.environment.stack;

import dev.cellwatch.monitor.settings.AlertProfile;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What was asked for.
 *
 * @param grafanaPort where Grafana is to listen
 * @param movePorts take the next free port where one is taken
 * @param wanted parts that must be there
 * @param unwanted parts that are left out
 * @param alertProfile how soon alerts are told; as before where none is given
 * @param login what Grafana is to be opened with
 */
public record StackOptions(
        OptionalInt grafanaPort,
        boolean movePorts,
        Set<Part> wanted,
        Set<Part> unwanted,
        Optional<AlertProfile> alertProfile,
        Login login) {

    public StackOptions {
        wanted = Set.copyOf(wanted);
        unwanted = Set.copyOf(unwanted);
    }

    /**
     * Grafana's user and password as far as they are given.
     *
     * @param defaultAllowed whether the password may be {@code admin}
     */
    public record Login(Optional<String> user, Optional<String> password, boolean defaultAllowed) {

        /** Without the password. */
        @Override
        public String toString() {
            return "Login[user=" + user + "]";
        }
    }
}
