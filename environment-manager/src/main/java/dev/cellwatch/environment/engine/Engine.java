package dev.cellwatch.environment.engine;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What runs containers here, as it was found.
 *
 * @param lack why it cannot be used; absent where it can
 * @param name {@code Docker}, {@code Podman} or {@code none}
 * @param version its version, empty where it does not tell
 * @param compose the words that start a compose command, such as {@code docker compose}; empty where there is none
 * @param composeVersion the version of compose, empty where there is none
 * @param gpu how its containers get at the GPUs
 * @param traits what is special about it
 * @param root the folder in which it keeps its containers; empty where it does not tell
 */
public record Engine(
        Optional<Lack> lack,
        String name,
        String version,
        List<String> compose,
        String composeVersion,
        GpuAccess gpu,
        Set<Trait> traits,
        String root) {

    /** The oldest Docker Engine that was tried; it knows {@code host-gateway}. */
    public static final VersionNumber OLDEST = new VersionNumber(20, 10, 0);

    /** The oldest compose in whose overlays a list can replace one, rather than add to it. */
    public static final VersionNumber OLDEST_COMPOSE = new VersionNumber(2, 24, 4);

    /** Older ones let neighbours that route to a container reach a port that is published on 127.0.0.1. */
    public static final VersionNumber KEEPS_LOOPBACK = new VersionNumber(28, 0, 0);

    public Engine {
        compose = List.copyOf(compose);
        traits = Set.copyOf(traits);
    }

    /** Why it cannot be told what runs; where no engine is installed, nothing does. */
    public Optional<Lack> silence() {
        return lack.filter(why -> why != Lack.NOT_INSTALLED);
    }

    /** Whether containers run in a machine, or a network, of their own, which is not this machine's. */
    public boolean isApart() {
        return has(Trait.DESKTOP) || has(Trait.ROOTLESS);
    }

    /** The program that is asked about images. */
    public String program() {
        return has(Trait.PODMAN) ? "podman" : "docker";
    }

    public boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** Whether neighbours on the network may reach what is published on the loopback address. */
    public boolean leaksLoopback() {
        return name.equals(EngineProbe.DOCKER)
                && !has(Trait.DESKTOP)
                && VersionNumber.of(version).isBelow(KEEPS_LOOPBACK);
    }

    /** In a few words, such as {@code Docker 28.2.2 with compose 2.26.1}. */
    public String words() {
        return name + " " + version + (composeVersion.isEmpty() ? "" : " with compose " + composeVersion);
    }
}
