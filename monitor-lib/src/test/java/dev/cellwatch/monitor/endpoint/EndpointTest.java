package dev.cellwatch.monitor.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointTest {

    @TempDir
    Path folder;

    private static String header(String answer, String name) {
        return answer.lines()
                .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
                .findFirst()
                .map(line -> line.substring(name.length() + 2))
                .orElse("");
    }

    @Test
    void metrics_and_health_are_open_and_the_rest_wants_the_token() throws EndpointException {
        try (Endpoints site = new Endpoints(folder)) {
            assertTrue(site.get("/metrics").endsWith("up 1\n"));
            assertTrue(site.get("/-/healthy").endsWith("Healthy.\n"));
            for (String path : new String[] {"/", "/api/metrics", "/admin/monitor/health", "/admin/monitor/errors"}) {
                assertEquals(401, Endpoints.status(site.get(path)), path);
                assertEquals(200, Endpoints.status(site.get(path, "Authorization: Bearer TOKEN")), path);
            }
            String head = site.ask("HEAD", "/metrics");
            assertEquals("5", header(head, "Content-Length"));
            assertTrue(head.endsWith("\r\n\r\n"));
            assertEquals(
                    "127.0.0.1",
                    site.endpoint
                            .status()
                            .orElseThrow()
                            .lastScrape()
                            .orElseThrow()
                            .address());
        }
    }

    @Test
    void a_token_in_the_address_becomes_a_cookie_and_leaves_it() throws EndpointException {
        try (Endpoints site = new Endpoints(folder)) {
            String welcome = site.get("/?a=b&token=TOKEN&c=d");
            assertEquals(303, Endpoints.status(welcome));
            assertEquals("./?a=b&c=d", header(welcome, "Location"));
            assertEquals(
                    "cellwatch-" + site.port() + "=" + Endpoints.TOKEN + "; HttpOnly; SameSite=Strict",
                    header(welcome, "Set-Cookie"));
            assertEquals("metrics", header(site.get("/api/metrics?token=TOKEN"), "Location"));
            assertEquals(200, Endpoints.status(site.get("/", "Cookie: cellwatch-PORT=TOKEN")));
        }
    }

    @Test
    void a_browser_that_follows_a_link_from_the_notebook_is_asked_once_more_for_its_cookie() throws EndpointException {
        try (Endpoints site = new Endpoints(folder)) {
            String answer = site.get("/", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate");
            assertEquals(401, Endpoints.status(answer));
            assertTrue(answer.contains("http-equiv=\"refresh\""));
            assertFalse(site.get("/", "Sec-Fetch-Site: same-origin").contains("refresh"));
        }
    }

    @Test
    void jupyters_proxy_may_call_us_by_its_own_name_for_who_has_the_token() throws EndpointException {
        try (Endpoints site = new Endpoints(folder)) {
            String asked = "GET / HTTP/1.1\r\nHost: hub.example.org\r\nConnection: close\r\n";
            String proxy = "X-ProxyContextPath: /user/ada/proxy/PORT\r\n";
            assertEquals(421, Endpoints.status(site.send(asked + "Authorization: Bearer TOKEN\r\n\r\n")));
            assertEquals(421, Endpoints.status(site.send(asked + proxy + "\r\n")));
            assertEquals(200, Endpoints.status(site.send(asked + proxy + "Authorization: Bearer TOKEN\r\n\r\n")));
            assertEquals(303, Endpoints.status(site.send(asked.replace("/ ", "/?token=TOKEN ") + proxy + "\r\n")));
        }
        try (Endpoints site = new Endpoints(folder, "CELLWATCH_METRICS_HOSTS", "lab, Hub.Example.org")) {
            assertEquals(
                    200,
                    Endpoints.status(
                            site.send("GET /metrics HTTP/1.1\r\nHost: hub.example.org\r\nConnection: close\r\n\r\n")));
        }
    }

    @Test
    void a_scrape_shows_its_own_token_where_one_is_set() throws EndpointException {
        try (Endpoints site = new Endpoints(folder, "CELLWATCH_METRICS_TOKEN", "scrape-me")) {
            assertEquals(401, Endpoints.status(site.get("/metrics")));
            assertEquals(401, Endpoints.status(site.get("/metrics?token=scrape-me")));
            assertEquals(200, Endpoints.status(site.get("/metrics", "Authorization: Bearer scrape-me")));
            assertEquals(401, Endpoints.status(site.get("/api/metrics", "Authorization: Bearer scrape-me")));
            assertEquals(200, Endpoints.status(site.get("/-/healthy")));
        }
    }

    @Test
    void page_and_administration_are_not_there_in_the_cloud_and_for_web_servers() throws EndpointException {
        for (String[] where : new String[][] {{"CELLWATCH_MODE", "cloud"}, {"CELLWATCH_ROLE", "web"}}) {
            try (Endpoints site = new Endpoints(folder, where)) {
                for (String path : new String[] {"/", "/admin/monitor/health", "/admin/monitor/gpu"}) {
                    assertEquals(404, Endpoints.status(site.get(path, "Authorization: Bearer TOKEN")), path);
                }
                assertEquals(200, Endpoints.status(site.get("/metrics")));
                assertFalse(site.endpoint.status().orElseThrow().page());
            }
        }
    }

    @Test
    void two_at_once_do_not_disturb_each_other() throws Exception {
        String targets = folder.resolve("targets").toString();
        Path first = Files.createDirectory(folder.resolve("one"));
        Path second = Files.createDirectory(folder.resolve("two"));
        try (Endpoints one = new Endpoints(first, "CELLWATCH_TARGETS_DIR", targets)) {
            try (Endpoints two = new Endpoints(second, "CELLWATCH_TARGETS_DIR", targets)) {
                assertTrue(one.get("/metrics").endsWith("up 1\n"));
                assertTrue(two.get("/metrics").endsWith("up 1\n"));
                assertTrue(Files.readString(folder.resolve("targets/one.json")).contains(":" + one.port()));
                assertTrue(Files.readString(folder.resolve("targets/two.json")).contains(":" + two.port()));
            }
            assertFalse(Files.exists(folder.resolve("targets/two.json")));
            assertTrue(Files.exists(folder.resolve("targets/one.json")));
            assertTrue(one.get("/metrics").endsWith("up 1\n"));
        }
    }

    @Test
    void a_taken_port_is_named_and_what_listened_goes_on() throws Exception {
        try (Endpoints site = new Endpoints(folder);
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int before = site.port();
            EndpointException failed = assertThrows(
                    EndpointException.class,
                    () -> site.endpoint.start(OptionalInt.of(taken.getLocalPort()), Optional.empty()));
            assertEquals(
                    "Port " + taken.getLocalPort()
                            + " is taken by another program. %metrics start --port 0 takes any free"
                            + " one, as CELLWATCH_METRICS_PORT=0 does.",
                    failed.getMessage());
            assertEquals(before, site.port());
            assertTrue(site.get("/metrics").endsWith("up 1\n"));
        }
    }

    @Test
    void it_moves_and_ends_and_begins_anew() throws Exception {
        try (Endpoints site = new Endpoints(folder)) {
            int before = site.port();
            site.endpoint.start(OptionalInt.of(0), Optional.of("localhost"));
            assertTrue(site.port() != before);
            assertThrows(ConnectException.class, () -> new Socket(InetAddress.getLoopbackAddress(), before).close());
            site.endpoint.start(OptionalInt.of(site.port()), Optional.empty());
            assertTrue(site.get("/metrics").endsWith("up 1\n"));
            site.endpoint.stop();
            assertEquals(Optional.empty(), site.endpoint.status());
            assertFalse(Files.exists(folder.resolve("targets/" + folder.getFileName() + ".json")));
            site.endpoint.startIfWanted();
            assertTrue(site.get("/metrics").endsWith("up 1\n"));
        }
    }

    @Test
    void off_is_off() throws EndpointException {
        try (Endpoints site = new Endpoints(folder, "CELLWATCH_METRICS", "off")) {
            site.endpoint.stop();
            site.endpoint.startIfWanted();
            assertEquals(Optional.empty(), site.endpoint.status());
        }
    }

    @Test
    void a_folder_that_cannot_be_written_keeps_nobody_from_asking() throws IOException, EndpointException {
        Files.writeString(folder.resolve("file"), "");
        try (Endpoints site = new Endpoints(folder, "CELLWATCH_TARGETS_DIR", folder + "/file/targets")) {
            assertTrue(site.get("/metrics").endsWith("up 1\n"));
            assertTrue(site.endpoint.status().orElseThrow().trouble().isPresent());
        }
    }

    @Test
    void a_wide_bind_is_told_and_is_asked_for_by_number() throws EndpointException {
        try (Endpoints site = new Endpoints(folder, "CELLWATCH_METRICS_BIND", "0.0.0.0")) {
            assertTrue(site.endpoint.status().orElseThrow().wide());
            for (String host : new String[] {"10.0.0.7", "research:19540"}) {
                String request = "GET /metrics HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
                assertEquals(200, Endpoints.status(site.send(request)));
                assertEquals(421, Endpoints.status(site.send(request.replace(host, "evil.example"))));
            }
        }
    }

    @Test
    void an_address_that_is_none_of_ours_is_a_sentence() throws EndpointException {
        try (Endpoints site = new Endpoints(folder)) {
            assertEquals(
                    "This machine has no address 192.0.2.1 to listen on.",
                    assertThrows(
                                    EndpointException.class,
                                    () -> site.endpoint.start(OptionalInt.of(0), Optional.of("192.0.2.1")))
                            .getMessage());
        }
    }

    @Test
    void requests_are_counted_by_route_until_they_are_reset() throws EndpointException {
        try (Endpoints site = new Endpoints(folder)) {
            site.get("/metrics");
            site.get("/nothing");
            site.get("/nothing-either");
            String counted = "";
            // a request counts when it is over, which who asked may hear before
            for (int i = 0; i < 1000 && !counted.contains("\"other\":{\"requests\":2"); i++) {
                counted = site.get("/admin/monitor/metrics", "Authorization: Bearer TOKEN");
            }
            assertTrue(counted.contains("\"errors\":2,\"routes\""), counted);
            assertTrue(counted.contains("\"other\":{\"requests\":2,\"errors\":2,\"by_status\":{\"404\":2}"), counted);
            String reset = site.ask("POST", "/admin/monitor/metrics/reset", "Authorization: Bearer TOKEN");
            assertTrue(reset.contains("\"requests\":0"), reset);
        }
    }
}
