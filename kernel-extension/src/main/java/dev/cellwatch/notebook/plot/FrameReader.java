package dev.cellwatch.notebook.plot;

import dev.cellwatch.monitor.history.Window;
import dev.cellwatch.monitor.metric.Tier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** Reads what a plan shows at one moment. The axes remember how far they have grown, so use one for one plot. */
final class FrameReader {

    private static final int MOST_POINTS = 120;
    private static final int MOST_LIMITS = 3;
    private static final int MOST_SPANS = 24;
    /** What is read rarely is current for longer. */
    private static final Duration SLOW_CADENCE = Duration.ofSeconds(5);

    private final PlotPlan plan;
    private final PlotOptions options;
    private final Readings readings;
    private final TimeAxis time;
    private final List<Scale> scales;

    FrameReader(PlotPlan plan, PlotOptions options, Readings readings) {
        this.plan = plan;
        this.options = options;
        this.readings = readings;
        this.time = TimeAxis.of(options.window());
        this.scales = plan.panels().stream().map(panel -> new Scale()).toList();
    }

    PlotPlan plan() {
        return plan;
    }

    TimeAxis time() {
        return time;
    }

    Frame read(long nowMillis, FrameText text) {
        List<PanelFrame> panels = new ArrayList<>();
        for (int i = 0; i < plan.panels().size(); i++) {
            panels.add(panel(plan.panels().get(i), scales.get(i), nowMillis));
        }
        return new Frame(
                nowMillis,
                Headline.of(plan.subjects(), numbers(nowMillis)),
                text.line(),
                time,
                panels,
                spans(nowMillis));
    }

    /** The current numbers at a moment. */
    CurrentNumbers numbers(long nowMillis) {
        return new CurrentNumbers(readings, nowMillis, options.freshness());
    }

    private PanelFrame panel(Panel panel, Scale scale, long nowMillis) {
        List<Curve> curves = new ArrayList<>();
        double highest = Double.NaN;
        for (Series series : panel.series()) {
            Curve curve = curve(series, panel.quantity().factor(), nowMillis);
            curves.add(curve);
            highest = Curve.higher(highest, curve.highest());
        }
        List<Double> limits = limits(panel, nowMillis);
        double limit = panel.quantity().full().orElse(Double.NaN);
        for (double one : limits) {
            limit = Curve.higher(limit, one);
        }
        scale.fit(limit, highest);
        return new PanelFrame(panel, curves, limits, scale.top(), scale.ticks());
    }

    private Curve curve(Series series, double factor, long nowMillis) {
        double share = factor;
        if (series.whole().isPresent()) {
            OptionalDouble whole = latest(series.whole().get(), nowMillis);
            share = whole.orElse(0) > 0 ? factor / whole.getAsDouble() : Double.NaN;
        }
        Duration cadence = series.row().metric().tier() == Tier.FAST ? options.interval() : slowCadence();
        return Curve.of(window(series.row(), nowMillis), share, cadence.toMillis() * 5 / 2);
    }

    private Duration slowCadence() {
        return options.interval().compareTo(SLOW_CADENCE) > 0 ? options.interval() : SLOW_CADENCE;
    }

    private Window window(Series.Row row, long nowMillis) {
        long reach = options.window().toMillis();
        int points = (int)
                Math.max(2, Math.min(MOST_POINTS, reach / options.interval().toMillis()));
        return readings.window(row.subject(), row.metric(), nowMillis - reach, nowMillis, points);
    }

    private OptionalDouble latest(Series.Row row, long nowMillis) {
        return readings.latest(row.subject(), row.metric(), nowMillis, options.freshness());
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
        List<Shade.Span> spans = new ArrayList<>();
        for (Shade shade : plan.shades()) {
            spans.addAll(shade.spans(
                    shade.rows().stream().map(row -> window(row, nowMillis)).toList()));
        }
        spans.sort(Comparator.comparingLong(Shade.Span::fromMillis));
        return spans.subList(0, Math.min(MOST_SPANS, spans.size()));
    }
}
