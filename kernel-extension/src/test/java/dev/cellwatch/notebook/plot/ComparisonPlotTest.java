package dev.cellwatch.notebook.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.training.TrainingRun;
import dev.cellwatch.notebook.display.Bundle;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs beside each other, each from its own start. */
class ComparisonPlotTest {

    private static final FrameText TEXT = FrameText.of("monitor 1", "until the run ends");

    private final TrainedMachine trained =
            new TrainedMachine(new Machine(1, 1000), true, java.nio.file.Path.of("/dev/null/no"));

    @AfterEach
    void end() {
        trained.close();
    }

    @Test
    void there_is_a_panel_for_each_quantity_and_a_line_for_each_run() throws IOException {
        trained.train(60).again("wide").train(90);
        JsonNode figure = figure(frame(false, 90));
        assertEquals(
                List.of("loss", "validation", "accuracy", "learning rate", "batch ms", "samples/s"), titles(figure));
        assertEquals(12, figure.path("data").size());
        assertEquals("mnist", figure.at("/data/0/name").asText());
        assertEquals("wide", figure.at("/data/1/name").asText());
        for (int i = 0; i < 12; i++) {
            JsonNode trace = figure.path("data").get(i);
            assertEquals(Palette.run(i % 2), trace.at("/line/color").asText());
            assertEquals(i < 2, trace.path("showlegend").asBoolean(), "one legend for all panels");
            assertEquals(figure.path("data").get(i % 2).path("legendgroup"), trace.path("legendgroup"));
        }
    }

    private static List<String> titles(JsonNode figure) {
        List<String> titles = new ArrayList<>();
        for (int i = 1; !figure.at("/layout/yaxis" + (i == 1 ? "" : i)).isMissingNode(); i++) {
            titles.add(figure.at("/layout/yaxis" + (i == 1 ? "" : i) + "/title/text")
                    .asText());
        }
        return titles;
    }

    @Test
    void each_begins_at_the_left_whenever_it_started() throws IOException {
        trained.train(60).again("later").train(90);
        Bundle bundle = frame(false, 90);
        JsonNode figure = figure(bundle);
        assertEquals("[0.0,90.0]", figure.at("/layout/xaxis/range").toString());
        assertEquals(
                "[\"0\",\"15\",\"30\",\"45\",\"60\",\"75\",\"90 s\"]",
                figure.at("/layout/xaxis/ticktext").toString());
        assertTrue(
                figure.at("/data/0/x0").asDouble() < 1, figure.at("/data/0/x0").asText());
        assertTrue(
                figure.at("/data/1/x0").asDouble() < 1, figure.at("/data/1/x0").asText());
        assertEquals("[29.66,59.7]", figure.at("/data/2/x").toString(), "validation at the end of an epoch");
        assertEquals("[29.66,59.7,89.74]", figure.at("/data/3/x").toString());
        assertTrue(figure.at("/layout/annotations/0/text").asText().startsWith("time since each run's start"));
        String svg = String.valueOf(bundle.data().get(Bundle.SVG));
        assertTrue(svg.contains(">90 s</text>"), svg);
    }

    @Test
    void by_step_one_that_was_slower_reaches_as_far() throws IOException {
        TrainingRun fast = steps("fast", 100, 100);
        TrainingRun slow = steps("slow", 100, 1000);
        Bundle bundle = new LivePlot(
                        PlotOptions.compared(comparison(true), Duration.ofSeconds(100), gpu -> true), new History())
                .frame(trained.machine.nowMillis(), TEXT);
        JsonNode figure = figure(bundle);
        assertEquals(" steps", figure.at("/layout/xaxis/ticksuffix").asText());
        assertEquals("[0.0,100.0]", figure.at("/layout/xaxis/range").toString());
        List<Float> one = KeptRunPlotTest.values(figure.at("/data/0/y"));
        List<Float> other = KeptRunPlotTest.values(figure.at("/data/1/y"));
        int middle = (int) ((50 - figure.at("/data/0/x0").asDouble())
                / figure.at("/data/0/dx").asDouble());
        assertEquals(50, one.get(middle), 1.0, "the loss is the step");
        assertEquals(50, other.get(middle), 1.0);
        assertEquals(99, other.get(other.size() - 2), 1.5);
        assertTrue(fast.isOver() && slow.isOver());
    }

    /** A run of which the loss is its step. */
    private TrainingRun steps(String name, int steps, long millis) {
        TrainingRun run = trained.runs.start(name);
        for (int step = 1; step <= steps; step++) {
            trained.machine.skip(millis / 100);
            run.log(step, "loss", step);
            trained.runs.fetch();
        }
        run.close();
        return run;
    }

    private Comparison comparison(boolean bySteps) {
        return new Comparison(
                trained.runs.all().stream()
                        .filter(feed -> feed.record().lastStep() > 0)
                        .map(RunView::of)
                        .toList(),
                bySteps);
    }

    private Bundle frame(boolean bySteps, int axis) {
        return new LivePlot(
                        PlotOptions.compared(comparison(bySteps), Duration.ofSeconds(axis), gpu -> true),
                        trained.machine.history)
                .frame(trained.machine.nowMillis(), TEXT);
    }

    @Test
    void runs_of_one_name_are_told_apart_by_their_labels() throws IOException {
        trained.train(20).again("mnist").train(20);
        Bundle bundle = frame(false, 30);
        JsonNode figure = figure(bundle);
        assertEquals("mnist 1", figure.at("/data/0/name").asText());
        assertEquals("mnist 2", figure.at("/data/1/name").asText());
        String title = figure.at("/layout/title/text").asText();
        assertTrue(title.matches("mnist 1 loss [\\d.]+\\W+mnist 2 loss [\\d.]+"), title);
        String text = String.valueOf(bundle.data().get(Bundle.TEXT));
        assertTrue(
                text.matches("(?s)mnist 1 +[▁▂▃▄▅▆▇█ ]+ epoch 1 of 10, loss [\\d.]+, after 20 s\\nmnist 2 .*"), text);
    }

    @Test
    void what_only_one_of_them_logged_has_a_panel_with_one_line() throws IOException {
        trained.train(20);
        TrainingRun bare = trained.runs.start("bare");
        bare.log(1, "loss", 1);
        trained.runs.fetch();
        JsonNode figure = figure(frame(false, 30));
        assertEquals(List.of("loss", "accuracy", "learning rate", "batch ms", "samples/s"), titles(figure));
        assertEquals(6, figure.path("data").size());
    }

    @Test
    void a_frame_stays_small_however_long_the_runs_were() throws IOException {
        trained.train(600).again("second").train(600);
        int two = FrameBench.bytes(frame(false, 600));
        trained.again("third").train(600).again("fourth").train(600);
        int four = FrameBench.bytes(frame(false, 600));
        assertTrue(two < 20_000 && four < 34_000, two + " and " + four + " bytes");
    }

    private static JsonNode figure(Bundle bundle) throws IOException {
        return new ObjectMapper().readTree(String.valueOf(bundle.data().get(Bundle.FIGURE)));
    }
}
