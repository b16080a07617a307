package dev.cellwatch.monitor.settings;

import java.util.Optional;

/**
 * What an alert is, and who the launcher's Alertmanager tells, as far as it is no secret, and how soon; secrets are
 * files.
 *
 * @param criticalCelsius above how many degrees the heat of a GPU is critical, to kernels and Prometheus alike
 * @param profile how soon, and how often again
 * @param slackChannel the channel in Slack
 * @param smarthost the mail server, {@code HOST:PORT}
 * @param from who mail is from
 * @param to who gets it, with commas between them
 * @param user who logs in to the mail server; the one that it is from, where none is named
 */
public record AlertingSettings(
        int criticalCelsius,
        AlertProfile profile,
        String slackChannel,
        Optional<String> smarthost,
        Optional<String> from,
        Optional<String> to,
        Optional<String> user) {

    /** What the names of these variables begin with. */
    static final String PREFIX = "CELLWATCH_ALERT_";

    public static final String TEMPERATURE = PREFIX + "TEMPERATURE";
    public static final int USUAL_CRITICAL_CELSIUS = 85;
    public static final String PROFILE = PREFIX + "PROFILE";
    public static final String SMARTHOST = PREFIX + "SMTP_SMARTHOST";
    public static final String FROM = PREFIX + "SMTP_FROM";
    public static final String TO = PREFIX + "SMTP_TO";

    static AlertingSettings read(Variables read) {
        Optional<String> from = read.text(FROM);
        return new AlertingSettings(
                criticalCelsius(read),
                read.word(PROFILE, AlertProfile.SLOW, AlertProfile.values()),
                read.text(PREFIX + "SLACK_CHANNEL").orElse("#zakenak-alerts"),
                read.text(SMARTHOST),
                from,
                read.text(TO),
                read.text(PREFIX + "SMTP_USER").or(() -> from));
    }

    private static int criticalCelsius(Variables read) {
        Optional<String> value = read.text(TEMPERATURE);
        if (value.isEmpty() || value.get().matches("[4-9]\\d|1[0-2]\\d")) {
            return value.map(Integer::valueOf).orElse(USUAL_CRITICAL_CELSIUS);
        }
        read.mistake(TEMPERATURE, "whole °C from 40 to 129", Integer.toString(USUAL_CRITICAL_CELSIUS));
        return USUAL_CRITICAL_CELSIUS;
    }

    /** The same people, told as soon as that says. */
    public AlertingSettings with(AlertProfile other) {
        return new AlertingSettings(criticalCelsius, other, slackChannel, smarthost, from, to, user);
    }
}
