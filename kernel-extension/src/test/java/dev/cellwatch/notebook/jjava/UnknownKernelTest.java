package dev.cellwatch.notebook.jjava;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.notebook.display.Bundle;
import dev.cellwatch.notebook.display.CellDisplay;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.junit.jupiter.api.Test;

/** What happens in a version of JJava that is not as those that we know. */
class UnknownKernelTest {

    private final BareKernel kernel = new BareKernel("2.0", new MagicsRegistry());

    @Test
    void without_the_output_channel_the_plot_is_shown_and_the_user_told_once() {
        AtomicBoolean told = new AtomicBoolean();
        new KernelDisplay(kernel, told).show(Bundle.text("first"));
        new KernelDisplay(kernel, told).show(Bundle.text("second"));
        assertEquals(3, kernel.displayed.size());
        assertEquals("first", kernel.displayed.get(0).getData(MIMEType.TEXT_PLAIN));
        assertTrue(String.valueOf(kernel.displayed.get(1).getData(MIMEType.TEXT_PLAIN))
                .endsWith("plots move only while a cell runs."));
        assertEquals("second", kernel.displayed.get(2).getData(MIMEType.TEXT_PLAIN));
        assertNotEquals(
                kernel.displayed.get(0).getDisplayId(), kernel.displayed.get(2).getDisplayId());
    }

    @Test
    void an_update_that_nobody_can_see_is_no_failure() {
        CellDisplay.Output output = new KernelDisplay(kernel, new AtomicBoolean(true)).show(Bundle.text("first"));
        output.update(Bundle.text("second"));
        assertEquals(1, kernel.displayed.size());
    }

    @Test
    void magics_are_registered_without_opening_anything() {
        new CellwatchExtension().install(kernel);
        assertTrue(kernel.getMagicsRegistry().getLineMagicNames().contains("live_monitor"));
        assertTrue(Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("cellwatch-display")));
    }

    @Test
    void a_kernel_that_takes_no_magics_starts_all_the_same() {
        String sentence = errorsOf(() -> new CellwatchExtension().install(new BareKernel("2.0", null)));
        assertTrue(sentence.startsWith("Cellwatch could not be added to this kernel"), sentence);
        assertEquals(1, sentence.lines().count());
    }

    @Test
    void a_kernel_whose_requests_cannot_be_met_has_the_import_all_the_same() throws InterruptedException {
        CountDownLatch imported = new CountDownLatch(1);
        kernel.code = imported::countDown;
        Requests differing = new Requests(() -> {
            throw new NoSuchMethodError("getHandler");
        });
        new FacadeImport(kernel, differing).beforeTheNextCell();
        assertTrue(imported.await(20, TimeUnit.SECONDS));
    }

    @Test
    void a_mistake_fails_the_cell_without_a_trace() {
        CellFailure failure = assertThrows(CellFailure.class, () -> CellFailure.say(kernel, "No such GPU."));
        assertEquals("No such GPU.", failure.getMessage());
        assertEquals(0, failure.getStackTrace().length);
    }

    @Test
    void where_the_kernel_would_add_a_trace_a_mistake_is_printed() {
        BareKernel older = new BareKernel("1.0-a7", new MagicsRegistry());
        assertEquals(
                "No such GPU.",
                errorsOf(() -> CellFailure.say(older, "No such GPU.")).strip());
    }

    private static String errorsOf(Runnable action) {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setErr(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
