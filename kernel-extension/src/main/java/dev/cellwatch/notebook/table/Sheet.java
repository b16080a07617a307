package dev.cellwatch.notebook.table;

import dev.cellwatch.notebook.display.Bundle;
import java.util.List;

/** What a magic has to tell: tables and notes, one below the other. {@code display.show(sheet.bundle())}. */
public record Sheet(List<Part> parts) {

    public Sheet {
        parts = List.copyOf(parts);
    }

    public static Sheet of(Part... parts) {
        return new Sheet(List.of(parts));
    }

    /** HTML for notebooks, text for terminals. */
    public Bundle bundle() {
        return Bundle.html(html(), text());
    }

    String html() {
        return HtmlSheet.of(parts);
    }

    String text() {
        return TextSheet.of(parts);
    }
}
