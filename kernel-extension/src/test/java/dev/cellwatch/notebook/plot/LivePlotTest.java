package dev.cellwatch.notebook.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.notebook.display.Bundle;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Line;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.Trace;

class LivePlotTest {

    private static final FrameText TEXT = FrameText.of("every 1 s, 3 min 10 s left", "DEMO data");
    private static final PlotOptions ALL = PlotOptions.everything(Duration.ofMinutes(5), Duration.ofSeconds(1));

    private final Machine machine = new Machine(2, 1000).run(120);

    @Test
    void a_frame_shows_gpus_above_the_host_on_one_time_axis() {
        JsonNode layout = figure(plot(machine, ALL)).path("layout");
        assertEquals("GPU %", layout.at("/yaxis/title/text").asText());
        assertEquals("memory GiB", layout.at("/yaxis2/title/text").asText());
        assertEquals("power W", layout.at("/yaxis3/title/text").asText());
        assertEquals("host %", layout.at("/yaxis4/title/text").asText());
        assertEquals("y4", layout.at("/xaxis/anchor").asText());
        assertTrue(layout.path("width").isMissingNode(), "as wide as the page");
        assertEquals(0, layout.at("/yaxis4/domain/0").asDouble());
        assertEquals(1, layout.at("/yaxis/domain/1").asDouble());
        assertTrue(layout.at("/yaxis2/domain/1").asDouble()
                < layout.at("/yaxis/domain/0").asDouble());
    }

    @Test
    void the_title_tells_the_current_numbers_and_the_second_line_the_rest() {
        Bundle bundle = plot(machine, ALL).frame(machine.nowMillis(), TEXT);
        JsonNode layout = tree(bundle, Bundle.FIGURE).path("layout");
        assertTrue(
                layout.at("/title/text").asText().matches("GPU 0 \\d+ %, [0-9.]+ of 80 GiB, \\d+ W, 67 °C.*GPU 1 .*"),
                layout.at("/title/text").asText());
        assertTrue(
                layout.at("/annotations/0/text").asText().contains("DEMO data"),
                layout.at("/annotations/0/text").asText());
        assertTrue(String.valueOf(bundle.data().get(Bundle.TEXT)).contains("of 80 GiB"));
    }

    @Test
    void many_gpus_are_told_together() {
        Machine eight = new Machine(8, 1000).run(30);
        String title = figure(plot(eight, ALL), eight).at("/layout/title/text").asText();
        assertTrue(title.matches("8 GPUs \\d+ % \\(\\d+-\\d+\\), [0-9.]+ of 640 GiB, \\d+ W, up to 67 °C"), title);
    }

    @Test
    void another_tablesaw_layout_gives_another_figure() {
        JsonNode plain = figure(plot(machine, ALL)).path("layout");
        JsonNode taller = figure(restyled(figure -> {
                    figure.setLayout(tech.tablesaw.plotly.components.Layout.builder()
                            .height(777)
                            .yAxis(tech.tablesaw.plotly.components.Axis.builder()
                                    .title("utilisation")
                                    .gridColor("#abcdef")
                                    .build())
                            .build());
                    return figure;
                }))
                .path("layout");
        assertNotEquals(777, plain.path("height").asInt());
        assertEquals(777, taller.path("height").asInt());
        assertEquals("utilisation", taller.at("/yaxis/title/text").asText());
        assertEquals("#abcdef", taller.at("/yaxis/gridcolor").asText());
    }

    @Test
    void another_tablesaw_trace_gives_another_figure_and_another_picture() {
        UnaryOperator<Figure> dotted = figure -> {
            Trace[] traces = figure.getTraces().clone();
            traces[0] = ScatterTrace.builder(new double[0], new double[0])
                    .name("first")
                    .mode(ScatterTrace.Mode.LINE_AND_MARKERS)
                    .line(Line.builder().color("#123456").width(5).build())
                    .build();
            figure.setTraces(traces);
            return figure;
        };
        Bundle bundle = restyled(dotted).frame(machine.nowMillis(), TEXT);
        JsonNode trace = tree(bundle, Bundle.FIGURE).at("/data/0");
        assertEquals("lines+markers", trace.path("mode").asText());
        assertEquals("#123456", trace.at("/line/color").asText());
        assertEquals("first", trace.path("name").asText());
        assertTrue(trace.at("/y/bdata").asText().length() > 50, "its data is still ours");
        assertTrue(String.valueOf(bundle.data().get(Bundle.SVG)).contains("#123456"));
    }

    @Test
    void memory_is_drawn_against_its_total_and_power_against_its_limit() {
        JsonNode layout = figure(plot(machine, ALL)).path("layout");
        assertEquals(80, layout.at("/shapes/0/y0").asDouble());
        assertEquals("80 GiB", layout.at("/annotations/1/text").asText());
        assertEquals(700, layout.at("/shapes/1/y0").asDouble());
        assertEquals("limit 700 W", layout.at("/annotations/2/text").asText());
        assertTrue(layout.at("/yaxis2/range/1").asDouble() > 80);
    }

    @Test
    void axes_stand_still_while_values_move() {
        LivePlot plot = plot(machine, ALL);
        JsonNode before = figure(plot).path("layout");
        machine.run(60);
        JsonNode after = figure(plot).path("layout");
        for (String axis : new String[] {"xaxis", "yaxis", "yaxis2", "yaxis3", "yaxis4"}) {
            assertEquals(before.path(axis), after.path(axis), axis);
        }
    }

    @Test
    void throttling_and_gc_are_shaded_over_all_panels_and_a_reached_power_limit_over_its_own() {
        machine.run(140);
        JsonNode layout = figure(plot(machine, ALL)).path("layout");
        assertEquals("paper", rectangle(layout, Palette.PINK).path("yref").asText());
        List<String> shaded = new ArrayList<>();
        layout.path("shapes")
                .forEach(shape -> shaded.add(
                        shape.path("fillcolor").asText() + shape.path("yref").asText()));
        assertTrue(shaded.contains(Palette.WARNING + "1cpaper"), shaded.toString());
        assertTrue(shaded.contains(Palette.WARNING + "1cy3 domain"), shaded.toString());
        assertTrue(layout.path("annotations").toString().contains("GPU 0 throttled"));
    }

    private static JsonNode rectangle(JsonNode layout, String color) {
        for (JsonNode shape : layout.path("shapes")) {
            if (shape.path("fillcolor").asText().startsWith(color)) {
                return shape;
            }
        }
        throw new AssertionError("no rectangle in " + color + " among " + layout.path("shapes"));
    }

    @Test
    void a_machine_without_a_gpu_shows_host_and_jvm() {
        Machine bare = new Machine(0, 1000).run(30);
        JsonNode figure = figure(plot(bare, ALL), bare);
        assertEquals("CPU %", figure.at("/layout/yaxis/title/text").asText());
        assertEquals("RAM GiB", figure.at("/layout/yaxis2/title/text").asText());
        assertEquals("heap GiB", figure.at("/layout/yaxis3/title/text").asText());
        assertTrue(figure.at("/layout/title/text").asText().matches("CPU \\d+ %, [0-9.]+ of 31.3 GiB.*heap .*"));
    }

    @Test
    void only_what_is_asked_for_is_shown() {
        Predicate<Subject> second = gpu -> gpu.label("gpu").equals("1");
        PlotOptions options = new PlotOptions(
                Set.of(Show.GPU), second, Duration.ofMinutes(5), Duration.ofSeconds(1), Optional.empty());
        JsonNode data = figure(plot(machine, options)).path("data");
        assertEquals(3, data.size());
        data.forEach(trace -> assertEquals("GPU 1", trace.path("name").asText()));
    }

    @Test
    void a_gpu_keeps_its_colour_when_it_is_shown_alone() {
        Predicate<Subject> second = gpu -> gpu.label("gpu").equals("1");
        PlotOptions alone = new PlotOptions(
                Set.of(Show.GPU), second, Duration.ofMinutes(5), Duration.ofSeconds(1), Optional.empty());
        JsonNode among = figure(plot(machine, ALL)).at("/data/1");
        assertEquals("GPU 1", among.path("name").asText());
        assertEquals(among.at("/line/color"), figure(plot(machine, alone)).at("/data/0/line/color"));
    }

    @Test
    void a_plot_without_any_data_is_an_empty_plot() {
        PlotOptions gpus =
                new PlotOptions(Set.of(Show.GPU), gpu -> true, ALL.window(), ALL.interval(), Optional.empty());
        Bundle bundle = plot(new Machine(0, 1000), gpus).frame(Machine.START, TEXT);
        JsonNode figure = tree(bundle, Bundle.FIGURE);
        assertEquals("No GPU to show", figure.at("/layout/title/text").asText());
        assertEquals(0, figure.path("data").size());
        assertTrue(String.valueOf(bundle.data().get(Bundle.SVG)).endsWith("</svg>"));
        assertTrue(String.valueOf(bundle.data().get(Bundle.TEXT)).startsWith("No GPU to show"));
    }

    @Test
    void a_gpu_that_comes_later_joins() {
        LivePlot plot = plot(machine, ALL);
        assertEquals(9, figure(plot).path("data").size());
        machine.history.accept(machine.sampleOf(Machine.gpu(2)));
        assertEquals(12, figure(plot).path("data").size());
    }

    @Test
    void a_gap_is_drawn_as_a_gap() {
        LivePlot plot = plot(machine, ALL);
        machine.skip(60);
        machine.run(30);
        String svg = String.valueOf(plot.frame(machine.nowMillis(), TEXT).data().get(Bundle.SVG));
        int line = svg.indexOf("d='M", svg.indexOf("stroke='#0072B2'"));
        String path = svg.substring(line, svg.indexOf("'/>", line));
        assertEquals(2, path.chars().filter(c -> c == 'M').count(), path);
    }

    @Test
    void the_picture_is_renewed_when_it_has_a_point_more_and_the_figure_each_time() {
        LivePlot plot = plot(machine, ALL); // 120 points in five minutes
        Map<String, Object> first = plot.frame(machine.nowMillis(), TEXT).data();
        Map<String, Object> soon = plot.frame(machine.nowMillis() + 2000, TEXT).data();
        Map<String, Object> later = plot.frame(machine.nowMillis() + 2500, TEXT).data();
        assertSame(first.get(Bundle.SVG), soon.get(Bundle.SVG));
        assertSame(first.get(Bundle.TEXT), soon.get(Bundle.TEXT));
        assertNotEquals(first.get(Bundle.FIGURE), soon.get(Bundle.FIGURE));
        assertNotEquals(first.get(Bundle.SVG), later.get(Bundle.SVG));
    }

    @Test
    void the_picture_of_a_short_window_is_renewed_once_a_second_and_after_the_clock_was_set_back() {
        LivePlot plot = plot(machine, PlotOptions.everything(Duration.ofMinutes(1), ALL.interval()));
        Object first = plot.frame(machine.nowMillis(), TEXT).data().get(Bundle.SVG);
        Object soon = plot.frame(machine.nowMillis() + 750, TEXT).data().get(Bundle.SVG);
        Object later = plot.frame(machine.nowMillis() + 999, TEXT).data().get(Bundle.SVG);
        Object back = plot.frame(machine.nowMillis() - 60_000, TEXT).data().get(Bundle.SVG);
        assertSame(first, soon);
        assertNotEquals(soon, later);
        assertNotEquals(later, back);
    }

    @Test
    void the_last_frame_is_also_for_front_ends_that_know_plotly_only() {
        Bundle last = plot(machine, ALL).lastFrame(machine.nowMillis(), TEXT);
        assertEquals(tree(last, Bundle.FIGURE), tree(last, Bundle.PLOTLY));
        assertFalse(plot(machine, ALL).frame(machine.nowMillis(), TEXT).data().containsKey(Bundle.PLOTLY));
    }

    @Test
    void people_get_a_plain_tablesaw_figure_with_the_data() {
        Figure figure = plot(machine, ALL).figure(machine.nowMillis());
        assertEquals(9, figure.getTraces().length);
        assertTrue(figure.asJavascript("here").contains("\"-1.5\""), "seconds before now");
    }

    @Test
    void any_text_is_well_formed_in_the_picture() throws Exception {
        String text = "<b>&\u0007 µ \u2002▁\uD83D\uDE00 \uD83D";
        String xml = "<t>" + SvgPicture.escaped(text) + "</t>";
        assertTrue(xml.chars().allMatch(letter -> letter < 256), xml);
        String read = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement()
                .getTextContent();
        assertEquals("<b>&  µ \u2002▁\uD83D\uDE00  ", read);
    }

    @Test
    void a_longer_axis_is_the_same_drawing_with_more_time() {
        List<Figure> drawings = new ArrayList<>();
        LivePlot plot = restyled(figure -> {
            drawings.add(figure);
            return figure;
        });
        figure(plot);
        PlotOptions longer = PlotOptions.everything(Duration.ofMinutes(10), Duration.ofSeconds(1));
        LivePlot grown = plot.showing(longer, machine.history);
        assertEquals(figure(plot(machine, longer)), figure(grown));
        assertEquals(1, drawings.size());
        assertEquals(figure(plot(machine, ALL)), figure(plot), "the shorter one is as it was");
        figure(grown.showing(
                new PlotOptions(Set.of(Show.GPU), gpu -> true, longer.window(), longer.interval(), Optional.empty()),
                machine.history));
        assertEquals(2, drawings.size(), "other panels are drawn");
    }

    private static LivePlot plot(Machine machine, PlotOptions options) {
        return new LivePlot(options, machine.history);
    }

    private LivePlot restyled(UnaryOperator<Figure> restyle) {
        return new LivePlot(ALL, Readings.of(machine.history), restyle);
    }

    private JsonNode figure(LivePlot plot) {
        return figure(plot, machine);
    }

    private static JsonNode figure(LivePlot plot, Machine machine) {
        return tree(plot.frame(machine.nowMillis(), TEXT), Bundle.FIGURE);
    }

    private static JsonNode tree(Bundle bundle, String type) {
        try {
            return new ObjectMapper().readTree(String.valueOf(bundle.data().get(type)));
        } catch (JsonProcessingException e) {
            throw new AssertionError(type + " is no JSON", e);
        }
    }
}
