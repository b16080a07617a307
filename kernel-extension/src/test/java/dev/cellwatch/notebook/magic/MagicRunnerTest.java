package dev.cellwatch.notebook.magic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.notebook.display.Bundle;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class MagicRunnerTest {

    private final List<String> shown = new ArrayList<>();
    private final Magic greet = new Magic("greet", Greet::new);

    @Test
    void a_magic_gets_its_options() {
        run("Ada", "--times", "2");
        assertEquals(List.of("Hello Ada", "Hello Ada"), shown);
    }

    @Test
    void help_is_shown_and_nothing_else_happens() {
        run("--help");
        assertEquals(1, shown.size());
        assertTrue(shown.get(0).startsWith("Usage: %greet"), shown.get(0));
    }

    @Test
    void help_of_a_subcommand_is_its_own() {
        run("twice", "--help");
        assertTrue(shown.get(0).startsWith("Usage: %greet twice"), shown.get(0));
    }

    @Test
    void a_mistyped_option_is_answered_with_the_one_that_was_meant() {
        assertEquals("%greet does not know \"--tiems\". Did you mean \"--times\"?", mistake("--tiems"));
    }

    @Test
    void a_word_that_resembles_nothing_is_answered_with_where_to_look() {
        assertEquals("%greet does not know \"more\". See %greet --help.", mistake("Ada", "more"));
    }

    @Test
    void a_wrong_value_is_answered_with_one_sentence() {
        String sentence = mistake("--times", "often");
        assertTrue(sentence.contains("'often' is not an int"), sentence);
        assertEquals(1, sentence.lines().count());
    }

    @Test
    void what_the_command_says_arrives_as_it_is() {
        assertEquals("Nobody to greet.", mistake(""));
    }

    @Test
    void a_fault_is_one_sentence_that_names_the_option_for_more() {
        String sentence = mistake("crash");
        assertEquals("%greet failed: java.lang.IllegalStateException: no voice. Add --debug to see where.", sentence);
    }

    @Test
    void debug_shows_the_trace() {
        assertTrue(mistake("crash", "--debug").contains("at dev.cellwatch.notebook.magic.MagicRunnerTest$Greet"));
    }

    private void run(String... args) {
        MagicContext context = new MagicContext(
                bundle -> {
                    shown.add(String.valueOf(bundle.data().get(Bundle.TEXT)));
                    return next -> {};
                },
                () -> {
                    throw new AssertionError("not needed");
                },
                InstantSource.system());
        MagicRunner.run(greet, context, Arrays.asList(args));
    }

    private String mistake(String... args) {
        return assertThrows(MagicException.class, () -> run(args)).getMessage();
    }

    @Command(description = "Greets.", subcommands = Greet.Twice.class)
    private static final class Greet implements Runnable {
        private final MagicContext context;

        @Parameters(arity = "0..1", defaultValue = "")
        String name = "";

        @Option(names = "--times", defaultValue = "1")
        int times;

        Greet(MagicContext context) {
            this.context = context;
        }

        @Override
        public void run() {
            if (name.isEmpty()) {
                throw new MagicException("Nobody to greet.");
            }
            if (name.equals("crash")) {
                throw new IllegalStateException("no voice");
            }
            for (int i = 0; i < times; i++) {
                context.display().show(Bundle.text("Hello " + name));
            }
        }

        @Command(name = "twice", description = "Greets twice.")
        static final class Twice implements Runnable {
            @Override
            public void run() {}
        }
    }
}
