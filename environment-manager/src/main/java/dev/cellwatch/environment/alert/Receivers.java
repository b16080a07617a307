package dev.cellwatch.environment.alert;

import dev.cellwatch.monitor.settings.AlertProfile;
import dev.cellwatch.monitor.settings.AlertingSettings;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who is told about alerts. It holds no secret.
 *
 * @param complete those of whom all is there
 * @param lacks of each that has been begun and is not complete: a sentence that names what is missing
 * @param settings what is no secret about them
 * @param secrets where their secrets are
 */
public record Receivers(Set<Receiver> complete, List<String> lacks, AlertingSettings settings, SecretFiles secrets) {

    private static final String ADDRESS = "https?://\\S+";
    private static final String SERVER = "(\\[[0-9A-Fa-f:]+]|[^:\\s\\[\\]]+):\\d{1,5}";

    public Receivers {
        complete = Set.copyOf(complete);
        lacks = List.copyOf(lacks);
    }

    /** Looks at the files and the settings. */
    public static Receivers of(SecretFiles secrets, AlertingSettings settings) {
        Set<Receiver> complete = EnumSet.noneOf(Receiver.class);
        List<String> lacks = new ArrayList<>();
        for (Receiver receiver : Receiver.values()) {
            String secret = secrets.text(receiver);
            boolean begun = !secret.isEmpty() || (receiver == Receiver.MAIL && isBegun(settings));
            Optional<String> lack = begun ? lack(receiver, secret, settings) : Optional.empty();
            lack.ifPresent(words ->
                    lacks.add(words.replace("@FILE@", secrets.file(receiver).toString())));
            if (begun && lack.isEmpty()) {
                complete.add(receiver);
            }
        }
        return new Receivers(complete, lacks, settings, secrets);
    }

    private static boolean isBegun(AlertingSettings settings) {
        return settings.smarthost().isPresent() || settings.to().isPresent();
    }

    private static Optional<String> lack(Receiver receiver, String secret, AlertingSettings settings) {
        return switch (receiver) {
            case SLACK ->
                secret.matches(ADDRESS)
                        ? Optional.empty()
                        : Optional.of("Slack is not told: @FILE@ should hold its address, https://... in one line.");
            case PAGERDUTY ->
                secret.matches("\\S+")
                        ? Optional.empty()
                        : Optional.of("PagerDuty is not told: @FILE@ should hold a key, in one line.");
            case MAIL -> mailLack(secret, settings);
        };
    }

    private static Optional<String> mailLack(String secret, AlertingSettings settings) {
        List<String> missing = new ArrayList<>();
        if (secret.isEmpty()) {
            missing.add("a password in @FILE@");
        }
        if (settings.smarthost().filter(server -> server.matches(SERVER)).isEmpty()) {
            missing.add(AlertingSettings.SMARTHOST + " as HOST:PORT");
        }
        if (settings.from().isEmpty()) {
            missing.add(AlertingSettings.FROM);
        }
        if (settings.to().isEmpty()) {
            missing.add(AlertingSettings.TO);
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("Mail is not sent: it needs " + String.join(", ", missing) + ".");
    }

    public boolean isComplete(Receiver receiver) {
        return complete.contains(receiver);
    }

    /** Whether anybody is told at all. */
    public boolean any() {
        return !complete.isEmpty();
    }

    /** For people: who is told, a line for each that is not and should be, and what to do where nobody is. */
    public List<String> sentences() {
        List<String> lines = new ArrayList<>();
        lines.add(
                any()
                        ? "Alerts:      go to " + names() + soon() + "; try it: environment-manager alert-test"
                        : nowhere());
        lines.addAll(lacks);
        return lines;
    }

    private String soon() {
        return settings.profile() == AlertProfile.FAST ? ", within 10 s" : "";
    }

    private String names() {
        List<String> names = new ArrayList<>();
        if (isComplete(Receiver.SLACK)) {
            names.add("Slack (" + settings.slackChannel() + ")");
        }
        if (isComplete(Receiver.PAGERDUTY)) {
            names.add("PagerDuty (the critical ones)");
        }
        if (isComplete(Receiver.MAIL)) {
            names.add("mail (" + settings.to().orElse("") + ")");
        }
        return String.join(", ", names);
    }

    /** What is said where nobody is told, with what changes it. */
    public String nowhere() {
        return "Alerts go nowhere: write the address of a Slack webhook into " + secrets.file(Receiver.SLACK)
                + " (docs/monitoring.md has PagerDuty and mail), then: environment-manager up --enable-monitoring";
    }
}
