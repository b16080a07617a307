package dev.cellwatch.notebook.plot;

/**
 * Where things are, in CSS pixels: the height of a plot is fixed by the number of its panels, so that a notebook does
 * not jump while a plot moves.
 */
final class Geometry {

    static final int LEFT = 54;
    static final int RIGHT = 16;
    static final int TOP = 80;
    static final int BOTTOM = 28;
    static final int PANEL = 84;
    private static final int GAP = 28;

    private Geometry() {}

    static int height(int panels) {
        return TOP + inner(panels) + BOTTOM;
    }

    private static int inner(int panels) {
        return panels * PANEL + (panels - 1) * GAP;
    }

    /** The upper edge of a panel, from the top of the plot. */
    static int panelTop(int panel) {
        return TOP + panel * (PANEL + GAP);
    }

    static int panelBottom(int panel) {
        return panelTop(panel) + PANEL;
    }

    /** A height as Plotly counts it: the share of the plot's inner height, from below. */
    static double share(int fromTop, int panels) {
        return Math.round((1 - (fromTop - TOP) / (double) inner(panels)) * 10_000) / 10_000.0;
    }
}
