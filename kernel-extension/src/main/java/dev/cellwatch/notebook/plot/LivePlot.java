package dev.cellwatch.notebook.plot;

import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.notebook.display.Bundle;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.plotly.components.Figure;

/**
 * A plot that moves: made once for a monitor, asked for a frame whenever one is due.
 *
 * <pre>{@code
 * LivePlot plot = new LivePlot(PlotOptions.everything(window, interval), monitor.history());
 * output.update(plot.frame(clock.millis(), FrameText.of("every 2 s, 3 min 10 s left")));
 * }</pre>
 *
 * Tablesaw draws the figure once, and again only when its panels change, as with a GPU that comes or goes; a frame puts
 * only data into it. Thread-safe.
 */
public final class LivePlot {

    private static final long SHORTEST_PICTURE_MILLIS = 1000;
    private static final long LONGEST_PICTURE_MILLIS = 5000;
    /** A frame comes a moment sooner or later than it is due. */
    private static final long EARLY_MILLIS = 100;

    private final PlotOptions options;
    private final long pictureMillis;
    private final Readings readings;
    private final UnaryOperator<Figure> restyle;
    private @Nullable FigureTemplate template;
    private @Nullable Drawn drawn;

    public LivePlot(PlotOptions options, History history) {
        this(options, readings(options, history), figure -> figure);
    }

    private static Readings readings(PlotOptions options, History history) {
        if (options.comparison().isPresent()) {
            return new ComparedReadings(options.comparison().get());
        }
        return options.run().map(run -> Readings.of(history, run.run())).orElseGet(() -> Readings.of(history));
    }

    /** @param restyle changes the figure that Tablesaw drew before it is shown */
    LivePlot(PlotOptions options, Readings readings, UnaryOperator<Figure> restyle) {
        this.options = options;
        this.pictureMillis = Math.max(
                SHORTEST_PICTURE_MILLIS,
                Math.min(LONGEST_PICTURE_MILLIS, options.window().toMillis() / FrameReader.MOST_POINTS));
        this.readings = readings;
        this.restyle = restyle;
    }

    /** This plot with other options. What Tablesaw drew stays while the panels do, as when the time axis grows. */
    public synchronized LivePlot showing(PlotOptions wanted, History history) {
        LivePlot next = new LivePlot(wanted, readings(wanted, history), restyle);
        next.template = template;
        return next;
    }

    /** What it shows. */
    public PlotOptions options() {
        return options;
    }

    /**
     * The plot as it is now: figure, SVG and text. What only stands in for the figure, SVG and text, is renewed as often
     * as it has one more point to show, at most once a second.
     */
    public synchronized Bundle frame(long nowMillis, FrameText text) {
        return new Bundle(current().bundle(nowMillis, text));
    }

    /** The frame that stays in the notebook: also for front ends that know Plotly and not us. */
    public synchronized Bundle lastFrame(long nowMillis, FrameText text) {
        Drawn now = current();
        now.forgetPicture();
        Map<String, Object> data = now.bundle(nowMillis, text);
        data.computeIfAbsent(Bundle.PLOTLY, same -> data.get(Bundle.FIGURE));
        return new Bundle(data);
    }

    /** The plot as it is now as a plain Tablesaw figure, to go on with; it has room for three panels. */
    public synchronized Figure figure(long nowMillis) {
        return restyle.apply(TablesawFigure.of(current().reader.read(nowMillis, FrameText.of())));
    }

    private Drawn current() {
        List<Subject> seen = options.show().contains(Show.GPU) ? readings.subjects(Subject.Kind.GPU) : List.of();
        if (drawn == null || !drawn.seen.equals(seen)) {
            drawn = new Drawn(seen);
        }
        return drawn;
    }

    private List<Subject> chosen(List<Subject> seen) {
        return seen.stream()
                .filter(options.gpus())
                .sorted(Comparator.comparingInt(Panels::index))
                .toList();
    }

    private FigureTemplate template(List<Panel> panels, TimeAxis time) {
        template = template != null && template.shows(panels)
                ? template.over(time)
                : new FigureTemplate(restyle.apply(TablesawFigure.empty(panels)), panels, time);
        return template;
    }

    /** The plot for one set of GPUs that are there. */
    private final class Drawn {
        private final List<Subject> seen;
        private final FrameReader reader;
        private final FigureTemplate figure;
        private String svg = "";
        private String text = "";
        private long drawnMillis;

        Drawn(List<Subject> seen) {
            PlotPlan plan = PlotPlan.of(options, chosen(seen));
            this.seen = seen;
            this.reader = new FrameReader(plan, options, readings);
            this.figure = template(plan.panels(), reader.time());
        }

        void forgetPicture() {
            svg = "";
        }

        Map<String, Object> bundle(long nowMillis, FrameText line) {
            Frame frame = reader.read(nowMillis, line);
            if (svg.isEmpty() || Math.abs(nowMillis - drawnMillis) >= pictureMillis - EARLY_MILLIS) {
                svg = SvgPicture.of(frame, figure.strokes());
                text = TextPicture.of(frame, reader.plan());
                drawnMillis = nowMillis;
            }
            Map<String, Object> data = new LinkedHashMap<>();
            data.put(Bundle.FIGURE, figure.fill(frame));
            data.put(Bundle.SVG, svg);
            data.put(Bundle.TEXT, text);
            return data;
        }
    }
}
