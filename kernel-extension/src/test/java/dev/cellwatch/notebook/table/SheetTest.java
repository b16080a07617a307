package dev.cellwatch.notebook.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SheetTest {

    private static final List<Column> COLUMNS =
            List.of(Column.text("Name"), Column.number("Use"), Column.text("State"));

    @Test
    void columns_line_up_in_a_terminal() {
        Table table = new Table(
                "Machines",
                COLUMNS,
                List.of(
                        List.of(Cell.of("lathe"), Cell.of("7 %"), Cell.ABSENT),
                        List.of(Cell.of("très long name"), Cell.of("100 %"), Cell.of("on"))));
        assertEquals(
                """
                Two machines
                and a note

                Machines
                Name              Use  State
                lathe             7 %  –
                très long name  100 %  on

                The end.""",
                new Sheet(List.of(Note.of("Two machines"), Note.quiet("and a note"), table, Note.warning("The end.")))
                        .text());
    }

    @Test
    void a_name_that_is_markup_stays_a_name() {
        String hostile = "<img src=x onerror=alert(1)>&\"'";
        String html = Sheet.of(
                        Note.of(hostile),
                        new Table(hostile, List.of(Column.text(hostile)), List.of(List.of(Cell.of(hostile)))))
                .html();
        assertFalse(html.contains("<img"), html);
        assertEquals(4, html.split("&lt;img src=x onerror=alert\\(1\\)&gt;&amp;&quot;&#39;", -1).length - 1, html);
    }

    @Test
    void a_name_that_is_mathematics_is_not_typeset() {
        String html = Sheet.of(Note.of("$\\frac{a}{b}$")).html();
        assertFalse(html.contains("$") || html.contains("\\"), html);
    }

    @Test
    void a_name_that_talks_to_the_terminal_is_told_without_that() {
        assertEquals(
                "a\uFFFD[31mred\uFFFDflip b",
                Sheet.of(Note.of("a\u001b[31mred\u202eflip\n b")).text().replace("  ", " "));
    }

    @Test
    void there_is_no_script_and_nothing_is_loaded() {
        String html = Sheet.of(new Table(
                        "",
                        COLUMNS,
                        List.of(List.of(
                                Cell.of("a").withMark("#0072B2"), Cell.of("b").withBar(.4), Cell.of("c")))))
                .html();
        assertFalse(html.matches("(?s).*(<script|<link|@import|<img|url\\(|javascript:|http|\\son\\w+=).*"), html);
    }

    @Test
    void a_bar_is_as_long_as_its_share_and_never_longer_than_its_track() {
        assertTrue(row(Cell.of("x").withBar(0.437)).contains("width:44%"));
        assertTrue(row(Cell.of("x").withBar(3)).contains("width:100%"));
        assertTrue(row(Cell.of("x").withBar(-1)).contains("width:0%"));
    }

    @Test
    void columns_with_nothing_to_tell_are_left_out() {
        Table table = new Table(
                "",
                COLUMNS,
                List.of(
                        List.of(Cell.of("a"), Cell.ABSENT, Cell.ABSENT),
                        List.of(Cell.of("b"), Cell.ABSENT, Cell.of("on"))));
        assertEquals(
                "Name  State\na     –\nb     on",
                Sheet.of(table.withoutEmptyColumns()).text());
    }

    @Test
    void a_row_of_another_length_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new Table("", COLUMNS, List.of(List.of(Cell.ABSENT))));
    }

    private static String row(Cell cell) {
        return Sheet.of(new Table("", List.of(Column.text("")), List.of(List.of(cell))))
                .html();
    }
}
