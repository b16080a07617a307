package dev.cellwatch.monitor.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void nothing_set_is_a_whole_set_of_defaults() {
        Settings settings = Settings.from(Map.of("HOME", "/home/ada"));
        assertEquals(Settings.Gpu.AUTO, settings.gpu());
        assertEquals(Duration.ofSeconds(1), settings.interval());
        assertFalse(settings.pcieThroughput());
        assertFalse(settings.performanceCounters());
        assertEquals(Optional.empty(), settings.visibleGpus());
        assertFalse(settings.cudaCountsByPci());
        assertEquals(Path.of("/home/ada/.local/state/cellwatch"), settings.stateDir());
        assertEquals(Settings.Log.JSON, settings.log());
        assertEquals(List.of(), settings.mistakes());
    }

    @Test
    void each_variable_is_read() {
        Settings settings = Settings.from(Map.of(
                "CELLWATCH_GPU", "Demo",
                "CELLWATCH_NVML_LIBRARY", "/opt/nvml.so",
                "CELLWATCH_INTERVAL", "0.25",
                "CELLWATCH_PCIE", "on",
                "CELLWATCH_GPM", "on",
                "CELLWATCH_LOG", "text",
                "CUDA_VISIBLE_DEVICES", "0, GPU-1a",
                "CUDA_DEVICE_ORDER", "PCI_BUS_ID",
                "XDG_STATE_HOME", "/state"));
        assertEquals(Settings.Gpu.DEMO, settings.gpu());
        assertTrue(settings.demo());
        assertEquals(Optional.of("/opt/nvml.so"), settings.nvmlLibrary());
        assertEquals(Duration.ofMillis(250), settings.interval());
        assertTrue(settings.pcieThroughput());
        assertTrue(settings.performanceCounters());
        assertEquals(Optional.of(List.of("0", "GPU-1a")), settings.visibleGpus());
        assertTrue(settings.cudaCountsByPci());
        assertEquals(Settings.Log.TEXT, settings.log());
        assertEquals(Path.of("/state/cellwatch"), settings.stateDir());
    }

    @Test
    void a_word_that_is_none_of_those_is_answered_with_those() {
        assertEquals(
                List.of("CELLWATCH_LOG should be json, text or off, not \"xml\"; json is used."),
                Settings.from(Map.of("CELLWATCH_LOG", "xml")).mistakes());
    }

    @Test
    void the_state_directory_can_be_named() {
        assertEquals(
                Path.of("/elsewhere"),
                Settings.from(Map.of("CELLWATCH_STATE_DIR", "/elsewhere", "XDG_STATE_HOME", "/state"))
                        .stateDir());
    }

    @Test
    void no_visible_gpu_is_not_the_same_as_all() {
        assertEquals(
                Optional.of(List.of()),
                Settings.from(Map.of("CUDA_VISIBLE_DEVICES", "")).visibleGpus());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "abc", "1e9", "NaN"})
    void an_interval_that_cannot_be_is_one_sentence_and_the_default(String value) {
        Settings settings = Settings.from(Map.of("CELLWATCH_INTERVAL", value));
        assertEquals(Duration.ofSeconds(1), settings.interval());
        assertEquals(
                List.of("CELLWATCH_INTERVAL should be a number of seconds from 0.25 to 60, not \"" + value
                        + "\"; 1 is used."),
                settings.mistakes());
    }

    @Test
    void unknown_words_are_said_and_not_guessed() {
        Settings settings =
                Settings.from(Map.of("CELLWATCH_GPU", "nvidia", "CELLWATCH_PCIE", "yes", "CUDA_DEVICE_ORDER", "PCI"));
        assertEquals(Settings.Gpu.AUTO, settings.gpu());
        assertFalse(settings.pcieThroughput());
        assertFalse(settings.cudaCountsByPci());
        assertEquals(3, settings.mistakes().size());
    }

    @Test
    void what_is_in_force_is_told_by_the_names_that_people_set() {
        Settings settings =
                Settings.from(Map.of("CELLWATCH_GPU", "demo", "CUDA_VISIBLE_DEVICES", "", "HOME", "/home/ada"));
        assertEquals(
                "{CELLWATCH_GPU=demo, CELLWATCH_NVML_LIBRARY=the system's own, CELLWATCH_INTERVAL=1.0 s,"
                        + " CELLWATCH_PCIE=off, CELLWATCH_GPM=off, CUDA_VISIBLE_DEVICES=none,"
                        + " CUDA_DEVICE_ORDER=FASTEST_FIRST, CELLWATCH_LOG=json,"
                        + " CELLWATCH_STATE_DIR=/home/ada/.local/state/cellwatch, CELLWATCH_ALERT_TEMPERATURE=85 °C,"
                        + " CELLWATCH_METRICS=on,"
                        + " CELLWATCH_METRICS_PORT=the first free of the usual, CELLWATCH_METRICS_BIND=127.0.0.1,"
                        + " CELLWATCH_METRICS_HOSTS=none,"
                        + " CELLWATCH_TARGETS_DIR=/home/ada/.local/state/cellwatch/targets,"
                        + " CELLWATCH_TOKEN=a random one, CELLWATCH_METRICS_TOKEN=none,"
                        + " CELLWATCH_HOST=this machine's own name, CELLWATCH_MODE=none,"
                        + " CELLWATCH_ROLE=none, OTEL_EXPORTER_OTLP_ENDPOINT=none: nothing is traced,"
                        + " CELLWATCH_SERVICES=the usual}",
                settings.inForce().toString());
    }

    @Test
    void who_is_told_about_alerts_may_stand_in_the_file_and_a_variable_wins(@TempDir Path state) throws IOException {
        Files.writeString(
                state.resolve("environment.json"),
                "{\"CELLWATCH_ALERT_SMTP_FROM\":\"cellwatch@example.org\",\"CELLWATCH_ALERT_SMTP_TO\":\"bob@example.org\"}");
        AlertingSettings alerting = Settings.from(
                        Map.of("CELLWATCH_STATE_DIR", state.toString(), "CELLWATCH_ALERT_SMTP_TO", "ada@example.org"))
                .alerting();
        assertEquals(
                new AlertingSettings(
                        85,
                        AlertProfile.SLOW,
                        "#zakenak-alerts",
                        Optional.empty(),
                        Optional.of("cellwatch@example.org"),
                        Optional.of("ada@example.org"),
                        Optional.of("cellwatch@example.org")),
                alerting);
    }

    @ParameterizedTest
    @ValueSource(strings = {"90", "39", "130", "87.5", "hot", "90 °C"})
    void what_is_critical_heat_is_a_number_that_a_gpu_can_have(String value) {
        Settings settings = Settings.from(Map.of("CELLWATCH_ALERT_TEMPERATURE", value));
        boolean fits = value.equals("90");
        assertEquals(fits ? 90 : 85, settings.alerting().criticalCelsius());
        assertEquals(
                fits
                        ? List.of()
                        : List.of("CELLWATCH_ALERT_TEMPERATURE should be whole °C from 40 to 129, not \"" + value
                                + "\"; 85 is used."),
                settings.mistakes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "eighty", "8000 "})
    void a_port_is_a_number_of_a_port(String value) {
        Settings settings = Settings.from(Map.of("CELLWATCH_METRICS_PORT", value));
        boolean fits = value.equals("8000 ");
        assertEquals(fits, settings.endpoint().port().isPresent());
        assertEquals(fits ? 0 : 1, settings.mistakes().size());
    }

    @Test
    void no_token_is_ever_told() {
        Settings settings =
                Settings.from(Map.of("CELLWATCH_TOKEN", "hunter2-hunter2", "CELLWATCH_METRICS_TOKEN", "hunter2"));
        assertEquals("hunter2-hunter2", settings.endpoint().token().orElseThrow());
        assertFalse((settings + settings.inForce().toString()).contains("hunter2"));
        Settings bad = Settings.from(Map.of("CELLWATCH_TOKEN", "hunter2;x=y"));
        assertTrue(bad.endpoint().token().isEmpty());
        assertFalse(bad.mistakes().toString().contains("hunter2"));
    }
}
