package dev.cellwatch.environment.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.console.Transcript;
import dev.cellwatch.environment.jupyter.Layout;
import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.jupyter.Up;
import dev.cellwatch.environment.process.Invocation;
import dev.cellwatch.environment.process.Outcome;
import dev.cellwatch.environment.process.ScriptedPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerLabTest {

    private static final Up.Options DEMO = new Up.Options(18_888, true, false, false);
    private static final Up.Options PLAIN = new Up.Options(18_888, false, false, false);
    private static final String RUNNING =
            "{\"Service\":\"research\",\"State\":\"running\",\"Health\":\"\",\"Status\":\"Up 1 second\"}\n";

    @TempDir
    Path folder;

    private final Transcript transcript = new Transcript();
    private final ScriptedPrograms programs = new ScriptedPrograms();
    private final FakeLab jupyter = new FakeLab();
    private Path root;
    private Machine machine;
    private ContainerLab lab;

    @BeforeEach
    void prepare() throws IOException {
        root = Files.createDirectories(folder.resolve("my project"));
        Files.createDirectories(root.resolve("docker"));
        Files.createDirectories(root.resolve("notebooks"));
        Files.writeString(root.resolve("notebooks/01-quickstart.ipynb"), "{}");
        Files.writeString(root.resolve("docker/compose.yaml"), "services: {}\n");
        Files.writeString(root.resolve("docker/versions.env"), "RESEARCH_BASE_IMAGE=b:1\n");
        machine = new Machine(
                new Layout(root, folder.resolve("a state")),
                programs,
                transcript.console(false),
                Map.of("CELLWATCH_STATE_DIR", folder.resolve("a state").toString(), "CELLWATCH_HOST", "lab-1"));
        lab = new ContainerLab(machine, FakeServers.ENGINE);
        programs.answer("", "ps")
                .answer("", "build")
                .answer("", "up", "research")
                .answer("", "ls");
        programs.effect(this::begin, "up", "research");
    }

    @AfterEach
    void close() {
        jupyter.close();
    }

    private void begin() {
        programs.answer(RUNNING, "ps");
        jupyter.start(notebooks().read().port(), notebooks().address().token());
    }

    private NotebookFolder notebooks() {
        return new NotebookFolder(machine, monitoring());
    }

    private Path monitoring() {
        return folder.resolve("a state").resolve("monitoring");
    }

    private List<Invocation> calls(String... words) {
        return programs.calls.stream()
                .filter(call -> call.argv().containsAll(List.of(words)))
                .toList();
    }

    @Test
    void it_is_built_once_started_by_name_and_told_with_its_token() throws IOException {
        lab.start(DEMO);
        List<String> up = calls("up").get(0).argv();
        assertEquals("research", up.get(up.size() - 1));
        assertEquals("research", calls("build").get(0).argv().get(up.indexOf("up") + 1));
        assertTrue(up.contains(root.resolve("docker/compose.container.yaml").toString()), up.toString());
        NotebookSetup setup = notebooks().read();
        String token = Files.readString(monitoring().resolve("secrets/jupyter_token"));
        assertEquals(48, token.length());
        assertTrue(
                transcript
                        .out()
                        .contains("http://127.0.0.1:" + setup.port() + "/lab/tree/notebooks/01-quickstart.ipynb?token="
                                + token),
                transcript.out());
        assertEquals(root, setup.work());
        assertTrue(setup.demo() && setup.image().matches("cellwatch-.+-research:[0-9a-f]{12}"), setup.toString());
        assertFalse((programs.calls + Files.readString(notebooks().variablesFile())).contains(token));
    }

    @Test
    void prometheus_is_led_to_it_and_the_folders_are_there_before_an_engine_makes_them() throws IOException {
        lab.start(PLAIN);
        String target = Files.readString(monitoring().resolve("services/research.json"));
        assertTrue(target.contains("research:8888") && target.contains("\"host\": \"lab-1\""), target);
        assertTrue(Files.isDirectory(monitoring().resolve("research/targets")));
        assertTrue(Files.isDirectory(folder.resolve("a state/targets")));
        assertTrue(Files.isRegularFile(monitoring().resolve("stack.env")));
    }

    @Test
    void one_that_runs_is_told_and_left_as_it_is() {
        lab.start(DEMO);
        String url = transcript.out();
        lab.start(PLAIN);
        assertEquals(1, calls("up").size());
        assertEquals(url + url, transcript.out());
        assertTrue(transcript.err().contains("runs already."), transcript.err());
        assertTrue(transcript.err().contains("It was started with --demo; to change that"), transcript.err());
    }

    @Test
    void one_that_shows_another_folder_is_not_taken_for_ours() {
        lab.start(PLAIN);
        Machine other = new Machine(
                new Layout(folder, folder.resolve("a state")), programs, transcript.console(false), Map.of());
        Failure failure = assertThrows(Failure.class, () -> new ContainerLab(other, FakeServers.ENGINE).start(PLAIN));
        assertTrue(failure.getMessage().contains("shows " + root), failure.getMessage());
    }

    @Test
    void a_folder_of_ones_own_is_made_and_opened_without_a_notebook() {
        Path work = folder.resolve("my work");
        Machine own = new Machine(
                machine.layout(),
                programs,
                transcript.console(false),
                Map.of("CELLWATCH_STATE_DIR", folder.resolve("a state").toString(), "CELLWATCH_WORK", work.toString()));
        new ContainerLab(own, FakeServers.ENGINE).start(PLAIN);
        assertTrue(Files.isDirectory(work));
        assertTrue(transcript.out().contains("/lab/tree/?token="), transcript.out());
    }

    @Test
    void an_image_that_is_there_is_not_built_again_and_a_changed_build_has_another() throws IOException {
        programs.answer("", "inspect");
        lab.start(PLAIN);
        assertEquals(List.of(), calls("build"));
        Files.createDirectories(root.resolve("kernel-extension/target/kernel"));
        Files.writeString(root.resolve("kernel-extension/target/kernel/cellwatch.jar"), "new");
        lab.start(PLAIN);
        assertTrue(transcript.err().contains("It was made from another build of Cellwatch"), transcript.err());
    }

    @Test
    void a_build_that_fails_shows_its_last_lines_and_keeps_all_of_them() throws IOException {
        programs.answer(new Outcome(1, "#5 apt-get\n", "E: no space left on device\n"), "build");
        Failure failure = assertThrows(Failure.class, () -> lab.start(PLAIN));
        assertTrue(failure.getMessage().contains("the disk is full"), failure.getMessage());
        assertTrue(failure.getMessage().contains("#5 apt-get"), failure.getMessage());
        Path log = monitoring().resolve("container-build.log");
        assertTrue(failure.getMessage().endsWith("All of it: " + log), failure.getMessage());
        assertEquals(List.of("#5 apt-get", "E: no space left on device"), Files.readAllLines(log));
        assertEquals(List.of(), calls("up"));
    }

    @Test
    void images_of_earlier_builds_are_removed_and_those_of_others_stay() {
        String ours = new StackFolder(machine).project() + "-research";
        programs.answer(ours + ":0123456789ab\n" + ours + "-b:1\n", "ls");
        lab.start(PLAIN);
        assertEquals(
                List.of(ours + ":0123456789ab"),
                calls("image", "rm").stream().map(call -> call.argv().get(3)).toList());
    }

    @Test
    void one_that_ends_at_once_is_told_with_its_last_words() {
        programs.effect(() -> programs.answer(RUNNING.replace("running", "restarting"), "ps"), "up", "research");
        programs.answer("research-1  | no such folder\n", "logs");
        Failure failure = assertThrows(Failure.class, () -> lab.start(PLAIN));
        assertTrue(failure.getMessage().startsWith("JupyterLab's container ended as soon as it started"));
        assertTrue(failure.getMessage().endsWith("no such folder"), failure.getMessage());
    }

    @Test
    void a_dry_run_says_what_would_run_and_writes_nothing() {
        lab.describe(PLAIN);
        assertTrue(
                transcript.out().contains(" build research") && transcript.out().contains(" up -d "));
        assertTrue(transcript.out().contains("Show " + root + " on 127.0.0.1:"), transcript.out());
        assertFalse(Files.exists(monitoring()));
        assertEquals(List.of(), calls("up"));
    }

    @Test
    void its_kernels_learn_what_of_the_monitoring_runs_under_its_names_among_containers() throws IOException {
        lab.start(PLAIN);
        Path file = monitoring().resolve("research/environment.json");
        assertFalse(Files.exists(file));
        notebooks().tell(Set.of("prometheus", "jaeger"));
        String told = Files.readString(file);
        assertTrue(told.contains("http://jaeger-collector:4317") && told.contains("http://prometheus:9090"), told);
        notebooks().tell(Set.of());
        assertFalse(Files.exists(file));
    }

    @Test
    void its_kernels_learn_what_heat_is_critical_where_that_is_set() throws IOException {
        lab.start(PLAIN);
        Path ours = folder.resolve("a state").resolve("environment.json");
        Files.writeString(ours, "{\"CELLWATCH_ALERT_TEMPERATURE\":\"90\"}");
        notebooks().tell(Set.of());
        Path theirs = monitoring().resolve("research/environment.json");
        assertEquals(Files.readString(ours), Files.readString(theirs).replaceAll("\\s", ""));
        assertEquals(
                "90", new StackFolder(machine).variables().base(Ports.USUAL).get("CELLWATCH_ALERT_TEMPERATURE"));
        Files.delete(ours);
        notebooks().tell(Set.of());
        assertFalse(Files.exists(theirs));
    }

    @Test
    void the_monitoring_leaves_it_alone_and_status_and_down_know_it() {
        lab.start(DEMO);
        Stack stack = new Stack(machine, FakeServers.ENGINE);
        assertEquals(List.of(), stack.services());
        assertFalse(stack.stop());
        ContainerStatus status = ContainerStatus.of(stack).orElseThrow();
        assertTrue(
                status.text().startsWith("Container   JupyterLab, running, Up 1 second, with synthetic GPUs (DEMO)"));
        assertTrue(status.text().endsWith("day.ipynb  java, idle"), status.text());
        assertEquals(notebooks().read().port(), status.object().get("port"));
        assertEquals(
                Optional.of("research=http://127.0.0.1:" + notebooks().read().port() + "/api"),
                ContainerLab.announced(machine));
        programs.answer("", "down");
        stack.down(false);
        assertFalse(notebooks().isUsed() || Files.exists(monitoring().resolve("services/research.json")));
        assertTrue(Files.exists(monitoring().resolve("secrets/jupyter_token")), "the next start has the same address");
    }
}
