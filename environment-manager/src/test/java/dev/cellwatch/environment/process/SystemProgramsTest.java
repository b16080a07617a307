package dev.cellwatch.environment.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemProgramsTest {

    private final Programs programs = new SystemPrograms();

    @TempDir
    Path folder;

    @Test
    void a_program_gives_its_exit_code_and_both_streams_apart() {
        Outcome outcome = programs.run(Invocation.of("sh", "-c", "echo out; echo err >&2; exit 5"));
        assertEquals(new Outcome(5, "out\n", "err\n"), outcome);
        assertFalse(outcome.succeeded());
    }

    @Test
    void a_program_that_is_not_there_is_an_outcome_and_no_exception() {
        assertEquals(
                Outcome.NOT_FOUND,
                programs.run(Invocation.of("no-such-program-anywhere")).exitCode());
    }

    @Test
    void variables_are_set_and_removed_for_the_program_alone() {
        Invocation invocation = Invocation.of("sh", "-c", "echo \"$GIVEN ${HOME-none}\"; pwd")
                .with("GIVEN", "a b")
                .without("HOME")
                .in(folder);
        assertTrue(programs.run(invocation).out().startsWith("a b none\n"));
        assertTrue(programs.run(invocation)
                .out()
                .strip()
                .endsWith(folder.getFileName().toString()));
    }

    @Test
    void lines_of_both_streams_are_handed_over_as_they_come() {
        List<String> lines = new ArrayList<>();
        assertEquals(0, programs.follow(Invocation.of("sh", "-c", "echo one; echo two >&2"), lines::add));
        assertEquals(List.of("one", "two"), lines);
    }

    @Test
    void a_program_that_is_ended_with_us_has_no_result() throws InterruptedException {
        SystemPrograms ending = new SystemPrograms();
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean failed = new AtomicBoolean();
        Thread work = new Thread(() -> {
            int unused =
                    ending.follow(Invocation.of("sh", "-c", "echo begun; exec sleep 30"), line -> begun.countDown());
            failed.set(true);
        });
        work.setDaemon(true);
        work.start();
        assertTrue(begun.await(20, TimeUnit.SECONDS));
        ending.endAttached(); // returns when the program is gone
        work.join(500);
        assertTrue(work.isAlive() && !failed.get(), "it waits for the end of this JVM");
    }

    @Test
    void a_command_line_can_be_pasted_into_a_shell() {
        Invocation invocation = Invocation.of("sh", "-c", "printf '%s|' \"$0\" \"$GIVEN\"", "it's a dollar: $HOME")
                .with("GIVEN", "a b");
        String pasted = programs.run(Invocation.of("sh", "-c", invocation.commandLine()))
                .out();
        assertEquals("it's a dollar: $HOME|a b|", pasted);
    }
}
