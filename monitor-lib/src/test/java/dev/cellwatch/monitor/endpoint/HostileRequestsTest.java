package dev.cellwatch.monitor.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What others may send over a bare socket, and that the next one is answered all the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestsTest {

    private Endpoints site;

    @BeforeAll
    void listen(@TempDir Path folder) throws EndpointException {
        site = new Endpoints(folder);
    }

    @AfterAll
    void end() {
        assertEquals(200, Endpoints.status(site.get("/metrics")));
        site.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/metrics/../api/metrics|404",
                "/metrics/|404",
                "/./metrics|404",
                "/%2e%2e/metrics|404",
                "/%6detrics|404",
                "/api%2fmetrics|404",
                "/api%2Fmetrics|404",
                "//metrics|404",
                "//evil.example/metrics|400",
                "http://evil.example/metrics|400",
                "/metrics%00|404",
                "/metrics%|400",
                "/metrics;a=b|404",
                "/METRICS|404",
                "/etc/passwd|404",
                "/admin/monitor/gpu/../../../metrics|404",
                "/api/metrics?token|401",
                "/api/metrics?token=|401",
                "/api/metrics?token=%54OKEN|401",
            })
    void tricks_with_the_path_lead_nowhere(String path, int status) {
        assertEquals(status, Endpoints.status(site.get(path)));
    }

    @Test
    void a_nul_in_the_path_is_refused() {
        assertEquals(400, Endpoints.status(site.get("/metr\0ics")));
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,/metrics,'GET, HEAD'",
        "DELETE,/api/metrics,'GET, HEAD'",
        "TRACE,/metrics,'GET, HEAD'",
        "OPTIONS,/metrics,'GET, HEAD'",
        "BREW,/-/healthy,'GET, HEAD'",
        "POST,/metrics,'GET, HEAD'",
        "GET,/admin/monitor/metrics/reset,POST"
    })
    void an_unknown_method_is_told_which_are_known(String method, String path, String allowed) {
        String answer = site.ask(method, path, "Authorization: Bearer TOKEN");
        assertEquals(405, Endpoints.status(answer));
        assertTrue(answer.contains("Allow: " + allowed + "\r\n"), answer);
    }

    @ParameterizedTest
    @CsvSource({
        "evil.example,421",
        "evil.example:PORT,421",
        "127.0.0.1.evil.example:PORT,421",
        "localhost.evil.example,421",
        "evil.example#127.0.0.1,421",
        "10.0.0.7:PORT,421",
        "box:PORT,421",
        "'',421",
        "localhost:PORT,200",
        "LOCALHOST,200",
        "127.0.0.1:PORT,200",
        "127.0.0.53,200",
        "[::1]:PORT,200",
        "localhost:9999,200",
        "host.docker.internal:PORT,200"
    })
    void only_names_that_mean_this_machine_are_answered(String host, int status) {
        String request = "GET /metrics HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
        assertEquals(status, Endpoints.status(site.send(request)));
        assertEquals(
                status, Endpoints.status(site.send(request.replace("Conn", "Authorization: Bearer TOKEN\r\nConn"))));
    }

    @Test
    void no_host_and_two_hosts_are_refused() {
        assertEquals(400, Endpoints.status(site.send("GET /metrics HTTP/1.0\r\n\r\n")));
        assertEquals(400, Endpoints.status(site.get("/metrics", "Host: localhost")));
    }

    @ParameterizedTest
    @CsvSource({
        "'Authorization: Bearer wrong',401", "'Authorization: Bearer',401", "'Authorization: Basic TOKEN',401",
        "'Authorization: Bearer TOKENx',401", "'Cookie: cellwatch-1=TOKEN',401", "'Cookie: cellwatch-PORT=wrong',401",
        "'Cookie: token=TOKEN',401", "'X-Token: TOKEN',401", "'Authorization: bearer TOKEN',200",
        "'Cookie: a=b; cellwatch-PORT=TOKEN',200"
    })
    void only_the_token_opens(String header, int status) {
        assertEquals(status, Endpoints.status(site.get("/api/metrics", header)));
    }

    @ParameterizedTest
    @CsvSource({
        "'Origin: http://evil.example',403",
        "'Origin: null',403",
        "'Origin: http://127.0.0.1:1',403",
        "'Sec-Fetch-Site: cross-site',403",
        "'Sec-Fetch-Site: same-site',403",
        "'Origin: http://127.0.0.1:PORT',200",
        "'Sec-Fetch-Site: same-origin',200",
        "'Accept: */*',200"
    })
    void another_site_changes_nothing(String header, int status) {
        String answer = site.ask("POST", "/admin/monitor/metrics/reset", "Cookie: cellwatch-PORT=TOKEN", header);
        assertEquals(status, Endpoints.status(answer));
        assertEquals(401, Endpoints.status(site.ask("POST", "/admin/monitor/metrics/reset?token=TOKEN", header)));
    }

    @Test
    void too_much_of_anything_is_refused() {
        assertEquals(431, Endpoints.status(site.get("/metrics", "X-Long: " + "a".repeat(20_000))));
        assertEquals(414, Endpoints.status(site.get("/metrics?" + "a".repeat(5_000))));
        String post = "Authorization: Bearer TOKEN\r\nContent-Length: ";
        assertEquals(413, Endpoints.status(site.ask("POST", "/admin/monitor/metrics/reset", post + "999999999999")));
        assertEquals(413, Endpoints.status(site.ask("POST", "/admin/monitor/metrics/reset", post + "4096")));
        assertEquals(
                413,
                Endpoints.status(site.send(lines(
                        "POST /admin/monitor/metrics/reset HTTP/1.1",
                        "Host: localhost",
                        "Transfer-Encoding: chunked",
                        "Connection: close",
                        "",
                        "0",
                        "",
                        ""))));
    }

    @Test
    void a_request_without_an_end_is_cut_off() throws IOException {
        byte[] line = "X-More: and more\r\n".repeat(1000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        try (Socket socket = site.connect()) {
            socket.getOutputStream()
                    .write("GET /metrics HTTP/1.1\r\nHost: localhost\r\n"
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            for (int i = 0; i < 1000; i++) {
                socket.getOutputStream().write(line);
            }
            socket.getInputStream().readAllBytes(); // ends, or runs into the time-out
        } catch (SocketException cutOff) {
            // by a server that reads no more
        }
        assertEquals(200, Endpoints.status(site.get("/metrics")));
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines);
    }

    @Test
    void answers_say_how_they_may_be_used_and_let_no_other_site_read_them() {
        for (String path : new String[] {"/metrics", "/api/metrics", "/nothing"}) {
            String answer = site.get(path, "Origin: http://evil.example");
            assertTrue(answer.contains("X-content-type-options: nosniff\r\n"), answer);
            assertTrue(answer.contains("Referrer-policy: no-referrer\r\n"), answer);
            assertTrue(answer.contains("Cache-control: no-store\r\n"), answer);
            assertTrue(answer.contains("Content-security-policy: default-src 'none';"), answer);
            assertFalse(
                    answer.contains("unsafe-inline")
                            || answer.toLowerCase(Locale.ROOT).contains("access-control"),
                    answer);
        }
    }
}
