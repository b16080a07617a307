package dev.cellwatch.notebook.table;

import java.util.List;

/**
 * Writes a sheet as HTML without script, coloured by the variables of the front end's theme. A front end that does not
 * trust a notebook drops the style sheet and draws tables of its own kind.
 */
final class HtmlSheet {

    /** The class is named twice to weigh more than what JupyterLab says of every table. */
    private static final String STYLE = """
            <style>
            .cellwatch{overflow-x:auto;line-height:1.35;font-size:var(--jp-ui-font-size1,13px)}
            .cellwatch.cellwatch table{border-collapse:collapse;border:none;width:auto;table-layout:auto;\
            margin:.1em 0 .6em;font-size:inherit;font-variant-numeric:tabular-nums}
            .cellwatch.cellwatch tr:nth-child(n){background:none}
            .cellwatch.cellwatch td,.cellwatch.cellwatch th{text-align:left;vertical-align:top;white-space:nowrap;\
            padding:.22em .9em .22em 0;border:none;font-weight:inherit}
            .cellwatch.cellwatch .f td:last-child{white-space:normal}
            .cellwatch.cellwatch th{border-bottom:1px solid var(--jp-border-color2,#bdbdbd);font-weight:500}
            .cellwatch.cellwatch .n{text-align:right}
            .cellwatch.cellwatch .q,.cellwatch.cellwatch th{color:var(--jp-ui-font-color2,#757575)}
            .cellwatch.cellwatch .w{color:var(--jp-error-color1,#d32f2f)}
            .cellwatch p.t{margin:.8em 0 .15em;font-weight:600}
            .cellwatch p{margin:.3em 0}
            .cellwatch i{display:block;height:3px;min-width:4.5em;margin-top:2px;border-radius:2px;\
            background:var(--jp-border-color2,#d5d5d5)}
            .cellwatch i b{display:block;height:3px;border-radius:2px;background:var(--jp-brand-color1,#1976d2)}
            .cellwatch .w b{background:var(--jp-error-color1,#d32f2f)}
            .cellwatch s{display:inline-block;width:.6em;height:.6em;border-radius:50%;margin-right:.45em}
            </style>
            """;

    private HtmlSheet() {}

    static String of(List<Part> parts) {
        StringBuilder html = new StringBuilder("<div class=\"cellwatch\">").append(STYLE);
        for (Part part : parts) {
            html.append(part instanceof Table table ? table(table) : note((Note) part));
        }
        return html.append("</div>").toString();
    }

    private static String note(Note note) {
        return "<p" + classes(tone(note.tone())) + ">" + Harmless.html(note.text()) + "</p>\n";
    }

    private static String table(Table table) {
        StringBuilder html = new StringBuilder();
        if (!table.title().isEmpty()) {
            html.append("<p class=\"t\">").append(Harmless.html(table.title())).append("</p>");
        }
        html.append(table.hasHeadings() ? "<table>" : "<table class=\"f\">");
        if (table.hasHeadings()) {
            html.append("<thead><tr>");
            table.columns().forEach(column -> html.append(heading(column)));
            html.append("</tr></thead>");
        }
        html.append("<tbody>\n");
        table.rows().forEach(row -> html.append(row(row, table.columns())));
        return html.append("</tbody></table>\n").toString();
    }

    private static String heading(Column column) {
        return "<th" + classes(align(column)) + ">" + Harmless.html(column.title()) + "</th>";
    }

    private static String row(List<Cell> row, List<Column> columns) {
        StringBuilder html = new StringBuilder("<tr>");
        for (int i = 0; i < row.size(); i++) {
            html.append(cell(row.get(i), columns.get(i)));
        }
        return html.append("</tr>\n").toString();
    }

    private static String cell(Cell cell, Column column) {
        StringBuilder html = new StringBuilder("<td")
                .append(classes(align(column) + tone(cell.tone())))
                .append('>');
        cell.mark().ifPresent(colour -> html.append(mark(colour)));
        html.append(Harmless.html(cell.text()));
        cell.share().ifPresent(share -> html.append(bar(Math.round(share * 100))));
        return html.append("</td>").toString();
    }

    private static String mark(String colour) {
        return "<s style=\"background:" + Harmless.html(colour) + "\"></s>";
    }

    private static String bar(long percent) {
        return "<i><b style=\"width:" + percent + "%\"></b></i>";
    }

    private static String classes(String names) {
        return names.isEmpty() ? "" : " class=\"" + names.strip() + "\"";
    }

    private static String align(Column column) {
        return column.number() ? "n " : "";
    }

    private static String tone(Cell.Tone tone) {
        return switch (tone) {
            case NORMAL -> "";
            case QUIET -> "q";
            case WARNING -> "w";
        };
    }
}
