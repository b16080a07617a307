package dev.cellwatch.notebook.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cellwatch.monitor.training.TrainingRun;
import dev.cellwatch.notebook.display.Bundle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A run above the machine that it runs on. */
class TrainingPlotTest {

    private static final FrameText TEXT = FrameText.of("until the run ends", "DEMO data");

    private final TrainedMachine trained = new TrainedMachine(2, true);

    @AfterEach
    void end() {
        trained.close();
    }

    @Test
    void loss_rate_and_pace_stand_above_the_gpus_on_one_time_axis() throws IOException {
        trained.train(120);
        JsonNode layout = tree(frame()).path("layout");
        assertEquals(
                List.of(
                        "loss",
                        "accuracy",
                        "learning rate",
                        "batch ms",
                        "samples/s",
                        "GPU %",
                        "memory GiB",
                        "power W",
                        "host %"),
                titles(layout));
        assertEquals("y9", layout.at("/xaxis/anchor").asText());
        assertEquals(-300, layout.at("/xaxis/range/0").asInt());
    }

    private static List<String> titles(JsonNode layout) {
        List<String> titles = new ArrayList<>();
        for (int i = 1; !layout.path("yaxis" + (i == 1 ? "" : i)).isMissingNode(); i++) {
            titles.add(layout.at("/yaxis" + (i == 1 ? "" : i) + "/title/text").asText());
        }
        return titles;
    }

    @Test
    void the_title_is_the_runs_and_the_second_line_the_machines() throws IOException {
        trained.train(120);
        JsonNode layout = tree(frame()).path("layout");
        String title = layout.at("/title/text").asText();
        assertTrue(
                title.matches("mnist.*epoch 4 of 10, 3 min left.*loss 0\\.[0-9]+.*validation 1.5.*640 samples/s"),
                title);
        String second = layout.at("/annotations/0/text").asText();
        assertTrue(second.matches("GPU 0 .*GPU 1 .*until the run ends.*DEMO data"), second);
    }

    @Test
    void only_what_was_logged_has_a_panel() throws IOException {
        TrainingRun run = trained.runs.start("plain");
        trained.machine.run(20);
        run.log(1, "loss", 1);
        trained.runs.fetch();
        assertEquals(
                List.of("loss", "GPU %", "memory GiB", "power W", "host %"),
                titles(tree(frame()).path("layout")));
    }

    @Test
    void the_few_validation_values_are_dots_that_a_line_joins() throws IOException {
        trained.train(120);
        Bundle bundle = frame();
        JsonNode validation = tree(bundle).at("/data/1");
        assertEquals("validation", validation.path("name").asText());
        assertEquals("lines+markers", validation.path("mode").asText());
        assertEquals(4, validation.path("x").size());
        assertEquals("[1.5,1.5,1.5,1.5]", validation.path("y").toString());
        assertEquals("lines", tree(bundle).at("/data/0/mode").asText());
        String svg = String.valueOf(bundle.data().get(Bundle.SVG));
        assertEquals(4, svg.split("h0", -1).length - 1, "a dot for each of four epochs");
    }

    @Test
    void the_validation_of_a_value_stands_beside_it() throws IOException {
        TrainingRun run = trained.runs.start("both");
        trained.machine.run(20);
        run.log(1, "accuracy", 0.5);
        run.log(1, "validation_accuracy", 0.4);
        run.log(1, "validation_only", 3);
        trained.runs.fetch();
        JsonNode figure = tree(frame());
        assertEquals(
                List.of("loss", "accuracy", "validation_only"),
                titles(figure.path("layout")).subList(0, 3));
        assertEquals("validation", figure.at("/data/3/name").asText());
        assertEquals("y2", figure.at("/data/3/yaxis").asText());
    }

    @Test
    void a_name_of_any_letters_is_shown_as_it_is() throws IOException {
        String name = "\\lambda <P&R>\n'\"l'erreur";
        TrainingRun run = trained.runs.start(name);
        trained.machine.run(20);
        run.log(1, name, 1);
        trained.runs.fetch();
        JsonNode figure = tree(frame());
        assertEquals(name, figure.at("/layout/yaxis2/title/text").asText());
        assertEquals(name, figure.at("/data/2/name").asText());
        assertTrue(figure.at("/layout/title/text").asText().startsWith(name));
    }

    @Test
    void beside_a_run_that_is_over_stands_what_was_measured_then() throws IOException {
        trained.train(120);
        trained.feed().run().close();
        trained.runs.fetch();
        long end = trained.machine.nowMillis();
        String then = second(trained.plot(), end);
        trained.machine.run(95); // the GPUs starve then
        assertEquals(then, second(trained.plot(), end));
        JsonNode ticks = tree(trained.plot().frame(end, TEXT)).at("/layout/xaxis/ticktext");
        assertEquals("end", ticks.get(ticks.size() - 1).asText());
    }

    private static String second(LivePlot plot, long at) throws IOException {
        return tree(plot.frame(at, TEXT)).at("/layout/annotations/0/text").asText();
    }

    @Test
    void the_shade_of_the_power_limit_stands_in_the_power_panel() throws IOException {
        trained.train(280);
        JsonNode layout = tree(frame()).path("layout");
        boolean found = false;
        for (JsonNode shape : layout.path("shapes")) {
            found |= shape.path("yref").asText().equals("y8 domain");
            assertFalse(shape.path("yref").asText().equals("y3 domain"), "that is the learning rate");
        }
        assertTrue(found, layout.path("shapes").toString());
    }

    @Test
    void in_a_terminal_the_run_is_the_first_line() {
        trained.train(120);
        String text = String.valueOf(frame().data().get(Bundle.TEXT));
        assertTrue(text.matches("(?s)loss +[▁▂▃▄▅▆▇█ ]+mnist.*epoch 4 of 10.*\\nGPU 0 .*"), text);
    }

    @Test
    void a_frame_stays_small_however_much_was_logged() throws IOException {
        trained.train(60);
        int early = FrameBench.bytes(frame());
        trained.train(7200);
        int late = FrameBench.bytes(frame());
        assertTrue(Math.max(early, late) < 28_000, early + " and " + late + " bytes");
    }

    @Test
    void six_panels_take_no_more_bytes_than_any_other_frame() throws IOException {
        assertTrue(sixPanels(1) < 16_000, sixPanels(1) + " bytes");
        assertTrue(sixPanels(8) < 48_000, sixPanels(8) + " bytes");
    }

    private static int sixPanels(int gpus) throws IOException {
        try (TrainedMachine plain = new TrainedMachine(gpus, false).train(330)) {
            Bundle bundle = plain.plot(Set.of(Show.GPU)).frame(plain.machine.nowMillis(), TEXT);
            assertEquals(6, titles(tree(bundle).path("layout")).size());
            return FrameBench.bytes(bundle);
        }
    }

    private Bundle frame() {
        return trained.plot().frame(trained.machine.nowMillis(), TEXT);
    }

    private static JsonNode tree(Bundle bundle) throws IOException {
        return new ObjectMapper().readTree(String.valueOf(bundle.data().get(Bundle.FIGURE)));
    }
}
