package dev.cellwatch.notebook.plot;

import java.util.List;

/** Colours that people with any colour vision tell apart, on white as on black (after Okabe and Ito). */
public final class Palette {

    static final String GREEN = "#009E73";
    static final String PINK = "#CC79A7";
    static final String SKY = "#56B4E9";
    /** Text and reference lines; front ends that know their theme put its text colour here. */
    static final String NEUTRAL = "#7d858e";
    /** Grid lines; likewise. */
    static final String GRID = "rgba(140,150,160,.2)";

    /** The run's loss on data that it does not train on. */
    static final String PURPLE = "#8C7BC9";

    static final String WARNING = "#D55E00";

    /** A GPU has the same colour everywhere; the first ones differ from those of host and JVM. */
    private static final List<String> GPUS =
            List.of("#0072B2", "#E69F00", "#D55E00", "#A6A02C", SKY, PINK, GREEN, PURPLE);

    private Palette() {}

    /** The colour of one of the runs that are compared, as CSS writes it. */
    public static String run(int index) {
        return gpu(index);
    }

    /** The colour of a GPU by its index, as CSS writes it. */
    public static String gpu(int index) {
        return GPUS.get(Math.floorMod(index, GPUS.size()));
    }
}
