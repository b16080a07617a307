package dev.cellwatch.notebook.table;

import java.util.ArrayList;
import java.util.List;

/** Writes a sheet for terminals: columns aligned by spaces, no colours, no line drawing. */
final class TextSheet {

    private static final String GAP = "  ";

    private TextSheet() {}

    static String of(List<Part> parts) {
        List<String> blocks = new ArrayList<>();
        for (Part part : parts) {
            blocks.add(part instanceof Table table ? table(table) : Harmless.text(((Note) part).text()));
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < blocks.size(); i++) {
            // notes that follow each other stay together
            boolean apart = i > 0 && (parts.get(i) instanceof Table || parts.get(i - 1) instanceof Table);
            text.append(i == 0 ? "" : apart ? "\n\n" : "\n").append(blocks.get(i));
        }
        return text.toString();
    }

    private static String table(Table table) {
        List<List<String>> lines = new ArrayList<>();
        if (table.hasHeadings()) {
            lines.add(table.columns().stream().map(Column::title).toList());
        }
        table.rows()
                .forEach(row -> lines.add(
                        row.stream().map(cell -> Harmless.text(cell.text())).toList()));
        int[] widths = widths(lines, table.columns().size());
        List<String> written = new ArrayList<>();
        if (!table.title().isEmpty()) {
            written.add(Harmless.text(table.title()));
        }
        lines.forEach(line -> written.add(line(line, widths, table.columns())));
        return String.join("\n", written);
    }

    private static int[] widths(List<List<String>> lines, int columns) {
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], length(line.get(i)));
            }
        }
        return widths;
    }

    private static String line(List<String> cells, int[] widths, List<Column> columns) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String padding = " ".repeat(widths[i] - length(cells.get(i)));
            String cell = columns.get(i).number() ? padding + cells.get(i) : cells.get(i) + padding;
            line.append(i == 0 ? "" : GAP).append(cell);
        }
        return line.toString().stripTrailing();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
