package dev.cellwatch.notebook.table;

/** Makes text harmless that somebody else chose: the name of a process, a container, a mount. */
final class Harmless {

    private static final String UNPRINTABLE = "[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cs}\\u2028\\u2029]";

    private Harmless() {}

    /** Without what moves a terminal's cursor, colours its text or turns the writing direction. */
    static String text(String any) {
        return any.replaceAll("[\\t\\n\\r]+", " ").replaceAll(UNPRINTABLE, "\uFFFD");
    }

    /** The same, with nothing in it that a browser takes for markup. */
    static String html(String any) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text(any).toCharArray()) {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                // front ends typeset what stands between these as mathematics
                case '$' -> escaped.append("&#36;<!-- -->");
                case '\\' -> escaped.append("&#92;<!-- -->");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
