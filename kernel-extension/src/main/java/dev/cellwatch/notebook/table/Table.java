package dev.cellwatch.notebook.table;

import java.util.List;

/**
 * Rows of cells under headings.
 *
 * @param title a heading above the whole, empty for none
 * @param rows as many cells in each as there are columns
 */
public record Table(String title, List<Column> columns, List<List<Cell>> rows) implements Part {

    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Cell> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(row.size() + " cells for " + columns.size() + " columns: " + row);
            }
        }
    }

    /** Two columns without headings: what it is, and its value. */
    public static Table facts(String title, List<List<Cell>> rows) {
        return new Table(title, List.of(Column.text(""), Column.text("")), rows);
    }

    /** A row of {@link #facts}. */
    public static List<Cell> fact(String name, Cell value) {
        return List.of(Cell.quiet(name), value);
    }

    boolean hasHeadings() {
        return columns.stream().anyMatch(column -> !column.title().isEmpty());
    }

    /** Without the columns that have nothing to tell in any row. */
    public Table withoutEmptyColumns() {
        List<Integer> kept = java.util.stream.IntStream.range(0, columns.size())
                .filter(i -> rows.stream().anyMatch(row -> !row.get(i).equals(Cell.ABSENT)))
                .boxed()
                .toList();
        return new Table(
                title,
                kept.stream().map(columns::get).toList(),
                rows.stream().map(row -> kept.stream().map(row::get).toList()).toList());
    }
}
