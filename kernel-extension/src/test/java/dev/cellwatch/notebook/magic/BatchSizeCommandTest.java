package dev.cellwatch.notebook.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

class BatchSizeCommandTest {

    private static final String[] THREE = {"32=5.1GiB", "64=8.3GiB", "128=14.7GiB"};

    private final List<String> shown = new ArrayList<>();
    private Monitor monitor = Monitor.open(Settings.from(Map.of("CELLWATCH_GPU", "off", "HOME", "/nowhere")));

    @AfterEach
    void close() {
        monitor.close();
    }

    @Test
    void what_is_usual_is_a_table() {
        assertEquals("""
                Model          Batch size
                CNN                32–256
                Transformer          8–32
                RNN                16–128
                Saiga LLM    at most 8–16

                What fits depends on the model: %batch_size 32=5.1GiB 64=8.3GiB tells the largest batch from peaks \
                that you measured.""", run());
    }

    @Test
    void the_largest_batch_has_a_band_and_round_numbers_below_it() {
        assertEquals("""
                Largest batch      701
                Error band (95 %)  669–736
                Multiple of 8      664
                Power of two       512
                A sample takes     102.4 MiB
                Beside the batch   1.9 GiB
                Room               72.0 GiB, with 10 % of 80.0 GiB kept free

                By the line through 3 points; multiple and power stay below the band's lower end.
                This is far beyond the largest batch that was measured, 128: measure one that is nearer before you \
                rely on it.""", run(with("--memory", "80GiB")));
    }

    @Test
    void its_help_shows_how_it_is_written() {
        assertTrue(run("--help").contains("\n%batch_size 32=5.1GiB 64=8.3GiB --memory 80GiB "), run("--help"));
    }

    @Test
    void two_points_have_no_band() {
        String text = run("32=5.1GiB", "64=8.3G", "--memory", "24 GiB", "--reserve", "0%");
        assertTrue(text.contains("Largest batch      221\n"), text);
        assertTrue(text.contains("Error band (95 %)  not known from two points\n"), text);
        assertTrue(text.contains("Multiple of 8      216\nPower of two       128\n"), text);
        assertTrue(text.contains("Room               24.0 GiB\n"), text);
        assertTrue(text.endsWith("measure a third to learn how far this one is to be trusted."), text);
    }

    @Test
    void where_none_fits_it_says_so() {
        String text = run("32=5.1GiB", "64=8.3GiB", "--memory", "1GiB");
        assertTrue(text.contains("Largest batch      none fits\n"), text);
        assertTrue(text.contains("Multiple of 8      –\nPower of two       –\n"), text);
        assertFalse(text.contains("far beyond"), text);
    }

    @Test
    void the_memory_is_that_of_the_gpus_that_are_here() {
        String none = mistake(THREE);
        assertTrue(none.startsWith("There is no GPU to ask for its memory; say --memory 80GiB. "), none);
        assertTrue(none.length() > 70, "and why there is none");
        monitor.close();
        monitor = Monitor.open(Settings.from(Map.of("CELLWATCH_GPU", "demo")));
        String text = run(THREE);
        assertTrue(text.startsWith("DEMO: this GPU is made up.\n"), text);
        assertTrue(text.contains(" kept free"), text);
        assertEquals(text, run(with("--gpu", "1")));
        assertTrue(mistake(with("--gpu", "7")).startsWith("There is no GPU 7; there are 0 ("));
    }

    @Test
    void a_mistake_is_answered_with_one_sentence() {
        for (String wrong : List.of("32", "32=", "0=1GiB", "x=1GiB", "32=5.1", "32=5.1 apples", "32=-1GiB", "32=GiB")) {
            assertEquals(
                    "A peak is written as a batch size and its memory with a unit, such as 32=5.1GiB, not \"" + wrong
                            + "\".",
                    mistake(wrong, "64=8GiB"));
        }
        assertEquals("--memory takes a size such as 80GiB, not \"80\".", mistake(with("--memory", "80")));
        assertEquals(
                "--memory and --gpu both say how much there is; give one of them.",
                mistake(with("--memory", "80GiB", "--gpu", "0")));
        for (String wrong : List.of("91%", "x", "100%", "1.5%")) {
            assertEquals(
                    "--reserve takes a share from 0% to 90%, not \"" + wrong + "\".",
                    mistake(with("--reserve", wrong)));
        }
        assertEquals(
                "Say what was measured, too: two batch sizes or more with their peaks, such as"
                        + " 32=5.1GiB 64=8.3GiB.",
                mistake("--memory", "80GiB"));
        assertEquals(List.of(), shown);
    }

    @Test
    void points_that_support_no_line_are_refused_in_one_sentence() {
        assertEquals(
                "A line needs the peaks of at least two batch sizes, better of three that lie apart.",
                mistake("32=5.1GiB", "--memory", "80GiB"));
        assertEquals(
                "The peaks do not grow with the batch, so they set it no limit.",
                mistake("32=5.1GiB", "64=5.1GiB", "--memory", "80GiB"));
    }

    private static String[] with(String... more) {
        List<String> all = new ArrayList<>(List.of(THREE));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private String run(String... args) {
        shown.clear();
        try (Magics magics = new Magics(() -> monitor, () -> MonitorEndpoint.of(monitor), InstantSource.system())) {
            ShownBy.run(magics, monitor, shown, "batch_size", args);
        }
        return String.join("\n", shown);
    }

    private String mistake(String... args) {
        return String.valueOf(
                assertThrows(MagicException.class, () -> run(args)).getMessage());
    }
}
