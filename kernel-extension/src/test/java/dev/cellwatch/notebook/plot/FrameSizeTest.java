package dev.cellwatch.notebook.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a plot costs in bytes: on the wire with every frame, and in the saved notebook once. */
class FrameSizeTest {

    private static final FrameText TEXT =
            FrameText.of("monitor 1", "every 1 s, 3 min 10 s left", "DEMO data", "monitor costs 0.08 % of a core");
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void a_frame_with_one_gpu_stays_below_16_kb_after_a_minute_and_after_a_day() throws IOException {
        assertStaysBelow(16_000, 1);
    }

    @Test
    void a_frame_with_eight_gpus_stays_below_48_kb_after_a_minute_and_after_a_day() throws IOException {
        assertStaysBelow(48_000, 8);
    }

    private static void assertStaysBelow(int limit, int gpus) throws IOException {
        Machine machine = new Machine(gpus, 1000).run(60);
        LivePlot minute = new LivePlot(PlotOptions.everything(Duration.ofMinutes(1), SECOND), machine.history);
        int early = FrameBench.bytes(minute.frame(machine.nowMillis(), TEXT));
        machine.run(86_400);
        int late = FrameBench.bytes(minute.frame(machine.nowMillis(), TEXT));
        LivePlot day = new LivePlot(PlotOptions.everything(Duration.ofDays(1), SECOND), machine.history);
        int whole = FrameBench.bytes(day.frame(machine.nowMillis(), TEXT));
        assertTrue(Math.max(early, Math.max(late, whole)) < limit, early + ", " + late + " and " + whole + " bytes");
    }

    @Test
    void an_hour_of_live_monitor_adds_less_than_100_kb_to_the_saved_notebook() throws IOException {
        int bytes = FrameBench.savedAfterAnHour();
        assertTrue(bytes < 100_000, bytes + " bytes");
    }

    @Test
    void no_line_has_more_than_120_points() {
        Machine machine = new Machine(1, 250).run(900);
        PlotOptions options = PlotOptions.everything(Duration.ofMinutes(15), Duration.ofMillis(250));
        Frame frame = new FrameReader(
                        PlotPlan.of(
                                options, machine.history.subjects(Machine.gpu(0).kind())),
                        options,
                        Readings.of(machine.history))
                .read(machine.nowMillis(), TEXT);
        frame.panels().forEach(panel -> panel.curves()
                .forEach(curve -> assertTrue(curve.y().length <= 120, curve.y().length + " points")));
        assertEquals(4, frame.panels().size());
    }
}
