package dev.cellwatch.environment.alert;

/** Somebody whom Alertmanager can tell. */
public enum Receiver {
    SLACK("Slack", "slack_api_url", "slack-notifications", "slack"),
    PAGERDUTY("PagerDuty", "pagerduty_routing_key", "pagerduty-critical", "pagerduty"),
    MAIL("Mail", "smtp_password", "email-notifications", "email");

    private final String title;
    private final String secret;
    private final String word;
    private final String integration;

    Receiver(String title, String secret, String word, String integration) {
        this.title = title;
        this.secret = secret;
        this.word = word;
        this.integration = integration;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** The name of the file that holds its secret. */
    public String secret() {
        return secret;
    }

    /** Its name in alertmanager.yml. */
    public String word() {
        return word;
    }

    /** The label under which Alertmanager counts what it sends. */
    public String integration() {
        return integration;
    }
}
