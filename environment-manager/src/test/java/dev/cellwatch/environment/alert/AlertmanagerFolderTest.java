package dev.cellwatch.environment.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cellwatch.environment.process.Installed;
import dev.cellwatch.environment.process.Invocation;
import dev.cellwatch.environment.process.Outcome;
import dev.cellwatch.environment.process.SystemPrograms;
import dev.cellwatch.monitor.settings.AlertProfile;
import dev.cellwatch.monitor.settings.AlertingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertmanagerFolderTest {

    private static final Path DOCKER = Path.of("..", "docker").toAbsolutePath().normalize();
    private static final AlertingSettings SETTINGS = new AlertingSettings(
            85,
            AlertProfile.SLOW,
            "#it's \"ours\" {#}",
            Optional.of("smtp.example.org:587"),
            Optional.of("Cellwatch <cellwatch@example.org>"),
            Optional.of("ada@example.org, bob@example.org"),
            Optional.of("cellwatch"));

    @TempDir
    Path monitoring;

    private AlertmanagerFolder folder(String... secrets) throws IOException {
        Files.createDirectories(monitoring.resolve("secrets"));
        for (Receiver receiver : Receiver.values()) {
            Files.deleteIfExists(monitoring.resolve("secrets").resolve(receiver.secret()));
        }
        for (String secret : secrets) {
            Files.writeString(monitoring.resolve("secrets").resolve(secret), "https://hunter2\n");
        }
        return new AlertmanagerFolder(SETTINGS, monitoring, DOCKER);
    }

    private static void write(AlertmanagerFolder folder) {
        folder.write(folder.receivers());
    }

    private Path configuration() {
        return monitoring.resolve("alertmanager/alertmanager.yml");
    }

    private List<String> handedSecrets() throws IOException {
        Path secrets = monitoring.resolve("alertmanager/secrets");
        try (Stream<Path> files = Files.exists(secrets) ? Files.list(secrets) : Stream.empty()) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void with_nobody_to_tell_it_is_the_file_that_tells_nobody() throws IOException {
        AlertmanagerFolder folder = folder();
        write(folder);
        assertEquals(
                Files.readString(DOCKER.resolve("monitoring/alertmanager/alertmanager.yml")),
                Files.readString(configuration()));
        assertFalse(folder.tells());
    }

    @Test
    void a_secret_is_copied_to_where_its_container_reads_it_and_stands_in_no_configuration() throws IOException {
        AlertmanagerFolder folder = folder("slack_api_url", "smtp_password");
        write(folder);
        Path copy = monitoring.resolve("alertmanager/secrets/slack_api_url");
        assertEquals("https://hunter2", Files.readString(copy));
        assertEquals(
                "rw-r--r-- rwxr-xr-x",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)) + " "
                        + PosixFilePermissions.toString(Files.getPosixFilePermissions(copy.getParent())));
        assertFalse(Files.readString(configuration()).contains("hunter2"));
        assertTrue(folder.tells());
    }

    @Test
    void what_a_user_has_taken_away_is_gone_there_too() throws IOException {
        write(folder("slack_api_url", "smtp_password"));
        write(folder("smtp_password"));
        assertEquals(List.of("smtp_password"), handedSecrets());
        assertFalse(Files.readString(configuration()).contains("slack"));
        AlertmanagerFolder nobody = folder();
        write(nobody);
        assertEquals(List.of(), handedSecrets());
        assertFalse(nobody.tells());
    }

    @Test
    void a_new_secret_is_handed_over_and_needs_no_signal() throws IOException {
        write(folder("slack_api_url"));
        AlertmanagerFolder folder = folder("slack_api_url");
        Files.writeString(monitoring.resolve("secrets/slack_api_url"), "https://other");
        assertFalse(folder.write(folder.receivers()));
        assertEquals("https://other", Files.readString(monitoring.resolve("alertmanager/secrets/slack_api_url")));
    }

    @Test
    void another_configuration_than_before_needs_one() throws IOException {
        AlertmanagerFolder nobody = folder();
        assertFalse(nobody.write(nobody.receivers()), "nothing runs that has read another");
        AlertmanagerFolder slack = folder("slack_api_url");
        assertTrue(slack.write(slack.receivers()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "slack_api_url", "slack_api_url pagerduty_routing_key smtp_password"})
    void the_fast_profile_tells_within_seconds_and_each_hour(String secrets) throws IOException {
        write(folder(words(secrets)));
        String slow = Files.readString(configuration());
        AlertmanagerFolder fast = new AlertmanagerFolder(SETTINGS.with(AlertProfile.FAST), monitoring, DOCKER);
        assertTrue(fast.write(fast.receivers()), "one that runs has to read it");
        assertEquals(
                slow.replace("  group_by: [alertname, cluster, service]\n", "  group_by: [alertname]\n")
                        .replace("  group_wait: 30s\n", "  group_wait: 10s\n")
                        .replace("  group_interval: 5m\n", "  group_interval: 10s\n")
                        .replace("  repeat_interval: 4h\n", "  repeat_interval: 1h\n"),
                Files.readString(configuration()));
        assertNotEquals(slow, Files.readString(configuration()));
    }

    @Test
    void each_receiver_stands_there_as_it_is_known() throws IOException {
        write(folder("slack_api_url", "pagerduty_routing_key", "smtp_password"));
        String text = Files.readString(configuration());
        for (String line : List.of(
                "  resolve_timeout: 5m",
                "  receiver: slack-notifications",
                "  group_by: [alertname, cluster, service]",
                "  group_wait: 30s\n  group_interval: 5m\n  repeat_interval: 4h",
                "      receiver: pagerduty-critical\n      repeat_interval: 1h",
                "      receiver: slack-warnings",
                "      - api_url_file: /etc/cellwatch/secrets/slack_api_url",
                "        title: '{{ template \"slack.title\" . }}'",
                "      - routing_key_file: /etc/cellwatch/secrets/pagerduty_routing_key",
                "        description: '{{ template \"pagerduty.description\" . }}'",
                "        auth_username: \"cellwatch\"",
                "        auth_password_file: /etc/cellwatch/secrets/smtp_password",
                "        send_resolved: true")) {
            assertTrue(text.contains(line + "\n"), line + "\nin\n" + text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "slack_api_url",
                "pagerduty_routing_key",
                "smtp_password",
                "slack_api_url pagerduty_routing_key",
                "slack_api_url smtp_password",
                "pagerduty_routing_key smtp_password",
                "slack_api_url pagerduty_routing_key smtp_password"
            })
    void amtool_finds_nothing_wrong_whoever_is_told(String secrets) throws IOException {
        assumeTrue(Installed.has("amtool"), "amtool is not there");
        write(folder(words(secrets)));
        String templates = DOCKER.resolve("monitoring/alertmanager/templates").toString();
        Path file = Files.writeString(
                monitoring.resolve("checked.yml"),
                Files.readString(configuration()).replace("/etc/alertmanager/templates", templates));
        Outcome outcome = new SystemPrograms().run(Invocation.of("amtool", "check-config", file.toString()));
        assertTrue(outcome.succeeded(), outcome.out() + outcome.err() + Files.readString(file));
        boolean anybody = !secrets.isEmpty();
        assertTrue(outcome.out().contains(anybody ? " - 1 templates" : " - 0 templates"), outcome.out());
    }

    @ParameterizedTest
    @CsvSource({
        "slack_api_url, critical, slack-notifications",
        "slack_api_url, warning, slack-warnings",
        "slack_api_url, info, slack-notifications",
        "pagerduty_routing_key, critical, pagerduty-critical",
        "pagerduty_routing_key, warning, nowhere",
        "smtp_password, critical, email-notifications",
        "smtp_password, warning, email-notifications",
        "slack_api_url pagerduty_routing_key, critical, pagerduty-critical",
        "slack_api_url pagerduty_routing_key, warning, slack-warnings",
        "slack_api_url smtp_password, info, 'email-notifications,slack-notifications'",
        "slack_api_url smtp_password, warning, 'email-notifications,slack-warnings'",
        "slack_api_url pagerduty_routing_key smtp_password, critical, 'email-notifications,pagerduty-critical'",
        "pagerduty_routing_key smtp_password, warning, email-notifications",
    })
    void an_alert_goes_by_its_severity(String secrets, String severity, String receivers) throws IOException {
        assumeTrue(Installed.has("amtool"), "amtool is not there");
        write(folder(words(secrets)));
        assertEquals(receivers, routed("alertname=HighGPUTemperature", "severity=" + severity));
    }

    @Test
    void the_other_name_of_an_alert_is_told_to_nobody() throws IOException {
        assumeTrue(Installed.has("amtool"), "amtool is not there");
        write(folder("slack_api_url", "pagerduty_routing_key", "smtp_password"));
        assertEquals("nowhere", routed("alertname=HighGPUMemoryUsage", "severity=warning"));
        assertEquals("email-notifications,slack-warnings", routed("alertname=GPUHighMemoryUsage", "severity=warning"));
    }

    @Test
    void a_test_goes_to_everybody_and_to_none_twice() throws IOException {
        assumeTrue(Installed.has("amtool"), "amtool is not there");
        write(folder("slack_api_url", "pagerduty_routing_key", "smtp_password"));
        assertEquals(
                "slack-notifications,pagerduty-critical,email-notifications",
                routed("alertname=CellwatchTest", "severity=info"));
        write(folder("smtp_password"));
        assertEquals("email-notifications", routed("alertname=CellwatchTest", "severity=info"));
        assertEquals(Set.of(Receiver.MAIL), folder("smtp_password").receivers().complete());
    }

    private String routed(String... labels) {
        List<String> argv = new ArrayList<>(List.of("amtool", "config", "routes", "test"));
        argv.add("--config.file=" + configuration());
        argv.addAll(List.of(labels));
        return new SystemPrograms().run(Invocation.of(argv)).out().strip();
    }

    private static String[] words(String secrets) {
        return secrets.isEmpty() ? new String[0] : secrets.split(" ");
    }
}
