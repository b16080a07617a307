package dev.cellwatch.monitor.exposition;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Map;
import java.util.TreeMap;

/** Makes labels of texts that others chose; the writer escapes what is in them. */
final class LabelText {

    private static final int LONGEST = 128;

    private LabelText() {}

    static Labels of(Map<String, String> texts) {
        String[] pairs = new String[2 * texts.size()];
        int i = 0;
        for (Map.Entry<String, String> one : new TreeMap<>(texts).entrySet()) {
            pairs[i++] = one.getKey();
            pairs[i++] = cut(one.getValue());
        }
        return Labels.of(pairs);
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
