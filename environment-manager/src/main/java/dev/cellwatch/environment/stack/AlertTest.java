package dev.cellwatch.environment.stack;

import dev.cellwatch.environment.alert.Receiver;
import dev.cellwatch.environment.alert.TestAlert;
import dev.cellwatch.environment.console.Console;
import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.console.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Sends an alert that is none, and looks who is told. */
final class AlertTest {

    private static final Duration TAKEN_LIMIT = Duration.ofSeconds(15);
    /** Alertmanager begins after a second, and gives up after ten. */
    private static final Duration TOLD_LIMIT = Duration.ofSeconds(30);

    private final Console console;
    private final AlertmanagerApi api;
    private final TestAlert alert;

    AlertTest(Console console, AlertmanagerApi api, TestAlert alert) {
        this.console = console;
        this.api = api;
        this.alert = alert;
    }

    /**
     * Says who was told and who was not, a line each; gives whether all were.
     *
     * @param expected who is set up, at least one
     */
    boolean run(List<Receiver> expected) {
        OwnMetrics metrics = api.own().orElseThrow(() -> Reload.silent(Service.ALERTMANAGER));
        Map<Receiver, Deliveries> before = deliveries(expected, metrics);
        if (!api.send(alert)) {
            throw Failure.failed("Alertmanager does not take the test alert;"
                    + " see: environment-manager logs alertmanager --since 1m");
        }
        List<Receiver> receivers = handedTo();
        console.say("Alertmanager has the test alert " + alert.name() + " " + alert.id()
                + "; it is over by itself in a minute.");
        Map<Receiver, Deliveries> since = new EnumMap<>(Receiver.class);
        try (Progress progress = console.progress("Waiting for who is told").started()) {
            progress.await(() -> areSettled(receivers, before, since), TOLD_LIMIT);
        }
        receivers.forEach(receiver -> console.say(line(receiver, since)));
        return receivers.stream().allMatch(receiver -> since(receiver, since).told());
    }

    private List<Receiver> handedTo() {
        List<Receiver> receivers = new ArrayList<>();
        try (Progress progress = console.progress("Waiting for Alertmanager").started()) {
            progress.await(() -> receivers.addAll(api.receivers(alert)), TAKEN_LIMIT);
        }
        if (receivers.isEmpty()) {
            throw Failure.failed("Alertmanager took the test alert and does not show it;"
                    + " see: environment-manager logs alertmanager --since 1m");
        }
        return receivers;
    }

    /** A question without an answer is asked again. */
    private boolean areSettled(
            List<Receiver> receivers, Map<Receiver, Deliveries> before, Map<Receiver, Deliveries> since) {
        api.own().ifPresent(metrics -> deliveries(receivers, metrics)
                .forEach((receiver, now) -> since.put(receiver, now.since(since(receiver, before)))));
        return receivers.stream().allMatch(receiver -> since(receiver, since).isSettled());
    }

    private static Map<Receiver, Deliveries> deliveries(List<Receiver> receivers, OwnMetrics metrics) {
        Map<Receiver, Deliveries> all = new EnumMap<>(Receiver.class);
        receivers.forEach(receiver -> all.put(receiver, Deliveries.to(receiver, metrics)));
        return all;
    }

    private static Deliveries since(Receiver receiver, Map<Receiver, Deliveries> all) {
        return all.getOrDefault(receiver, new Deliveries(0, 0, 0));
    }

    private static String line(Receiver receiver, Map<Receiver, Deliveries> since) {
        Deliveries deliveries = since(receiver, since);
        return String.format("%-10s %s", receiver.title() + ":", deliveries.words())
                + (deliveries.told() ? "" : "; why: environment-manager logs alertmanager --since 1m");
    }
}
