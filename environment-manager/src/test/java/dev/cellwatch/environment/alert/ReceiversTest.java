package dev.cellwatch.environment.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.settings.AlertingSettings;
import dev.cellwatch.monitor.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiversTest {

    @TempDir
    Path folder;

    private Receivers receivers(Map<String, String> environment) {
        AlertingSettings settings = Settings.from(environment).alerting();
        return Receivers.of(new SecretFiles(folder), settings);
    }

    private void secret(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void without_a_secret_alerts_go_nowhere_and_the_line_that_changes_it_is_told() throws IOException {
        secret("pagerduty_routing_key", "\n");
        Receivers nobody = receivers(Map.of());
        assertFalse(nobody.any());
        assertEquals(
                List.of("Alerts go nowhere: write the address of a Slack webhook into "
                        + folder.resolve("slack_api_url")
                        + " (docs/monitoring.md has PagerDuty and mail), then:"
                        + " environment-manager up --enable-monitoring"),
                nobody.sentences());
    }

    @Test
    void who_is_told_is_told_in_one_line_without_the_secrets() throws IOException {
        secret("slack_api_url", "https://hooks.slack.com/services/T0/B0/hunter2\n");
        secret("pagerduty_routing_key", "hunter2");
        secret("smtp_password", "hunter 2");
        Receivers all = receivers(Map.of(
                "CELLWATCH_ALERT_SLACK_CHANNEL", "#gpus",
                "CELLWATCH_ALERT_SMTP_SMARTHOST", "smtp.gmail.com:587",
                "CELLWATCH_ALERT_SMTP_FROM", "cellwatch@example.org",
                "CELLWATCH_ALERT_SMTP_TO", "ada@example.org"));
        assertEquals(Set.of(Receiver.values()), all.complete());
        assertEquals(
                List.of("Alerts:      go to Slack (#gpus), PagerDuty (the critical ones), mail (ada@example.org);"
                        + " try it: environment-manager alert-test"),
                all.sentences());
        assertFalse(all.toString().contains("hunter"), all.toString());
    }

    @Test
    void what_is_missing_is_one_sentence_and_the_others_are_told() throws IOException {
        secret("slack_api_url", "https://hooks.slack.com/services/T0/B0/C0");
        secret("smtp_password", "hunter2");
        Receivers some = receivers(
                Map.of("CELLWATCH_ALERT_SMTP_SMARTHOST", "smtp.gmail.com", "CELLWATCH_ALERT_SMTP_FROM", "a@b.org"));
        assertEquals(Set.of(Receiver.SLACK), some.complete());
        assertEquals(
                List.of("Mail is not sent: it needs CELLWATCH_ALERT_SMTP_SMARTHOST as HOST:PORT,"
                        + " CELLWATCH_ALERT_SMTP_TO."),
                some.lacks());
    }

    @Test
    void mail_that_is_set_up_without_its_password_is_missing_that() {
        Receivers nobody = receivers(Map.of(
                "CELLWATCH_ALERT_SMTP_SMARTHOST", "[::1]:25",
                "CELLWATCH_ALERT_SMTP_FROM", "a@b.org",
                "CELLWATCH_ALERT_SMTP_TO", "a@b.org"));
        assertEquals(
                List.of("Mail is not sent: it needs a password in " + folder.resolve("smtp_password") + "."),
                nobody.lacks());
        assertFalse(nobody.any());
    }

    @Test
    void a_secret_that_cannot_be_one_is_told_and_not_shown() throws IOException {
        secret("slack_api_url", "hunter2");
        secret("pagerduty_routing_key", "hunter2\nhunter3");
        List<String> lacks = receivers(Map.of()).lacks();
        assertEquals(2, lacks.size());
        assertTrue(lacks.get(0).startsWith("Slack is not told: " + folder), lacks.get(0));
        assertTrue(lacks.get(1).startsWith("PagerDuty is not told: " + folder), lacks.get(1));
        assertFalse(lacks.toString().contains("hunter"), lacks.toString());
    }
}
