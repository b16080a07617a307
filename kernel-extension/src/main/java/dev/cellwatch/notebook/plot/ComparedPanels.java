package dev.cellwatch.notebook.plot;

import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.training.TrainingMetric;
import dev.cellwatch.monitor.training.UserMetric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The panels of a comparison: one for each quantity that any of the runs has, with a line for each run. */
final class ComparedPanels {

    private final Comparison comparison;
    private final List<Panel> panels = new ArrayList<>();

    private ComparedPanels(Comparison comparison) {
        this.comparison = comparison;
    }

    static List<Panel> of(Comparison comparison) {
        ComparedPanels made = new ComparedPanels(comparison);
        made.add(TrainingMetric.LOSS, Quantity.number("loss"), false);
        made.add(TrainingMetric.VALIDATION_LOSS, Quantity.number("validation"), true);
        comparison.runs().stream()
                .flatMap(one -> Panels.ownNames(one).stream())
                .distinct()
                .limit(Panels.MOST_OWN)
                .forEach(name -> made.add(new UserMetric(name), Quantity.number(name), false));
        made.add(TrainingMetric.LEARNING_RATE, Quantity.number("learning rate"), false);
        made.add(TrainingMetric.BATCH_TIME, Quantity.millis("batch ms"), false);
        made.add(TrainingMetric.THROUGHPUT, Quantity.number("samples/s"), false);
        return made.panels;
    }

    /** The first panel stands for all of them in the legend, so it has a line for each run, and it is always there. */
    private void add(Metric metric, Quantity quantity, boolean few) {
        boolean first = panels.isEmpty();
        if (!first && !comparison.anyHas(metric.id())) {
            return;
        }
        List<Series> lines = new ArrayList<>();
        List<String> names = comparison.names();
        for (int i = 0; i < names.size(); i++) {
            RunView view = comparison.runs().get(i);
            if (first || view.names().contains(metric.id())) {
                String color = Palette.run(i);
                String group = view.run().label();
                lines.add(Series.of(
                        names.get(i),
                        new Series.Row(view.run().subject(), metric),
                        few ? Series.Style.dots(color, group) : Series.Style.line(color, group)));
            }
        }
        panels.add(new Panel(quantity, lines, Optional.empty(), false));
    }
}
