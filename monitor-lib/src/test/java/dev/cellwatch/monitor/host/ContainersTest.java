package dev.cellwatch.monitor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ContainersTest {

    private static final String RUNNING =
            "{\"ID\":\"aa\",\"Names\":\"web\",\"Image\":\"nginx:1\",\"State\":\"running\",\"Status\":\"Up 3 hours (healthy)\",\"Ports\":\"127.0.0.1:80->80/tcp\"}";
    private static final String EXITED =
            "{\"ID\":\"bb\",\"Names\":\"job\",\"Image\":\"busybox\",\"State\":\"exited\",\"Status\":\"Exited (0) 2 days ago\",\"Ports\":\"\"}";
    private static final String STATS =
            "{\"ID\":\"aa\",\"Name\":\"web\",\"CPUPerc\":\"12.50%\",\"MemUsage\":\"1.5GiB / 24GiB\"}";

    @TempDir
    Path folder;

    private ContainerList list(Duration limit, String... script) throws IOException {
        Path docker = folder.resolve("docker");
        Files.writeString(docker, "#!/bin/sh\n" + String.join("\n", script) + "\n");
        assertTrue(docker.toFile().setExecutable(true));
        return new Containers(docker.toString(), limit).list();
    }

    private ContainerList list(String... script) throws IOException {
        return list(Duration.ofSeconds(10), script);
    }

    private static String answering(String ps, String stats) {
        return "case $1 in ps) echo '" + ps + "';; stats) echo '" + stats + "';; esac";
    }

    @Test
    void a_container_has_its_name_its_state_and_what_it_uses() throws Exception {
        ContainerList list = list(answering(RUNNING + "\n" + EXITED, STATS));
        assertEquals(Optional.empty(), list.reason());
        assertEquals(
                new Container(
                        "web",
                        "nginx:1",
                        "Running",
                        OptionalDouble.of(0.125),
                        OptionalLong.of(1536L << 20),
                        OptionalLong.of(24L << 30),
                        "127.0.0.1:80->80/tcp",
                        "3 hours (healthy)"),
                list.containers().get(0));
        Container exited = list.containers().get(1);
        assertEquals("Exited", exited.status());
        assertEquals("", exited.uptime());
        assertEquals(OptionalDouble.empty(), exited.cpuRatio());
        assertEquals(OptionalLong.empty(), exited.memoryBytes());
    }

    @Test
    void statistics_that_fail_hide_no_container() throws Exception {
        ContainerList list = list("case $1 in ps) echo '" + RUNNING + "';; stats) exit 1;; esac");
        assertEquals(
                List.of("web"), list.containers().stream().map(Container::name).toList());
        assertEquals(OptionalDouble.empty(), list.containers().get(0).cpuRatio());
    }

    @Test
    void without_running_containers_nobody_waits_for_statistics() throws Exception {
        ContainerList list = list("case $1 in ps) echo '" + EXITED + "';; stats) touch asked; sleep 60;; esac");
        assertEquals(1, list.containers().size());
    }

    @Test
    void no_container_at_all_is_an_empty_list_without_a_reason() throws Exception {
        assertEquals(new ContainerList(List.of(), Optional.empty()), list("exit 0"));
    }

    @Test
    void no_docker_is_told_in_one_sentence() {
        ContainerList list = new Containers(folder.resolve("none").toString(), Duration.ofSeconds(1)).list();
        assertEquals(
                Optional.of("There is no docker command here, so there are no containers to show."), list.reason());
    }

    @Test
    void a_daemon_that_is_not_there_is_told_in_dockers_own_words() throws Exception {
        ContainerList list = list("echo 'Cannot connect to the Docker daemon.' >&2", "echo more >&2", "exit 1");
        assertEquals(Optional.of("Docker does not answer: Cannot connect to the Docker daemon."), list.reason());
    }

    @Test
    void a_docker_that_hangs_is_given_up() throws Exception {
        ContainerList list = list(Duration.ofSeconds(1), "exec sleep 60");
        assertEquals(Optional.of("Docker did not answer within 1 s."), list.reason());
    }

    @Test
    void an_answer_that_is_not_json_is_told() throws Exception {
        assertEquals(
                Optional.of("Docker's answer could not be understood."),
                list("echo 'no json'").reason());
    }

    @Test
    void docker_writes_sizes_in_two_ways() {
        assertEquals(OptionalLong.of(0), DockerAnswers.bytes("0B"));
        assertEquals(OptionalLong.of(1200), DockerAnswers.bytes("1.2kB"));
        assertEquals(OptionalLong.of(1 << 20), DockerAnswers.bytes("1MiB"));
        assertEquals(OptionalLong.of(3L << 40), DockerAnswers.bytes("3TiB"));
        assertEquals(OptionalLong.empty(), DockerAnswers.bytes("--"));
    }
}
