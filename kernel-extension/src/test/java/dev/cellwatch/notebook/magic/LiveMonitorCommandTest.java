package dev.cellwatch.notebook.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.MonitorEndpoint;
import dev.cellwatch.monitor.settings.Settings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveMonitorCommandTest {

    private final Monitor monitor =
            Monitor.open(Settings.from(Map.of("CELLWATCH_GPU", "off", "CELLWATCH_LOG", "off", "HOME", "/nowhere")));
    private final Magics magics = new Magics(() -> monitor, () -> MonitorEndpoint.of(monitor), InstantSource.system());
    private final List<String> shown = new ArrayList<>();

    @AfterEach
    void close() {
        magics.close();
        monitor.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1 | \"-1\" is no interval: write seconds (0.5, 90), 500ms, 5m or 2h.",
                "abc | \"abc\" is no interval: write seconds (0.5, 90), 500ms, 5m or 2h.",
                "1e9 | An interval is from 0.25 s to 1 h, not \"1e9\".",
                "0 | An interval is from 0.25 s to 1 h, not \"0\".",
                "0.2 | An interval is from 0.25 s to 1 h, not \"0.2\".",
                "NaN | \"NaN\" is no interval: write seconds (0.5, 90), 500ms, 5m or 2h.",
                "1 -5 | \"-5\" is no duration: write seconds (0.5, 90), 500ms, 5m or 2h.",
                "1 1e9 | A duration is at most 30 days, or 0 for until stopped, not \"1e9\".",
                "1 1e999 | A duration is at most 30 days, or 0 for until stopped, not \"1e999\".",
                "sotp | %live_monitor does not know \"sotp\". Did you mean \"stop\"?",
                "lst | %live_monitor does not know \"lst\". Did you mean \"list\"?",
                "1 2 3 | %live_monitor does not know \"3\". See %live_monitor --help.",
                "--wiat | %live_monitor does not know \"--wiat\". Did you mean \"--wait\"?",
                "--show hots | There is no part \"hots\" to show: did you mean \"host\"?",
                "--show x | There is no part \"x\" to show: there are gpu, host, jvm, training.",
                "stop 7 | There is no monitor \"7\"; none runs.",
                "stop al | There is no monitor \"al\"; none runs.",
                "stop 99999999999 | There is no monitor \"99999999999\"; none runs.",
                "show | There has been no monitor yet.",
            })
    void a_mistake_is_answered_with_one_sentence(String args, String sentence) {
        assertEquals(
                sentence,
                assertThrows(MagicException.class, () -> run(args.split(" "))).getMessage());
        assertEquals(List.of(), shown);
    }

    @Test
    void monitors_are_listed_and_stopped() {
        run("0.5", "5m", "--show", "jvm");
        run("1", "0", "--show", "host,jvm");
        run("list");
        assertEquals("monitor 1: every 0.5 s, 5 min left\nmonitor 2: every 1 s, until stopped", shown.get(2));
        run("stop");
        assertEquals("Monitor 2 was stopped.", last());
        run("stop", "2");
        assertEquals("Monitor 2 was over already.", last());
        run("stop", "all");
        assertEquals("1 monitor was stopped.", last());
        run("list");
        assertEquals("No monitor runs.", last());
    }

    @Test
    void the_user_is_told_which_monitor_had_to_make_room() {
        for (int i = 0; i < 16; i++) {
            run("60", "0", "--show", "jvm");
        }
        assertEquals(16, shown.size());
        run("60", "0", "--show", "jvm");
        assertEquals("At most 16 monitors run at once: monitor 1, the oldest, was stopped.", shown.get(16));
        assertTrue(last().contains("monitor 17"), last());
    }

    @Test
    void a_monitor_is_shown_once_more() {
        run("1", "0", "--show", "jvm");
        run("show", "1");
        assertTrue(last().contains("monitor 1"), last());
    }

    @Test
    void a_waiting_cell_is_held_until_the_end() {
        long started = System.nanoTime();
        run("0.25", "0.3", "--wait", "--show", "jvm");
        assertTrue(System.nanoTime() - started >= 250_000_000L);
    }

    @Test
    void an_interrupt_ends_what_the_cell_waits_for_and_nothing_else() {
        run("1", "0", "--show", "jvm");
        Thread.currentThread().interrupt();
        run("1", "1h", "--wait", "--show", "jvm");
        assertTrue(Thread.interrupted());
        run("list");
        assertEquals("monitor 1: every 1 s, until stopped", last());
    }

    private String last() {
        return shown.get(shown.size() - 1);
    }

    private void run(String... args) {
        ShownBy.run(magics, monitor, shown, "live_monitor", args);
    }
}
