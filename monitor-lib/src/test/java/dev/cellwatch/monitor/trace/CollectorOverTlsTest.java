package dev.cellwatch.monitor.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.cellwatch.monitor.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collector that nobody knows and that knows its clients: all certificates are made for the test. */
class CollectorOverTlsTest {

    private static final String OTLP = "OTEL_EXPORTER_OTLP_";
    private static final char[] PASSWORD = "for a moment".toCharArray();

    @TempDir
    Path folder;

    private final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
    private final BlockingQueue<TraceNews> news = new LinkedBlockingQueue<>();
    private final Map<String, String> environment = new HashMap<>();
    private HttpsServer server;

    @BeforeEach
    void listen() throws Exception {
        KeyStore own = keys("collector");
        KeyStore client = keys("client");
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers(own).getKeyManagers(), trusting(client).getTrustManagers(), null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        server.createContext("/", exchange -> {
            assertEquals("gzip", exchange.getRequestHeaders().getFirst("Content-Encoding"));
            bodies.add(new String(
                    new GZIPInputStream(exchange.getRequestBody()).readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        environment.put(
                OTLP + "ENDPOINT", "https://localhost:" + server.getAddress().getPort());
        environment.put(OTLP + "PROTOCOL", "http/protobuf");
        environment.put(OTLP + "COMPRESSION", "gzip");
        environment.put(OTLP + "CERTIFICATE", certificate(own, "collector"));
        environment.put(OTLP + "CLIENT_KEY", key(client));
        environment.put(OTLP + "CLIENT_CERTIFICATE", certificate(client, "client"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private KeyStore keys(String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        String.valueOf(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, made.waitFor(), said);
        return KeyStore.getInstance(store.toFile(), PASSWORD);
    }

    private static KeyManagerFactory keyManagers(KeyStore own) throws GeneralSecurityException {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(own, PASSWORD);
        return managers;
    }

    private static TrustManagerFactory trusting(KeyStore other) throws GeneralSecurityException, IOException {
        KeyStore known = KeyStore.getInstance("PKCS12");
        known.load(null, null);
        known.setCertificateEntry("client", other.getCertificate("client"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(known);
        return managers;
    }

    private String certificate(KeyStore of, String name) throws GeneralSecurityException, IOException {
        return pem(name + ".pem", "CERTIFICATE", of.getCertificate(name).getEncoded());
    }

    private String key(KeyStore of) throws GeneralSecurityException, IOException {
        return pem("key.pem", "PRIVATE KEY", of.getKey("client", PASSWORD).getEncoded());
    }

    private String pem(String file, String what, byte[] content) throws IOException {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(
                        folder.resolve(file),
                        "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n")
                .toString();
    }

    private void traceOnce() {
        try (Tracing tracing = Tracing.of(Settings.from(environment).trace(), news::add)) {
            tracing.span("Forward Pass").close();
        }
    }

    @Test
    void spans_arrive_packed_where_both_sides_know_each_other() throws InterruptedException {
        traceOnce();
        String body = bodies.poll(10, TimeUnit.SECONDS);
        assertNotNull(body, () -> String.valueOf(news.peek()));
        assertTrue(body.contains("Forward Pass"));
    }

    @Test
    void a_collector_that_is_not_known_gets_nothing_and_that_is_said() throws InterruptedException {
        environment.remove(OTLP + "CERTIFICATE");
        traceOnce();
        TraceNews said = news.poll(10, TimeUnit.SECONDS);
        assertTrue(said.sentence().contains("unable to find valid certification path"), said.sentence());
        assertEquals(0, bodies.size());
    }

    @Test
    void a_certificate_that_cannot_be_read_is_named() throws InterruptedException {
        environment.put(OTLP + "CERTIFICATE", folder.resolve("gone.pem").toString());
        traceOnce();
        TraceNews said = news.poll(10, TimeUnit.SECONDS);
        assertTrue(said.sentence().contains("gone.pem cannot be read (no such file or folder)"), said.sentence());
    }
}
