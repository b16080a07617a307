package dev.cellwatch.monitor.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestTest {

    private static final List<String> WORDS = List.of("status", "stop", "show", "--port", "-h");

    @Test
    void a_letter_too_many_missing_wrong_or_swapped_is_forgiven() {
        assertEquals(Optional.of("status"), Nearest.to("statsu", WORDS));
        assertEquals(Optional.of("stop"), Nearest.to("stopp", WORDS));
        assertEquals(Optional.of("stop"), Nearest.to("stp", WORDS));
        assertEquals(Optional.of("--port"), Nearest.to("--prot", WORDS));
    }

    @Test
    void what_resembles_nothing_is_not_guessed_at() {
        assertEquals(Optional.empty(), Nearest.to("x", WORDS));
        assertEquals(Optional.empty(), Nearest.to("containers", WORDS));
        assertEquals(Optional.empty(), Nearest.to("-p", WORDS), "any two short options are alike");
    }

    @Test
    void of_two_that_are_as_near_the_first_in_the_alphabet_is_meant_whatever_their_order() {
        assertEquals(Optional.of("bat"), Nearest.to("dat", List.of("cat", "bat")));
        assertEquals(Optional.of("bat"), Nearest.to("dat", List.of("bat", "cat")));
    }
}
