package dev.cellwatch.environment.alert;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.cellwatch.monitor.settings.AlertProfile;
import dev.cellwatch.monitor.settings.AlertingSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What Alertmanager reads: the file that tells nobody, with receivers and the ways to them put in, and how soon they are
 * told. Critical alerts go to PagerDuty, warnings and the rest to Slack, everything by mail as well; who is not there is
 * left out.
 */
final class Routing {

    /** The one alert that goes to everybody, and at once. */
    static final String TEST = "CellwatchTest";

    /** Where the container finds secrets. */
    static final String SECRETS = "/etc/cellwatch/secrets/";

    private static final String NOBODY = "nowhere";
    private static final String LIST = "receivers:\n";
    private static final String TEMPLATES = "templates: [/etc/alertmanager/templates/*.tmpl]\n\n";

    /** It fires with GPUHighMemoryUsage, for those who look for that name, and is not told a second time. */
    private static final String ALIAS = route("matchers: ['alertname=\"HighGPUMemoryUsage\"']", "receiver: " + NOBODY);

    private static final String SLOW = """
              group_by: [alertname, cluster, service]
              group_wait: 30s
              group_interval: 5m
              repeat_interval: 4h
            """;
    private static final String FAST = """
              group_by: [alertname]
              group_wait: 10s
              group_interval: 10s
              repeat_interval: 1h
            """;

    private final Receivers receivers;

    Routing(Receivers receivers) {
        this.receivers = receivers;
    }

    /** @param nobody the file that tells nobody */
    String text(String nobody) {
        String soon = receivers.settings().profile() == AlertProfile.FAST ? nobody.replace(SLOW, FAST) : nobody;
        return receivers.any() ? told(soon) : soon;
    }

    private String told(String nobody) {
        return nobody.replace("\nroute:\n", "\n" + TEMPLATES + "route:\n")
                        .replace("  receiver: " + NOBODY + "\n", "  receiver: " + usual() + "\n")
                        .replace("\n\n" + LIST, "\n  routes:\n" + ALIAS + tests() + routes() + "\n" + LIST)
                + String.join("", list());
    }

    private String usual() {
        if (has(Receiver.SLACK)) {
            return Receiver.SLACK.word();
        }
        return has(Receiver.MAIL) ? Receiver.MAIL.word() : NOBODY;
    }

    private boolean has(Receiver receiver) {
        return receivers.isComplete(receiver);
    }

    /** Each test is a group of its own, so that none waits for the one before. */
    private String tests() {
        List<Receiver> all = Arrays.stream(Receiver.values()).filter(this::has).toList();
        StringBuilder text = new StringBuilder();
        for (Receiver receiver : all) {
            text.append("""
                        - matchers: ['alertname="%s"']
                          receiver: %s
                          group_by: [alertname, test]
                          group_wait: 1s
                          group_interval: 10s
                          continue: %s
                    """.formatted(TEST, receiver.word(), receiver != all.get(all.size() - 1)));
        }
        return text.toString();
    }

    private String routes() {
        boolean mailToo = has(Receiver.MAIL) && receivers.complete().size() > 1;
        StringBuilder text = new StringBuilder();
        if (mailToo) {
            text.append(route("receiver: " + Receiver.MAIL.word(), "continue: true"));
        }
        text.append(route(
                "matchers: ['severity=\"critical\"']",
                "receiver: " + (has(Receiver.PAGERDUTY) ? Receiver.PAGERDUTY.word() : usual()),
                "repeat_interval: 1h"));
        if (has(Receiver.SLACK)) {
            text.append(route("matchers: ['severity=\"warning\"']", "receiver: slack-warnings"));
        }
        if (mailToo && has(Receiver.SLACK)) { // the receiver at the top is for what no way takes, and mail took it
            text.append(route("receiver: " + usual()));
        }
        return text.toString();
    }

    private static String route(String... lines) {
        return "    - " + String.join("\n      ", lines) + "\n";
    }

    private List<String> list() {
        List<String> list = new ArrayList<>();
        if (has(Receiver.SLACK)) {
            list.add(slack(Receiver.SLACK.word()));
            list.add(slack("slack-warnings"));
        }
        if (has(Receiver.PAGERDUTY)) {
            list.add(pagerDuty());
        }
        if (has(Receiver.MAIL)) {
            list.add(mail());
        }
        return list;
    }

    private String slack(String name) {
        return """
                  - name: %s
                    slack_configs:
                      - api_url_file: %s
                        channel: %s
                        send_resolved: true
                        title: '{{ template "slack.title" . }}'
                        text: '{{ template "slack.text" . }}'
                """.formatted(
                name, secret(Receiver.SLACK), quoted(receivers.settings().slackChannel()));
    }

    private String pagerDuty() {
        return """
                  - name: %s
                    pagerduty_configs:
                      - routing_key_file: %s
                        send_resolved: true
                        description: '{{ template "pagerduty.description" . }}'
                """.formatted(Receiver.PAGERDUTY.word(), secret(Receiver.PAGERDUTY));
    }

    private String mail() {
        AlertingSettings settings = receivers.settings();
        return """
                  - name: %s
                    email_configs:
                      - smarthost: %s
                        from: %s
                        to: %s
                        auth_username: %s
                        auth_password_file: %s
                        send_resolved: true
                """.formatted(
                        Receiver.MAIL.word(),
                        quoted(settings.smarthost().orElseThrow()),
                        quoted(settings.from().orElseThrow()),
                        quoted(settings.to().orElseThrow()),
                        quoted(settings.user().orElseThrow()),
                        secret(Receiver.MAIL));
    }

    private static String secret(Receiver receiver) {
        return SECRETS + receiver.secret();
    }

    /** A string of JSON is one of YAML. */
    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }
}
