package dev.cellwatch.monitor.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cellwatch.monitor.sampling.AdjustableClock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TroublesTest {

    private final Troubles troubles = new Troubles(new AdjustableClock(0));

    @Test
    void a_collector_that_does_not_answer_is_one_trouble_for_as_long_as_that_lasts() {
        troubles.see("tracing", Optional.empty());
        troubles.see("tracing", Optional.of("Spans cannot be sent."));
        troubles.see("tracing", Optional.of("Spans cannot be sent."));
        troubles.see("tracing", Optional.empty());
        assertEquals(
                Map.of(
                        "errors",
                        List.of(Map.of(
                                "timestamp", "1970-01-01T00:00:00.000Z",
                                "source", "tracing",
                                "message", "Spans cannot be sent."))),
                troubles.tree());
    }
}
