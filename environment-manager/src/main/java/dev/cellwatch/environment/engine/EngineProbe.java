package dev.cellwatch.environment.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cellwatch.environment.process.Invocation;
import dev.cellwatch.environment.process.Outcome;
import dev.cellwatch.environment.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds out what runs containers here, by asking its programs and by a few files of the system. */
public final class EngineProbe {

    static final String DOCKER = "Docker";
    static final String PODMAN = "Podman";

    /** An engine on another machine, or one that hangs, must not hold up a command for ever. */
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private static final List<String> DOCKER_COMPOSE = List.of("docker", "compose");
    private static final List<String> STANDALONE_COMPOSE = List.of("docker-compose");

    private final Programs programs;
    private final Path system;

    /** @param system the root of the file system, {@code /} */
    public EngineProbe(Programs programs, Path system) {
        this.programs = programs;
        this.system = system;
    }

    /** Looks; what is missing is a part of the answer. */
    public Engine look() {
        Outcome docker = ask("docker", "info", "--format", "{{json .}}");
        if (docker.exitCode() == Outcome.NOT_FOUND) {
            return podman();
        }
        JsonNode info = json(docker.out());
        if (info.has("host")) { // podman under the name of docker
            return podman();
        }
        Set<Trait> traits = traits(info);
        String version = info.path("ServerVersion").asText();
        Optional<Lack> silent = version.isEmpty() ? Optional.of(silence(docker, info)) : Optional.empty();
        return withCompose(
                new Found(
                        DOCKER,
                        version,
                        traits,
                        new Place(gpu(info), info.path("DockerRootDir").asText())),
                silent);
    }

    private record Place(GpuAccess gpu, String root) {}

    private record Found(String name, String version, Set<Trait> traits, Place place) {
        Engine engine(Optional<Lack> lack, List<String> compose, String composeVersion) {
            return new Engine(lack, name, version, compose, composeVersion, place.gpu(), traits, place.root());
        }
    }

    private static Lack silence(Outcome docker, JsonNode info) {
        String said = (docker.err() + info.path("ServerErrors")).toLowerCase(Locale.ROOT);
        return said.contains("permission denied") ? Lack.NO_PERMISSION : Lack.NOT_RUNNING;
    }

    private Engine withCompose(Found found, Optional<Lack> silent) {
        String plugin = version(DOCKER_COMPOSE);
        String standalone = plugin.isEmpty() ? version(STANDALONE_COMPOSE) : "";
        String version = plugin.isEmpty() ? standalone : plugin;
        List<String> words = plugin.isEmpty() ? STANDALONE_COMPOSE : DOCKER_COMPOSE;
        Optional<Lack> lack = silent.or(() -> age(found)).or(() -> compose(version));
        return found.engine(lack, version.isEmpty() ? List.of() : words, version);
    }

    private static Optional<Lack> age(Found found) {
        return VersionNumber.of(found.version()).isBelow(Engine.OLDEST) ? Optional.of(Lack.TOO_OLD) : Optional.empty();
    }

    private static Optional<Lack> compose(String version) {
        if (version.isEmpty()) {
            return Optional.of(Lack.COMPOSE_MISSING);
        }
        VersionNumber number = VersionNumber.of(version);
        if (number.major() < 2) {
            return Optional.of(Lack.COMPOSE_V1);
        }
        return number.isBelow(Engine.OLDEST_COMPOSE) ? Optional.of(Lack.COMPOSE_TOO_OLD) : Optional.empty();
    }

    private String version(List<String> compose) {
        Outcome outcome =
                programs.run(Invocation.of(compose).and("version", "--short").within(LIMIT));
        return outcome.succeeded() ? outcome.out().strip() : "";
    }

    private Engine podman() {
        Outcome podman = ask("podman", "info", "--format", "json");
        if (podman.exitCode() == Outcome.NOT_FOUND) {
            return new Found("none", "", Set.of(), new Place(GpuAccess.NO_GPU, ""))
                    .engine(Optional.of(Lack.NOT_INSTALLED), List.of(), "");
        }
        JsonNode info = json(podman.out());
        Set<Trait> traits = traits(info);
        traits.add(Trait.PODMAN);
        if (info.path("host").path("security").path("rootless").asBoolean()) {
            traits.add(Trait.ROOTLESS);
        }
        List<String> words = List.of("podman", "compose");
        String version = version(words);
        boolean fits = !VersionNumber.of(version).isBelow(Engine.OLDEST_COMPOSE);
        Optional<Lack> lack = fits ? Optional.empty() : Optional.of(Lack.PODMAN_COMPOSE);
        return new Found(PODMAN, info.path("version").path("Version").asText(), traits, new Place(gpu(info), ""))
                .engine(lack, words, version);
    }

    private Set<Trait> traits(JsonNode info) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        String security = info.path("SecurityOptions").toString();
        if (info.path("OperatingSystem").asText().contains("Docker Desktop")) {
            traits.add(Trait.DESKTOP);
        }
        if (text("proc/version").toLowerCase(Locale.ROOT).contains("microsoft")) {
            traits.add(Trait.WSL2);
        }
        if (security.contains("name=rootless")) {
            traits.add(Trait.ROOTLESS);
        }
        if (text("sys/fs/selinux/enforce").strip().equals("1")) {
            traits.add(Trait.SELINUX);
        }
        return traits;
    }

    private GpuAccess gpu(JsonNode info) {
        if (!ask("nvidia-smi", "-L").succeeded()) {
            return GpuAccess.NO_GPU;
        }
        if (info.path("Runtimes").has("nvidia")) {
            return GpuAccess.RUNTIME;
        }
        boolean described = info.path("DiscoveredDevices").toString().contains("nvidia.com/gpu")
                || Files.exists(system.resolve("etc/cdi/nvidia.yaml"))
                || Files.exists(system.resolve("var/run/cdi/nvidia.yaml"));
        return described ? GpuAccess.CDI : GpuAccess.NO_RUNTIME;
    }

    private Outcome ask(String... words) {
        return programs.run(Invocation.of(words).within(LIMIT));
    }

    private String text(String file) {
        return text(system.resolve(file));
    }

    /** What stands in a file of the system. */
    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return ""; // not Linux, or not there
        }
    }

    private static JsonNode json(String text) {
        try {
            JsonNode tree = new ObjectMapper().readTree(text);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
