package dev.cellwatch.environment.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.environment.process.Outcome;
import dev.cellwatch.environment.process.ScriptedPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineProbeTest {

    private static final String INFO =
            "{\"ServerVersion\":\"28.2.2\",\"OperatingSystem\":\"Debian\",\"Runtimes\":{\"runc\":{},\"nvidia\":{}}}";

    @TempDir
    Path system;

    private final ScriptedPrograms programs = new ScriptedPrograms();

    private Engine look() {
        return new EngineProbe(programs, system).look();
    }

    private ScriptedPrograms docker(String info) {
        return programs.answer(info, "docker", "info").answer("2.26.1\n", "docker", "compose", "version");
    }

    @Test
    void an_engine_with_the_plugin_lacks_nothing() {
        docker(INFO);
        Engine engine = look();
        assertEquals(Optional.empty(), engine.lack());
        assertEquals("Docker 28.2.2 with compose 2.26.1", engine.words());
        assertEquals(List.of("docker", "compose"), engine.compose());
        assertEquals(GpuAccess.NO_GPU, engine.gpu());
        assertFalse(engine.leaksLoopback());
    }

    @Test
    void neither_docker_nor_podman_is_a_lack() {
        assertEquals(Optional.of(Lack.NOT_INSTALLED), look().lack());
    }

    @Test
    void a_closed_socket_and_an_engine_that_is_off_are_two_things() {
        programs.answer(
                new Outcome(1, "", "permission denied while trying to connect to the Docker daemon socket"),
                "docker",
                "info");
        assertEquals(Optional.of(Lack.NO_PERMISSION), look().lack());
        programs.answer(
                new Outcome(1, "{\"ServerErrors\":[\"Cannot connect to the Docker daemon\"]}", ""), "docker", "info");
        assertEquals(Optional.of(Lack.NOT_RUNNING), look().lack());
    }

    @Test
    void an_old_engine_and_an_old_compose_are_named() {
        docker("{\"ServerVersion\":\"19.03.8\"}");
        assertEquals(Optional.of(Lack.TOO_OLD), look().lack());
        docker(INFO).answer("2.10.0\n", "docker", "compose", "version");
        assertEquals(Optional.of(Lack.COMPOSE_TOO_OLD), look().lack());
    }

    @Test
    void without_the_plugin_version_one_does_not_do_and_version_two_on_its_own_does() {
        programs.answer(INFO, "docker", "info");
        assertEquals(Optional.of(Lack.COMPOSE_MISSING), look().lack());
        programs.answer("1.29.2\n", "docker-compose", "version");
        assertEquals(Optional.of(Lack.COMPOSE_V1), look().lack());
        programs.answer("v2.27.0\n", "docker-compose", "version");
        assertEquals(List.of("docker-compose"), look().compose());
        assertEquals(Optional.empty(), look().lack());
    }

    @Test
    void podman_does_with_the_right_provider_alone() {
        programs.answer(
                "{\"host\":{\"security\":{\"rootless\":true}},\"version\":{\"Version\":\"5.4.0\"}}", "podman", "info");
        assertEquals(Optional.of(Lack.PODMAN_COMPOSE), look().lack());
        programs.answer("2.26.1\n", "podman", "compose", "version");
        Engine engine = look();
        assertEquals(Optional.empty(), engine.lack());
        assertEquals("Podman 5.4.0 with compose 2.26.1", engine.words());
        assertEquals(Set.of(Trait.PODMAN, Trait.ROOTLESS), engine.traits());
    }

    @Test
    void podman_under_the_name_of_docker_is_podman() {
        programs.answer("{\"host\":{},\"version\":{\"Version\":\"5.4.0\"}}", "info");
        assertEquals("Podman", look().name());
    }

    @Test
    void gpus_need_the_driver_and_a_way_into_containers() throws IOException {
        docker(INFO).answer("GPU 0: T4", "nvidia-smi", "-L");
        assertEquals(GpuAccess.RUNTIME, look().gpu());
        docker("{\"ServerVersion\":\"28.2.2\"}");
        assertEquals(GpuAccess.NO_RUNTIME, look().gpu());
        Files.createDirectories(system.resolve("etc/cdi"));
        Files.writeString(system.resolve("etc/cdi/nvidia.yaml"), "cdiVersion: 0.5.0\n");
        assertEquals(GpuAccess.CDI, look().gpu());
    }

    @Test
    void desktop_wsl_rootless_and_selinux_are_seen() throws IOException {
        docker("{\"ServerVersion\":\"27.1.0\",\"OperatingSystem\":\"Docker Desktop\","
                + "\"SecurityOptions\":[\"name=rootless\"]}");
        Files.createDirectories(system.resolve("proc"));
        Files.writeString(system.resolve("proc/version"), "Linux 5.15-Microsoft-standard-WSL2");
        Files.createDirectories(system.resolve("sys/fs/selinux"));
        Files.writeString(system.resolve("sys/fs/selinux/enforce"), "1");
        assertEquals(Set.of(Trait.DESKTOP, Trait.WSL2, Trait.ROOTLESS, Trait.SELINUX), look().traits());
        assertTrue(look().isApart());
    }

    @Test
    void an_engine_of_its_own_in_wsl_is_one_of_linux() throws IOException {
        docker("{\"ServerVersion\":\"28.2.2\",\"OperatingSystem\":\"Ubuntu 24.04\"}");
        Files.createDirectories(system.resolve("proc"));
        Files.writeString(system.resolve("proc/version"), "Linux 5.15-microsoft-standard-WSL2");
        assertEquals(Set.of(Trait.WSL2), look().traits());
        assertFalse(look().isApart(), "its containers share the network that kernels listen in");
    }

    @Test
    void versions_are_compared_as_numbers() {
        assertTrue(VersionNumber.of("v2.9.1").isBelow(VersionNumber.of("2.17.0-4")));
        assertTrue(VersionNumber.of("2.24.3").isBelow(Engine.OLDEST_COMPOSE));
        assertFalse(VersionNumber.of("2.24.6+ds1-0ubuntu1").isBelow(Engine.OLDEST_COMPOSE));
        assertFalse(VersionNumber.of("v2.25").isBelow(Engine.OLDEST_COMPOSE));
        assertEquals("20.10 2.24.4", Engine.OLDEST + " " + Engine.OLDEST_COMPOSE);
        assertEquals(new VersionNumber(0, 0, 0), VersionNumber.of("unknown"));
    }

    @Test
    void an_engine_before_28_leaks_its_loopback_ports() {
        docker("{\"ServerVersion\":\"20.10.24+dfsg1\"}");
        assertTrue(look().leaksLoopback());
    }
}
