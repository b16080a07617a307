package dev.cellwatch.monitor.exposition;

import java.util.Map;
import java.util.TreeMap;

/** Writes labels, whatever somebody called a notebook, a mount or a run: {@code {gpu="0",uuid="GPU-1"}}. */
final class LabelText {

    private static final int LONGEST = 128;

    private LabelText() {}

    /** The labels in the order of their names, and nothing for none. */
    static String of(Map<String, String> labels) {
        if (labels.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(64);
        new TreeMap<>(labels).forEach((name, value) -> {
            text.append(text.isEmpty() ? '{' : ',').append(name).append("=\"");
            escape(cut(value), text);
            text.append('"');
        });
        return text.append('}').toString();
    }

    static String of(String name, String value) {
        return of(Map.of(name, value));
    }

    private static void escape(String value, StringBuilder to) {
        if (value.indexOf('\\') < 0 && value.indexOf('"') < 0 && value.indexOf('\n') < 0) {
            to.append(value); // as nearly all, and at once
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            char letter = value.charAt(i);
            switch (letter) {
                case '\\' -> to.append("\\\\");
                case '"' -> to.append("\\\"");
                case '\n' -> to.append("\\n");
                default -> to.append(letter);
            }
        }
    }

    /** A text that is no longer than a label's should be, and whole in its last character. */
    static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
        return text.substring(0, end) + "…";
    }
}
