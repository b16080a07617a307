package dev.cellwatch.notebook.plot;

import java.util.List;

/**
 * Draws a frame as SVG without any toolkit: for front ends that do not know figures, for GitHub and for nbconvert.
 * Its colours are read on white as on black, because a picture cannot know its page's theme.
 */
final class SvgPicture {

    private static final int WIDTH = 920;
    /** The usual width of a letter, as a part of the size of its font. */
    private static final double LETTER = 0.54;

    private static final double SMALLEST = 7;
    private static final int INNER = WIDTH - Geometry.LEFT - Geometry.RIGHT;

    private final Frame frame;
    private final List<Stroke> strokes;
    private final StringBuilder svg = new StringBuilder(8192);
    private int trace;

    private SvgPicture(Frame frame, List<Stroke> strokes) {
        this.frame = frame;
        this.strokes = strokes;
    }

    /** The frame's picture; {@code strokes} are its lines' styles, in their order. */
    static String of(Frame frame, List<Stroke> strokes) {
        return new SvgPicture(frame, strokes).draw();
    }

    private String draw() {
        int panels = frame.panels().size();
        int height = Geometry.height(panels);
        svg.append("<svg xmlns='http://www.w3.org/2000/svg' width='")
                .append(WIDTH)
                .append("' height='");
        svg.append(height).append("' viewBox='0 0 ").append(WIDTH).append(' ').append(height);
        svg.append("' font-family='system-ui,sans-serif' font-size='10' fill='").append(Palette.NEUTRAL);
        svg.append("'>");
        heading(22, 14, frame.title());
        heading(40, 11, frame.subtitle());
        Veil.of(frame).forEach(veil -> veil(veil, panels - 1));
        timeLabels(Geometry.panelBottom(panels - 1) + 16);
        for (int i = 0; i < panels; i++) {
            new SvgPanel(svg, frame, i)
                    .draw(nextStrokes(frame.panels().get(i).curves().size()));
        }
        return svg.append("</svg>").toString();
    }

    /** A line that would not fit is written smaller. */
    private void heading(int y, int size, String text) {
        double room = (WIDTH - 24) / (LETTER * text.length());
        svg.append("<text x='12' y='").append(y).append("' font-size='");
        svg.append(Numbers.shortest(Math.min(size, Math.max(SMALLEST, room)), 1));
        svg.append("'>").append(escaped(text)).append("</text>");
    }

    private List<Stroke> nextStrokes(int count) {
        int first = trace;
        trace += count;
        return strokes.subList(first, trace);
    }

    private void veil(Veil veil, int lastPanel) {
        int top = Geometry.panelTop(veil.panel().orElse(0));
        int bottom = veil.panel().isPresent()
                ? top + (int) Math.round(Geometry.PANEL * Veil.STRIP)
                : Geometry.panelBottom(lastPanel);
        int from = x(frame.time(), veil.from());
        int to = x(frame.time(), veil.to());
        svg.append("<path fill='")
                .append(veil.color())
                .append("' fill-opacity='.11' d='M")
                .append(from);
        svg.append(' ')
                .append(top)
                .append('H')
                .append(to)
                .append('V')
                .append(bottom)
                .append('H');
        svg.append(from).append("z'/>");
        if (!veil.words().isEmpty()) {
            text((from + to) / 2, Geometry.TOP - 4, "middle", veil.words(), veil.color());
        }
    }

    private void timeLabels(int y) {
        for (int i = 0; i < frame.time().ticks().size(); i++) {
            int x = x(frame.time(), frame.time().ticks().get(i));
            text(x, y, i == 0 ? "start" : "middle", frame.time().labels().get(i), "");
        }
    }

    private void text(int x, int y, String anchor, String text, String color) {
        svg.append("<text x='")
                .append(x)
                .append("' y='")
                .append(y)
                .append("' text-anchor='")
                .append(anchor);
        if (!color.isEmpty()) {
            svg.append("' fill='").append(color);
        }
        svg.append("'>").append(escaped(text)).append("</text>");
    }

    static int x(Frame frame, long millis) {
        return x(frame.time(), (millis - frame.zeroMillis()) / 1000.0);
    }

    static int x(TimeAxis time, double place) {
        return Geometry.LEFT + (int) Math.round(time.share(place) * INNER);
    }

    static int right() {
        return WIDTH - Geometry.RIGHT;
    }

    /** Text as XML, without letters for which the whole picture would take two bytes a letter. */
    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            int letter = text.codePointAt(i);
            if (letter < ' ' || Character.getType(letter) == Character.SURROGATE) {
                safe.append(' '); // XML has no way to say them
            } else if (letter == '<' || letter == '>' || letter == '&' || letter > 255) {
                safe.append("&#").append(letter).append(';');
                i += Character.charCount(letter) - 1;
            } else {
                safe.append((char) letter);
            }
        }
        return safe.toString();
    }
}
