package dev.cellwatch.environment.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ProgressTest {

    private final Transcript transcript = new Transcript();

    @Test
    void work_of_less_than_a_second_shows_nothing() {
        try (Progress progress = transcript.console(false).progress("Building")) {
            progress.tick();
        }
        assertEquals("", transcript.err());
    }

    @Test
    void without_a_terminal_there_is_a_line_after_a_second_and_then_every_five() {
        try (Progress progress = transcript.console(false).progress("Building")) {
            progress.detail("one of two");
            for (int second = 0; second < 8; second++) {
                transcript.seconds(1);
                progress.tick();
            }
        }
        assertEquals("Building ... 1 s  one of two\nBuilding ... 6 s  one of two\n", transcript.err());
    }

    @Test
    void on_a_terminal_one_line_counts_and_is_wiped_at_the_end() {
        try (Progress progress = transcript.console(true).progress("Building")) {
            transcript.seconds(2);
            progress.tick();
            progress.tick();
        }
        String line = "Building ... 2 s";
        assertEquals("\r" + line + " ".repeat(78 - line.length()) + "\r" + " ".repeat(78) + "\r", transcript.err());
    }

    @Test
    void a_long_detail_is_cut_to_the_line() {
        try (Progress progress = transcript.console(false).progress("Building")) {
            progress.detail("x".repeat(200));
            transcript.seconds(3);
            progress.tick();
        }
        assertEquals(78, transcript.err().strip().length());
    }

    @Test
    void nothing_is_shown_after_the_end() {
        Progress progress = transcript.console(false).progress("Building");
        progress.close();
        transcript.seconds(3);
        progress.tick();
        assertEquals("", transcript.err());
    }
}
