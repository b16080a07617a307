package dev.cellwatch.notebook.table;

/**
 * A column of a table.
 *
 * @param title its heading, empty for none
 * @param number whether its cells stand flush right, so that digits line up
 */
public record Column(String title, boolean number) {

    public static Column text(String title) {
        return new Column(title, false);
    }

    public static Column number(String title) {
        return new Column(title, true);
    }
}
