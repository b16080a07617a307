package dev.cellwatch.notebook.display;

/** Writes JSON; commas come by themselves. What it writes is ASCII, so that text stays one byte a letter. */
public final class JsonText {

    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out;

    /** @param size about how many letters there will be */
    public JsonText(int size) {
        out = new StringBuilder(size);
    }

    /** Opens an object or an array with its bracket. */
    public JsonText open(char bracket) {
        separate();
        out.append(bracket);
        return this;
    }

    public JsonText close(char bracket) {
        out.append(bracket);
        return this;
    }

    /** The name of the member that comes next. */
    public JsonText key(String name) {
        text(name);
        out.append(':');
        return this;
    }

    public JsonText text(String text) {
        separate();
        out.append('"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter < ' ' || letter > '~' || letter == '"' || letter == '\\') {
                out.append(text, written, i);
                escape(letter);
                written = i + 1;
            }
        }
        out.append(text, written, text.length()).append('"');
        return this;
    }

    private void escape(char letter) {
        switch (letter) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            default -> {
                out.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.append(HEX.charAt(letter >> shift & 15));
                }
            }
        }
    }

    /** A finite number, as short as it can be. */
    public JsonText number(double value) {
        separate();
        long hundredths = Math.round(value * 100);
        if (hundredths / 100.0 != value) {
            out.append(value);
        } else if (hundredths % 100 == 0) {
            out.append(hundredths / 100);
        } else {
            // all that moves has two digits at most: printing any double as short as it can be takes a thousand steps
            long digits = Math.abs(hundredths);
            out.append(hundredths < 0 ? "-" : "").append(digits / 100).append('.');
            out.append((char) ('0' + digits / 10 % 10));
            if (digits % 10 != 0) {
                out.append((char) ('0' + digits % 10));
            }
        }
        return this;
    }

    public JsonText flag(boolean value) {
        return raw(value ? "true" : "false");
    }

    /** Whole values, or members of an object, that were written before. */
    public JsonText raw(String json) {
        if (!json.isEmpty()) {
            separate();
            out.append(json);
        }
        return this;
    }

    private void separate() {
        char before = out.isEmpty() ? '[' : out.charAt(out.length() - 1);
        if (before != '{' && before != '[' && before != ':') {
            out.append(',');
        }
    }

    public Json json() {
        return new Json(toString());
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
