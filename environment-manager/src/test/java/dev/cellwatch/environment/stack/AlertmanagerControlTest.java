package dev.cellwatch.environment.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.console.Transcript;
import dev.cellwatch.environment.jupyter.Layout;
import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.process.Invocation;
import dev.cellwatch.environment.process.Outcome;
import dev.cellwatch.environment.process.ScriptedPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertmanagerControlTest {

    private static final String SERVER = "http://127.0.0.1:9093";
    private static final String ALERTS = SERVER + "/api/v2/alerts";
    private static final Path BASE =
            Path.of("../docker/monitoring/alertmanager/alertmanager.yml").toAbsolutePath();

    @TempDir
    Path root;

    private final Transcript transcript = new Transcript();
    private final ScriptedPrograms programs = new ScriptedPrograms();
    private final Clock clock = Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);
    private AlertmanagerControl alertmanager;

    @BeforeEach
    void prepare() throws IOException {
        Files.createDirectories(root.resolve("docker/monitoring/alertmanager"));
        Files.copy(BASE, root.resolve("docker/monitoring/alertmanager/alertmanager.yml"));
        Files.createDirectories(secrets());
        Files.writeString(root.resolve("state/monitoring/stack.env"), "");
        Machine machine = new Machine(
                new Layout(root, root.resolve("state")),
                programs,
                transcript.console(false),
                Map.of("CELLWATCH_STATE_DIR", root.resolve("state").toString()));
        StackFolder folder = new StackFolder(machine);
        alertmanager = new AlertmanagerControl(machine, new Compose(folder, FakeServers.ENGINE), folder);
    }

    private Path secrets() {
        return root.resolve("state/monitoring/secrets");
    }

    private void knows(String... receivers) {
        StringBuilder list = new StringBuilder("[{\"name\":\"nowhere\"}");
        for (String receiver : receivers) {
            list.append(",{\"name\":\"").append(receiver).append("\"}");
        }
        programs.answer(list + "]", SERVER + "/api/v2/receivers").answer("", "--post-data", ALERTS);
    }

    /** To whom it hands the test of this moment. */
    private void hands(String receivers) {
        programs.answer("[{\"receivers\":[" + receivers + "]}]", ALERTS + "?filter=test%3D%221700000000000%22");
    }

    /** What it has counted of Slack and PagerDuty. */
    private void counts(int slack, int slackFailed, int pagerDuty, int pagerDutyFailed, int givenUp) {
        programs.answer("""
                alertmanager_notification_requests_total{integration="slack"} %d
                alertmanager_notification_requests_failed_total{integration="slack"} %d
                alertmanager_notification_requests_total{integration="pagerduty"} %d
                alertmanager_notification_requests_failed_total{integration="pagerduty"} %d
                alertmanager_notifications_failed_total{integration="pagerduty",reason="other"} %d
                alertmanager_notifications_failed_total{integration="pagerduty",reason="clientError"} 1
                """.formatted(slack, slackFailed, pagerDuty, pagerDutyFailed, givenUp), SERVER + "/metrics");
    }

    @Test
    void each_that_was_told_is_a_line() {
        knows("slack-notifications", "slack-warnings", "pagerduty-critical");
        hands("{\"name\":\"slack-notifications\"},{\"name\":\"pagerduty-critical\"}");
        counts(3, 1, 0, 0, 0);
        programs.effect(() -> counts(5, 2, 1, 0, 0), "--post-data");
        assertTrue(alertmanager.test(clock));
        assertTrue(
                transcript.out().startsWith("Alertmanager has the test alert CellwatchTest 1700000000000"),
                transcript.out());
        assertTrue(
                transcript.out().endsWith("; it is over by itself in a minute.\nSlack:     told\nPagerDuty: told\n"),
                transcript.out());
    }

    @Test
    void the_alert_says_what_it_is_and_when_it_is_over() {
        knows("slack-notifications");
        hands("{\"name\":\"slack-notifications\"}");
        counts(0, 0, 0, 0, 0);
        programs.effect(() -> counts(1, 0, 0, 0, 0), "--post-data");
        alertmanager.test(clock);
        List<String> argv = programs.calls.stream()
                .map(Invocation::argv)
                .filter(words -> words.contains("--post-data"))
                .findFirst()
                .orElseThrow();
        String sent = argv.get(argv.indexOf("--post-data") + 1);
        assertTrue(sent.contains("\"alertname\":\"CellwatchTest\"") && sent.contains("nothing is wrong"), sent);
        assertTrue(sent.contains("\"endsAt\":\"2023-11-14T22:14:20Z\""), sent);
        assertTrue(argv.containsAll(List.of("exec", "-T", "alertmanager", "wget")), argv.toString());
    }

    @Test
    void one_that_was_not_told_is_named_with_where_the_cause_is() {
        knows("slack-notifications", "pagerduty-critical");
        hands("{\"name\":\"slack-notifications\"},{\"name\":\"pagerduty-critical\"}");
        counts(0, 0, 0, 0, 0);
        programs.effect(() -> counts(1, 0, 2, 2, 1), "--post-data");
        assertFalse(alertmanager.test(clock));
        assertTrue(
                transcript
                        .out()
                        .endsWith("Slack:     told\nPagerDuty: failed, after 2 attempts;"
                                + " why: environment-manager logs alertmanager --since 1m\n"),
                transcript.out());
    }

    @Test
    void one_that_takes_too_long_is_not_waited_for() {
        knows("slack-notifications");
        hands("{\"name\":\"slack-notifications\"}");
        counts(0, 0, 0, 0, 0);
        programs.effect(() -> transcript.seconds(20), SERVER + "/metrics");
        assertFalse(alertmanager.test(clock));
        assertTrue(transcript.out().contains("Slack:     not told; why: "), transcript.out());
    }

    @Test
    void without_a_receiver_it_is_one_sentence_with_what_to_do() {
        knows();
        Failure failure = assertThrows(Failure.class, () -> alertmanager.test(clock));
        assertTrue(failure.getMessage().startsWith("Alerts go nowhere: write the address"), failure.getMessage());
        assertEquals(1, failure.exitCode());
    }

    @Test
    void an_alertmanager_that_does_not_answer_is_a_sentence() {
        assertEquals(
                "Alertmanager does not answer; start it with: environment-manager up --enable-monitoring",
                assertThrows(Failure.class, () -> alertmanager.test(clock)).getMessage());
        knows("slack-notifications");
        counts(0, 0, 0, 0, 0);
        programs.answer(new Outcome(1, "", "400"), "--post-data", ALERTS);
        assertTrue(assertThrows(Failure.class, () -> alertmanager.test(clock))
                .getMessage()
                .startsWith("Alertmanager does not take"));
    }

    private void loaded(String well, String at) {
        programs.answer(
                "alertmanager_config_last_reload_successful " + well
                        + "\nalertmanager_config_last_reload_success_timestamp_seconds " + at + "\n",
                SERVER + "/metrics");
    }

    @Test
    void a_secret_that_was_taken_away_counts_after_a_signal() throws IOException {
        handOver("slack_api_url");
        Files.delete(secrets().resolve("slack_api_url"));
        loaded("1", "1.7e+09");
        programs.answer("", "kill").effect(() -> loaded("1", "1.7000001e+09"), "kill");
        alertmanager.renew();
        assertTrue(transcript.out().startsWith("Alerts go nowhere"), transcript.out());
        assertTrue(programs.calls.stream().anyMatch(call -> call.argv().containsAll(List.of("HUP", "alertmanager"))));
        assertFalse(Files.exists(root.resolve("state/monitoring/alertmanager/secrets/slack_api_url")));
    }

    @Test
    void a_configuration_that_was_refused_before_and_is_not_now_is_no_failure() throws IOException {
        handOver("slack_api_url");
        loaded("0", "100");
        programs.answer("", "kill").effect(() -> loaded("1", "101"), "kill");
        alertmanager.renew();
        assertTrue(transcript.out().startsWith("Alerts:      go to Slack (#zakenak-alerts)"), transcript.out());
    }

    @Test
    void the_first_receiver_wants_a_start_since_a_container_keeps_its_networks() throws IOException {
        Files.writeString(secrets().resolve("slack_api_url"), "https://example.org/hunter2");
        Failure failure = assertThrows(Failure.class, alertmanager::renew);
        assertTrue(failure.getMessage().endsWith("environment-manager up --enable-monitoring"), failure.getMessage());
        assertEquals(List.of(), programs.calls);
    }

    private void handOver(String name) throws IOException {
        Files.writeString(secrets().resolve(name), "https://example.org/hunter2");
        Path copies = Files.createDirectories(root.resolve("state/monitoring/alertmanager/secrets"));
        Files.writeString(copies.resolve(name), "https://example.org/hunter2");
    }
}
