package dev.cellwatch.monitor.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpkeepTest {

    @Test
    void a_chore_that_fails_keeps_neither_the_others_nor_its_own_next_turn_from_being_done() {
        List<String> done = new ArrayList<>();
        try (Upkeep upkeep = new Upkeep(List.of(
                () -> {
                    done.add("announced");
                    throw new DirectoryIteratorException(new IOException("stale handle"));
                },
                () -> {
                    throw new OutOfMemoryError("Java heap space");
                },
                () -> done.add("looked")))) {
            upkeep.turn();
            upkeep.turn();
        }
        assertEquals(List.of("announced", "looked", "announced", "looked"), done);
    }
}
