package dev.cellwatch.notebook.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A shaded stretch where it is drawn, and the words above it.
 *
 * @param color CSS colour, six digits
 * @param from its start on the time axis, seconds
 * @param to its end
 * @param panel the panel that it covers; empty for all of them
 * @param words its label; empty where there is no room for one
 */
record Veil(String color, double from, double to, OptionalInt panel, String words) {

    /** The part of its panel that a veil over one panel takes, at the top, where the limit is. */
    static final double STRIP = 0.1;
    /** The usual width of a letter, in pixels. */
    private static final double LETTER = 5.4;
    /** Plots are as wide as their page; this is about the least. */
    private static final double USUAL_WIDTH = 700;

    /** The colour, thin enough to see lines through it. */
    String tint() {
        return color + "1c";
    }

    double middle() {
        return (from + to) / 2;
    }

    /** A frame's veils, in the order of time; a label that would stand on the one before it is left out. */
    static List<Veil> of(Frame frame) {
        List<Veil> veils = new ArrayList<>();
        TimeAxis time = frame.time();
        double pixels = USUAL_WIDTH / time.length();
        double free = time.from();
        for (Shade.Span span : frame.shades()) {
            double from = Math.max(time.from(), frame.place(span.fromMillis()));
            double to = Math.min(time.to(), frame.place(span.toMillis()));
            String words = words(span, (to - from) * pixels);
            double half = width(words) / pixels / 2;
            boolean fits = (from + to) / 2 - half >= free && (from + to) / 2 + half <= time.to();
            veils.add(new Veil(span.shade().color(), from, to, span.shade().panel(), fits ? words : ""));
            free = fits && half > 0 ? (from + to) / 2 + half : free;
        }
        return veils;
    }

    private static String words(Shade.Span span, double room) {
        String brief = span.shade().brief();
        return !brief.isEmpty() && width(span.label()) <= room ? span.label() : brief;
    }

    private static double width(String words) {
        return words.length() * LETTER;
    }
}
