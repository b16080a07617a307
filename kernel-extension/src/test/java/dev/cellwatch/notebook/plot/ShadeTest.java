package dev.cellwatch.notebook.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cellwatch.monitor.history.Window;
import dev.cellwatch.monitor.jvm.JvmMetric;
import dev.cellwatch.monitor.metric.Subject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;

class ShadeTest {

    private static final Series.Row ROW = new Series.Row(Subject.JVM, JvmMetric.GC_TIME);
    private static final Shade SHADE = shade("GC", share -> share > 0.1 ? "garbage collection" : "");

    private static Shade shade(String brief, DoubleFunction<String> label) {
        return new Shade(List.of(ROW), "#123456", brief, OptionalInt.empty(), label);
    }

    private static Window window(double... values) {
        return new Window(0, 1000, values, values, values);
    }

    @Test
    void a_state_is_marked_while_it_lasts() {
        List<Shade.Span> spans = spans(0, 0.5, 0.5, 0, 0, 0, 0.5);
        assertEquals(List.of(span(1000, 3000), span(6000, 7000)), spans);
    }

    @Test
    void another_reason_is_another_stretch() {
        assertEquals(
                2, shade("GC", Double::toString).spans(List.of(window(1, 1, 2))).size());
    }

    @Test
    void one_of_several_is_enough_and_what_overlaps_is_one_stretch() {
        List<Shade.Span> spans = SHADE.spans(List.of(window(0, 1, 1, 0, 0, 0, 0, 0), window(0, 0, 1, 1, 0, 0, 0, 1)));
        assertEquals(List.of(span(1000, 4000), span(7000, 8000)), spans);
    }

    @Test
    void what_is_not_known_is_not_marked() {
        assertEquals(List.of(), spans(Double.NaN, Double.NaN));
    }

    @Test
    void a_bad_hour_keeps_its_longest_stretches() {
        double[] values = new double[1000];
        for (int stretch = 0; stretch < 9; stretch++) {
            Arrays.fill(values, stretch * 100, stretch * 100 + 20 + stretch, 1);
        }
        List<Shade.Span> kept = spans(values);
        assertEquals(6, kept.size());
        assertEquals(span(300_000, 323_000), kept.get(0));
        assertEquals(span(800_000, 828_000), kept.get(5));
    }

    @Test
    void a_label_is_long_where_it_has_room_brief_where_not_and_left_out_where_it_would_stand_on_another() {
        List<Shade.Span> spans = List.of(span(0, 100_000), span(150_000, 152_000), span(153_000, 155_000));
        Frame frame = new Frame(300_000, "", List.of(), "", TimeAxis.of(Duration.ofMinutes(5)), List.of(), spans);
        List<String> words = Veil.of(frame).stream().map(Veil::words).toList();
        assertEquals(List.of("garbage collection", "GC", ""), words);
    }

    private static Shade.Span span(long from, long to) {
        return new Shade.Span(SHADE, "garbage collection", from, to);
    }

    private static List<Shade.Span> spans(double... values) {
        return SHADE.spans(List.of(window(values)));
    }
}
