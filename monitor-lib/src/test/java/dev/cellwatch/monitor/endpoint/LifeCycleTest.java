package dev.cellwatch.monitor.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.sampling.AdjustableClock;
import dev.cellwatch.monitor.sampling.Lease;
import dev.cellwatch.monitor.sampling.Sampler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Measuring begins with a look and ends some time after the last one. */
class LifeCycleTest {

    private static final Duration KEEP = Duration.ofMinutes(5);

    private final AdjustableClock clock = new AdjustableClock(1_700_000_000_000L);
    private final Sampler sampler = new Sampler(List.of(), sample -> {}, clock);
    private final List<Lease> leases = new ArrayList<>();
    private final Attention attention = new Attention(this::watch, KEEP, clock);

    private Lease watch() {
        Lease lease = sampler.open(Duration.ofSeconds(1));
        leases.add(lease);
        return lease;
    }

    private boolean measured() {
        return leases.stream().anyMatch(Lease::isOpen);
    }

    @Test
    void from_the_first_scrape_to_the_pause() {
        attention.tick();
        assertFalse(measured(), "nobody has looked");
        assertTrue(attention.pay(), "the first one starts it");
        assertTrue(measured());
        clock.add(KEEP.toMillis() - 1);
        attention.tick();
        assertTrue(measured());
        assertFalse(attention.pay(), "whoever comes in time keeps it going");
        clock.add(KEEP.toMillis() - 1);
        attention.tick();
        assertTrue(measured());
        clock.add(1);
        attention.tick();
        assertFalse(measured(), "five minutes after the last one it rests");
        assertTrue(attention.pay(), "and the next one starts it again");
        assertEquals(2, leases.size());
    }

    @Test
    void any_number_of_scrapes_is_one_wish() {
        for (int i = 0; i < 500; i++) {
            attention.pay();
        }
        assertEquals(1, leases.size());
    }
}
