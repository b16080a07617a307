package dev.cellwatch.monitor.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceSettingsTest {

    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static TraceSettings from(Map<String, String> environment) {
        return Settings.from(environment).trace();
    }

    private static String place(Map<String, String> environment) {
        return from(environment).target().map(TraceTarget::place).orElse("off");
    }

    @Test
    void nothing_is_traced_until_an_address_or_the_exporter_is_set() {
        assertEquals("off", place(Map.of()));
        assertEquals("http://jaeger-collector:4317 (grpc)", place(Map.of(ENDPOINT, "jaeger-collector:4317")));
        assertEquals("http://localhost:4317 (grpc)", place(Map.of("OTEL_TRACES_EXPORTER", "otlp")));
        assertEquals("off", place(Map.of(ENDPOINT, "http://a", "OTEL_TRACES_EXPORTER", "none")));
        assertEquals("off", place(Map.of(ENDPOINT, "http://a", "OTEL_SDK_DISABLED", "true")));
        assertEquals("off", place(Map.of(ENDPOINT, "http://a", "OTEL_TRACES_EXPORTER", "zipkin")));
    }

    @Test
    void over_http_the_path_is_added_unless_the_address_is_that_of_traces() {
        String protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";
        assertEquals(
                "https://c:4318/v1/traces (http/protobuf)",
                place(Map.of(ENDPOINT, "https://c:4318/", protocol, "http/protobuf")));
        assertEquals(
                "https://c/in (http/protobuf)",
                place(Map.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "https://c/in", protocol, "http/protobuf")));
    }

    @ParameterizedTest
    @CsvSource({
        "always_on, , false, 1",
        "always_off, , false, 0",
        "parentbased_always_off, , true, 0",
        "parentbased_traceidratio, 0.25, true, 0.25",
        "traceidratio, two, false, 1",
        "sometimes, , true, 1"
    })
    void samplers_are_those_of_the_standard(String word, String share, boolean byParent, double ratio) {
        Map<String, String> environment = share == null
                ? Map.of("OTEL_TRACES_SAMPLER", word)
                : Map.of("OTEL_TRACES_SAMPLER", word, "OTEL_TRACES_SAMPLER_ARG", share);
        assertEquals(new Sampling(byParent, ratio), from(environment).sampling());
        boolean wrong = word.equals("sometimes") || "two".equals(share);
        assertEquals(wrong ? 1 : 0, Settings.from(environment).mistakes().size());
    }

    @Test
    void compression_and_certificates_are_taken_and_a_key_alone_is_a_mistake() {
        TraceTarget plain = from(Map.of(ENDPOINT, "http://a")).target().orElseThrow();
        assertEquals("none", plain.compression());
        assertEquals(new TraceTarget.Certificates(Optional.empty(), Optional.empty()), plain.certificates());
        String otlp = "OTEL_EXPORTER_OTLP_";
        Map<String, String> all = Map.of(
                ENDPOINT,
                "https://a",
                otlp + "COMPRESSION",
                "gzip",
                otlp + "TRACES_CERTIFICATE",
                "/ca.pem",
                otlp + "CLIENT_KEY",
                "/key.pem",
                otlp + "CLIENT_CERTIFICATE",
                "/client.pem");
        TraceTarget secured = from(all).target().orElseThrow();
        assertEquals("gzip", secured.compression());
        TraceTarget.Client client = new TraceTarget.Client(Path.of("/key.pem"), Path.of("/client.pem"));
        assertEquals(
                new TraceTarget.Certificates(Optional.of(Path.of("/ca.pem")), Optional.of(client)),
                secured.certificates());
        Settings wrong =
                Settings.from(Map.of(ENDPOINT, "http://a", otlp + "COMPRESSION", "zip", otlp + "CLIENT_KEY", "/k"));
        assertEquals(
                List.of(
                        "OTEL_EXPORTER_OTLP_COMPRESSION should be gzip or none, not \"zip\"; none is used.",
                        "OTEL_EXPORTER_OTLP_CLIENT_KEY and OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE go together; neither is"
                                + " used."),
                wrong.mistakes());
    }

    @Test
    void headers_and_attributes_are_decoded_and_no_header_is_ever_told() {
        Settings settings = Settings.from(Map.of(
                ENDPOINT,
                "http://ada:hunter2@c:4317",
                "OTEL_EXPORTER_OTLP_HEADERS",
                "authorization=Bearer%20hunter2,x=1",
                "OTEL_EXPORTER_OTLP_TIMEOUT",
                "2500",
                "OTEL_RESOURCE_ATTRIBUTES",
                "deployment.environment=lab,service.name=a",
                "OTEL_SERVICE_NAME",
                "b"));
        TraceTarget target = settings.trace().target().orElseThrow();
        assertEquals(Map.of("authorization", "Bearer hunter2", "x", "1"), target.headers());
        assertEquals(Duration.ofMillis(2500), target.timeout());
        assertEquals(
                Map.of("deployment.environment", "lab", "service.name", "b"),
                settings.trace().resource());
        assertFalse((settings.inForce() + settings.toString()).contains("hunter2"));
    }

    @Test
    void a_program_that_runs_learns_of_the_launchers_file_and_its_own_variables_win(@TempDir Path folder)
            throws IOException {
        Map<String, String> environment = Map.of("OTEL_SERVICE_NAME", "mine");
        TraceSettings before = from(environment);
        assertEquals(Optional.empty(), before.renewed(folder).target());
        Path file = folder.resolve("environment.json");
        Files.writeString(
                file, "{\"OTEL_EXPORTER_OTLP_ENDPOINT\": \"http://c:4317\", \"OTEL_SERVICE_NAME\": \"theirs\"}");
        TraceSettings after = before.renewed(folder);
        assertEquals("http://c:4317", after.target().orElseThrow().endpoint());
        assertEquals("mine", after.resource().get("service.name"));
        assertEquals(after, after.renewed(folder));
        Files.writeString(file, "{\"OTEL_EXP");
        assertEquals(Optional.empty(), after.renewed(folder).target());
    }
}
