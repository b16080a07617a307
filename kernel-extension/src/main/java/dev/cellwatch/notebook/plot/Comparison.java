package dev.cellwatch.notebook.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * Runs in one plot, each from its own start.
 *
 * @param runs those that are compared, in the order in which they were named
 * @param bySteps whether the axis counts steps; else seconds
 */
public record Comparison(List<RunView> runs, boolean bySteps) {

    /** More lines in one panel are told apart by nobody. */
    public static final int MOST = 4;

    public Comparison {
        runs = List.copyOf(runs);
    }

    /** What each is called: by its name if it has that alone, else with its label. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (RunView one : runs) {
            String name = one.run().name();
            long namesakes = runs.stream()
                    .filter(other -> other.run().name().equals(name))
                    .count();
            names.add(namesakes == 1 ? name : name + " " + one.run().label());
        }
        return names;
    }

    /** What the axis counts, for people. */
    String axis() {
        return bySteps ? "by step" : "time since each run's start";
    }

    boolean anyHas(String name) {
        return runs.stream().anyMatch(one -> one.names().contains(name));
    }
}
