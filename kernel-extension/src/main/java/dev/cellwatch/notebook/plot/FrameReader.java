package dev.cellwatch.notebook.plot;

import dev.cellwatch.monitor.history.Window;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.metric.Tier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads what a plan shows at one moment. The axes remember how far they have grown, so use one for one plot. */
final class FrameReader {

    /** Of one curve. */
    static final int MOST_POINTS = 120;

    private static final int MOST_LIMITS = 3;
    private static final int MOST_SPANS = 24;
    /** How often the slow tier is read. */
    private static final long SLOW_MILLIS = 5000;

    private final PlotPlan plan;
    private final Optional<Comparison> comparison;
    private final Readings readings;
    private final TimeAxis time;
    private final List<Scale> scales = new ArrayList<>();
    private final Duration freshness;
    private final long reachMillis;
    private final int points;
    private final long fastBridgeMillis;
    private final long slowBridgeMillis;

    FrameReader(PlotPlan plan, PlotOptions options, Readings readings) {
        this.plan = plan;
        this.freshness = options.freshness();
        this.readings = readings;
        this.comparison = options.comparison();
        this.time = time(options);
        plan.panels().forEach(panel -> scales.add(new Scale()));
        long interval = options.interval().toMillis();
        this.reachMillis = options.window().toMillis();
        this.points = (int) Math.max(2, Math.min(MOST_POINTS, reachMillis / interval));
        this.fastBridgeMillis = interval * 5 / 2;
        this.slowBridgeMillis = Math.max(interval, SLOW_MILLIS) * 5 / 2;
    }

    private static TimeAxis time(PlotOptions options) {
        if (options.comparison().isPresent()) {
            return options.comparison().get().bySteps()
                    ? TimeAxis.steps(options.window().toMillis() / 1000.0)
                    : TimeAxis.since(options.window());
        }
        boolean over = options.run().filter(view -> view.run().isOver()).isPresent();
        return TimeAxis.of(options.window(), over ? "end" : "now");
    }

    PlotPlan plan() {
        return plan;
    }

    TimeAxis time() {
        return time;
    }

    Frame read(long nowMillis, FrameText text) {
        // what is compared stands where it was since its start, whatever the time is now
        long endMillis = comparison.isPresent() ? reachMillis : nowMillis;
        List<PanelFrame> panels = new ArrayList<>();
        for (int i = 0; i < plan.panels().size(); i++) {
            panels.add(panel(plan.panels().get(i), scales.get(i), endMillis));
        }
        FrameWords words = words(nowMillis, text);
        return new Frame(
                comparison.isPresent() ? 0 : nowMillis,
                words.title(),
                words.numbers(),
                words.subtitle(),
                time,
                panels,
                spans(endMillis));
    }

    private FrameWords words(long nowMillis, FrameText text) {
        if (comparison.isPresent()) {
            return FrameWords.of(comparison.get(), nowMillis, text);
        }
        CurrentNumbers numbers = new CurrentNumbers(readings, plan.subjects(), nowMillis, freshness);
        return FrameWords.of(plan, numbers, nowMillis, text);
    }

    private PanelFrame panel(Panel panel, Scale scale, long nowMillis) {
        List<Curve> curves = new ArrayList<>();
        double highest = Double.NaN;
        double lowest = 0;
        for (Series series : panel.series()) {
            Curve curve = curve(series, panel.quantity().factor(), nowMillis);
            curves.add(curve);
            highest = Curve.higher(highest, curve.highest());
            if (panel.belowZero()) {
                lowest = Math.min(lowest, curve.lowest());
            }
        }
        List<Double> limits = limits(panel, nowMillis);
        double limit = panel.quantity().full().orElse(Double.NaN);
        for (double one : limits) {
            limit = Curve.higher(limit, one);
        }
        scale.fit(limit, lowest, highest);
        return new PanelFrame(panel, curves, limits, scale.axis());
    }

    private Curve curve(Series series, double factor, long nowMillis) {
        double share = factor;
        if (series.whole().isPresent()) {
            OptionalDouble whole = latest(series.whole().get(), nowMillis);
            share = whole.orElse(0) > 0 ? factor / whole.getAsDouble() : Double.NaN;
        }
        Window window = window(series.row(), nowMillis);
        if (series.row().subject().kind() == Subject.Kind.RUN) {
            // a run says something when it has something to say: nothing is missing in between
            return Curve.ofMeans(window, share, series.style().marked() ? 0 : reachMillis);
        }
        boolean fast = series.row().metric().tier() == Tier.FAST;
        return Curve.of(window, share, fast ? fastBridgeMillis : slowBridgeMillis);
    }

    private Window window(Series.Row row, long nowMillis) {
        return readings.window(row.subject(), row.metric(), nowMillis - reachMillis, nowMillis, points);
    }

    private OptionalDouble latest(Series.Row row, long nowMillis) {
        return readings.latest(row.subject(), row.metric(), nowMillis, freshness);
    }

    /** The limits of the panel's subjects, each value once. */
    private List<Double> limits(Panel panel, long nowMillis) {
        List<Double> limits = new ArrayList<>();
        if (panel.limit().isPresent()) {
            for (Series series : panel.series()) {
                Series.Row row = new Series.Row(
                        series.row().subject(), panel.limit().get().metric());
                double limit =
                        latest(row, nowMillis).orElse(0) * panel.quantity().factor();
                double tenths = Math.round(limit * 10) / 10.0;
                if (tenths > 0 && !limits.contains(tenths) && limits.size() < MOST_LIMITS) {
                    limits.add(tenths);
                }
            }
        }
        return limits;
    }

    private List<Shade.Span> spans(long nowMillis) {
        IdentityHashMap<Series.Row, Window> read = new IdentityHashMap<>(); // shades share rows
        List<Shade.Span> spans = new ArrayList<>();
        for (Shade shade : plan.shades()) {
            List<Window> windows = new ArrayList<>();
            for (Series.Row row : shade.rows()) {
                // not computeIfAbsent: called with every frame, it has HotSpot optimise all of this within the JDK's
                // method
                Window window = read.get(row);
                if (window == null) {
                    window = window(row, nowMillis);
                    read.put(row, window);
                }
                windows.add(window);
            }
            spans.addAll(shade.spans(windows));
        }
        spans.sort(Comparator.comparingLong(Shade.Span::fromMillis));
        return spans.subList(0, Math.min(MOST_SPANS, spans.size()));
    }
}
