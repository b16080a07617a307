package dev.cellwatch.monitor.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTest {

    private static final String KNOWN = "Authorization: Bearer TOKEN";
    private static final String STOP = "/admin/monitor/live/stop";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "/,text/html; charset=utf-8",
        "/page/page.css,text/css; charset=utf-8",
        "/page/page.js,text/javascript; charset=utf-8",
        "/page/icon.svg,image/svg+xml"
    })
    void each_file_has_its_type_and_wants_the_token(String path, String type) throws EndpointException {
        try (Endpoints site = new Endpoints(folder)) {
            assertEquals(401, Endpoints.status(site.get(path)));
            String answer = site.get(path, KNOWN);
            assertEquals(200, Endpoints.status(answer));
            assertTrue(answer.contains("Content-type: " + type + "\r\n"), answer);
            assertTrue(answer.contains("Content-security-policy: default-src 'none'; script-src 'self';"), answer);
            assertTrue(answer.contains("X-content-type-options: nosniff\r\n"), answer);
        }
    }

    @Test
    void the_page_asks_nobody_else_and_has_nothing_inline() throws EndpointException {
        try (Endpoints site = new Endpoints(folder)) {
            String page = site.get("/", KNOWN);
            assertFalse(page.matches("(?s).*(href|src)=\"(/|http).*"), "relative, so that it works below any prefix");
            assertFalse(page.matches("(?s).*( style=| on[a-z]+=|<style|<script>).*"), page);
            for (String path : List.of("/page/page.css", "/page/page.js")) {
                String file = site.get(path, KNOWN).replace("http://www.w3.org/2000/svg", "");
                assertFalse(file.contains("http:") || file.contains("https:") || file.contains("@import"), path);
                assertFalse(file.contains("innerHTML") || file.contains("insertAdjacentHTML"), path);
            }
        }
    }

    @Test
    void nothing_of_it_is_there_in_the_cloud() throws EndpointException {
        try (Endpoints site = new Endpoints(folder, "CELLWATCH_MODE", "cloud")) {
            assertEquals(404, Endpoints.status(site.get("/page/page.js", KNOWN)));
            assertEquals(404, Endpoints.status(site.ask("POST", STOP + "?id=1", KNOWN)));
        }
    }

    @Test
    void a_live_plot_is_stopped_by_its_number_with_the_token_from_the_same_site() throws EndpointException {
        try (Endpoints site = new Endpoints(folder)) {
            site.plots.running.add(new LivePlots.Plot(3, "monitor 3", "2 min left"));
            String live = site.get("/admin/monitor/live", KNOWN);
            assertTrue(live.endsWith("{\"live\":[{\"id\":3,\"name\":\"monitor 3\",\"left\":\"2 min left\"}]}"), live);
            assertEquals(401, Endpoints.status(site.ask("POST", STOP + "?id=3")));
            assertEquals(403, Endpoints.status(site.ask("POST", STOP + "?id=3", KNOWN, "Origin: http://evil.example")));
            assertEquals(405, Endpoints.status(site.get(STOP + "?id=3", KNOWN)));
            assertEquals(400, Endpoints.status(site.ask("POST", STOP, KNOWN)));
            assertEquals(400, Endpoints.status(site.ask("POST", STOP + "?id=99999999999", KNOWN)));
            assertEquals(404, Endpoints.status(site.ask("POST", STOP + "?id=4", KNOWN)));
            assertEquals(1, site.plots.running.size());
            assertTrue(site.ask("POST", STOP + "?id=3", KNOWN).endsWith("{\"live\":[]}"));
        }
    }

    /** Plots that a test names. */
    static final class NamedPlots implements LivePlots {
        final List<Plot> running = new ArrayList<>();

        @Override
        public List<Plot> running() {
            return List.copyOf(running);
        }

        @Override
        public boolean stop(int id) {
            return running.removeIf(plot -> plot.id() == id);
        }
    }
}
