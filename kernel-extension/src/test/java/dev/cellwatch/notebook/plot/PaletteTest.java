package dev.cellwatch.notebook.plot;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.endpoint.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PaletteTest {

    @Test
    void a_gpu_has_the_same_colour_on_the_page_as_in_a_notebook() throws IOException {
        try (InputStream in = Objects.requireNonNull(Endpoint.class.getResourceAsStream("page/page.css"))) {
            String css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (int gpu = 0; gpu < 8; gpu++) {
                String rule = ".gpu-" + gpu + " { --line: " + Palette.gpu(gpu) + "; }";
                assertTrue(css.contains(rule), rule);
            }
        }
    }
}
