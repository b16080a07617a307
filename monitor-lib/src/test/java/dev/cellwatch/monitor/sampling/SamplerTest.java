package dev.cellwatch.monitor.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.metric.TestMetric;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SamplerTest {

    private final BlockingQueue<Sample> samples = new LinkedBlockingQueue<>();

    /** A probe that does what a test tells it to. */
    private static class ScriptedProbe implements Probe {
        final List<Tick> ticks = new ArrayList<>();
        final BlockingQueue<String> rests = new LinkedBlockingQueue<>();
        private final String name;
        private volatile Optional<String> failure = Optional.empty();

        ScriptedProbe(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void read(Tick tick, Consumer<Sample> out) throws ProbeException {
            ticks.add(tick);
            if (failure.isPresent()) {
                throw new ProbeException(failure.get());
            }
            out.accept(Sample.at(tick.timeMillis(), Subject.HOST)
                    .put(TestMetric.LOAD, 1)
                    .build());
        }

        @Override
        public void rest() {
            rests.add(name);
        }
    }

    private ProbeLoop loop(Probe probe) {
        return new ProbeLoop(probe, samples::add, Clock.systemUTC());
    }

    @Test
    void the_first_tick_reads_everything_and_the_slow_tier_comes_every_five_seconds() {
        ScriptedProbe probe = new ScriptedProbe("p");
        ProbeLoop loop = loop(probe);
        for (long second = 3; second <= 11; second++) {
            loop.tick(second * 1000);
        }
        assertEquals(
                List.of(true, false, true, false, false, false, false, true, false),
                probe.ticks.stream().map(Tick::slow).toList());
        assertEquals(1, probe.ticks.stream().filter(Tick::first).count());
        assertTrue(probe.ticks.get(0).first());
    }

    @Test
    void a_failing_probe_is_asked_less_and_less_often_and_is_read_anew_when_it_is_back() {
        ScriptedProbe probe = new ScriptedProbe("p");
        ProbeLoop loop = loop(probe);
        probe.failure = Optional.of("The driver is not loaded.");
        for (long second = 0; second < 60; second++) {
            loop.tick(second * 1000);
        }
        assertTrue(probe.ticks.size() < 12, "asked " + probe.ticks.size() + " times");
        assertEquals(Optional.of("The driver is not loaded."), loop.health().error());
        assertFalse(loop.health().success());
        probe.failure = Optional.empty();
        loop.tick(120_000);
        assertTrue(loop.health().success());
        assertEquals(Optional.empty(), loop.health().error());
        assertTrue(probe.ticks.get(probe.ticks.size() - 1).first(), "limits and names are read again");
    }

    @Test
    void a_clock_that_is_set_back_does_not_keep_a_failed_probe_waiting() {
        ScriptedProbe probe = new ScriptedProbe("p");
        ProbeLoop loop = loop(probe);
        probe.failure = Optional.of("The driver is not loaded.");
        loop.tick(7_200_000);
        loop.tick(7_200_500);
        assertEquals(1, probe.ticks.size());
        loop.tick(3_600_000);
        assertEquals(2, probe.ticks.size());
    }

    @Test
    void a_reading_is_told_of_once_it_is_whole() {
        List<Optional<Long>> within = new ArrayList<>();
        List<ProbeLoop> loops = new ArrayList<>();
        loops.add(loop(new ScriptedProbe("p") {
            @Override
            public void read(Tick tick, Consumer<Sample> out) {
                within.add(loops.get(0).health().readMillis());
            }
        }));
        loops.get(0).tick(1000);
        loops.get(0).tick(2000);
        assertEquals(List.of(Optional.empty(), Optional.of(1000L)), within);
        assertEquals(Optional.of(2000L), loops.get(0).health().readMillis());
    }

    @Test
    void an_error_in_a_probe_is_its_health_and_nothing_more() {
        Probe broken = new ScriptedProbe("broken") {
            @Override
            public void read(Tick tick, Consumer<Sample> out) {
                throw new UnsatisfiedLinkError("no such symbol");
            }
        };
        ProbeLoop loop = loop(broken);
        loop.tick(1000);
        assertTrue(loop.health().error().orElseThrow().contains("no such symbol"));
    }

    @Test
    void sampling_goes_on_after_memory_ran_out_for_a_moment() {
        Probe once = new ScriptedProbe("gpu") {
            @Override
            public void read(Tick tick, Consumer<Sample> out) throws ProbeException {
                if (ticks.isEmpty()) {
                    ticks.add(tick);
                    throw new OutOfMemoryError("Java heap space");
                }
                super.read(tick, out);
            }
        };
        ProbeLoop loop = loop(once);
        assertFalse(loop.answered());
        loop.tick(1000);
        assertTrue(loop.answered());
        assertTrue(loop.health().error().orElseThrow().contains("Java heap space"));
        loop.tick(10_000);
        assertTrue(loop.health().success());
    }

    @Test
    void a_wish_that_comes_during_a_reading_is_not_slept_through() throws InterruptedException {
        Demand demand = new Demand();
        demand.add(Duration.ofMinutes(1));
        long known = demand.intervalMillis();
        demand.add(Duration.ofSeconds(1));
        demand.await(3_600_000, known, 0);
        assertEquals(1000, demand.intervalMillis());
    }

    @Test
    void a_reading_out_of_turn_is_whole_and_is_waited_for() throws InterruptedException {
        ScriptedProbe probe = new ScriptedProbe("p");
        try (Sampler sampler = new Sampler(List.of(probe), samples::add, Clock.systemUTC());
                Lease lease = sampler.open(Duration.ofHours(1))) {
            assertTrue(lease.isOpen());
            assertTrue(sampler.refresh(Duration.ofSeconds(30)));
            int known = probe.ticks.size();
            assertTrue(sampler.refresh(Duration.ofSeconds(30)));
            assertEquals(known + 1, probe.ticks.size());
            assertTrue(probe.ticks.get(known).slow());
        }
    }

    @Test
    void a_probe_that_hangs_is_not_waited_for_any_longer_than_asked() throws InterruptedException {
        CountDownLatch forever = new CountDownLatch(1);
        Probe hanging = new ScriptedProbe("gpu") {
            @Override
            public void read(Tick tick, Consumer<Sample> out) {
                try {
                    forever.await();
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        ScriptedProbe fine = new ScriptedProbe("host");
        try (Sampler sampler = new Sampler(List.of(hanging, fine), samples::add, Clock.systemUTC());
                Lease lease = sampler.open(Duration.ofHours(1))) {
            assertTrue(lease.isOpen());
            assertFalse(sampler.refresh(Duration.ofMillis(300)));
            assertTrue(fine.ticks.size() > 0);
        } finally {
            forever.countDown();
        }
    }

    @Test
    void nobody_reads_nothing_is_read() throws InterruptedException {
        ScriptedProbe probe = new ScriptedProbe("p");
        try (Sampler sampler = new Sampler(List.of(probe), samples::add, Clock.systemUTC())) {
            assertEquals("p", sampler.health().get(0).probe());
            Lease lease = sampler.open(Duration.ofMillis(250));
            assertTrue(samples.poll(10, TimeUnit.SECONDS) != null);
            lease.close();
        }
        assertEquals("p", probe.rests.poll(10, TimeUnit.SECONDS), "the device may sleep again");
    }

    @Test
    void a_probe_that_hangs_holds_up_no_other_and_is_said_to_be_stuck() throws InterruptedException {
        CountDownLatch forever = new CountDownLatch(1);
        CountDownLatch entered = new CountDownLatch(1);
        Probe hanging = new ScriptedProbe("gpu") {
            @Override
            public void read(Tick tick, Consumer<Sample> out) {
                entered.countDown();
                try {
                    forever.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        AdjustableClock clock = new AdjustableClock(1_000_000);
        try (Sampler sampler = new Sampler(List.of(hanging, new ScriptedProbe("host")), samples::add, clock);
                Lease lease = sampler.open(Duration.ofSeconds(1))) {
            assertEquals(Duration.ofSeconds(1), lease.interval());
            entered.await();
            assertTrue(samples.poll(10, TimeUnit.SECONDS) != null, "the host goes on");
            assertEquals(Optional.empty(), sampler.health().get(0).stuckSinceMillis());
            clock.add(60_000);
            assertEquals(Optional.of(1_000_000L), sampler.health().get(0).stuckSinceMillis());
            assertFalse(sampler.health().get(0).success());
        }
        forever.countDown();
    }

    @Test
    void readings_carry_the_time_of_the_grid_and_not_of_the_moment() throws InterruptedException {
        try (Sampler sampler = new Sampler(List.of(new ScriptedProbe("p")), samples::add, Clock.systemUTC());
                Lease lease = sampler.open(Duration.ofMillis(1))) {
            assertEquals(Sampler.SHORTEST, lease.interval(), "never more often than drivers have news");
            assertTrue(samples.poll(10, TimeUnit.SECONDS) != null);
            for (int i = 0; i < 3; i++) {
                Sample next = samples.poll(10, TimeUnit.SECONDS);
                assertTrue(next != null && next.timeMillis() % 250 == 0, () -> "at " + next);
            }
        }
    }

    @Test
    void closing_a_lease_twice_takes_back_one_wish() {
        Demand demand = new Demand();
        demand.add(Duration.ofSeconds(1));
        demand.add(Duration.ofSeconds(1));
        Lease lease = new Lease(Duration.ofSeconds(1), demand);
        lease.close();
        lease.close();
        assertEquals(1000, demand.intervalMillis());
    }
}
