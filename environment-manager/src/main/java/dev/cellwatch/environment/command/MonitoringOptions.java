package dev.cellwatch.environment.command;

import dev.cellwatch.environment.console.Console;
import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.stack.Part;
import dev.cellwatch.environment.stack.StackOptions;
import dev.cellwatch.monitor.settings.AlertProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code up} takes about the monitoring. */
final class MonitoringOptions {

    @Option(
            names = "--enable-monitoring",
            description = "Start Prometheus, Grafana and the exporters in containers beside the notebooks.")
    boolean enable;

    @Option(
            names = "--no-monitoring",
            description = "Stop these containers and nothing else; what they have stored stays.")
    boolean disable;

    @Option(
            names = "--grafana-port",
            paramLabel = "P",
            description = "Where Grafana listens, on 127.0.0.1 (default: where it did before, else 3000).")
    @Nullable
    Integer grafanaPort;

    @Option(names = "--auto-ports", description = "Where a port of the monitoring is taken, use the next free one.")
    boolean autoPorts;

    @Option(names = "--grafana-user", paramLabel = "U", description = "Grafana's user (default: admin).")
    @Nullable
    String grafanaUser;

    @Option(
            names = "--grafana-password",
            paramLabel = "P|-|@FILE",
            description = {
                "Grafana's password, also of one that runs already: itself, - to read a line, or @FILE.",
                "Every user of this machine can see a password on a command line; - and @FILE hide it.",
                "Default: one is made at the first start, and shown once."
            })
    @Nullable
    String grafanaPassword;

    @Option(names = "--allow-default-credentials", description = "Let the password be admin.")
    boolean defaultCredentials;

    @Option(
            names = "--with",
            paramLabel = "PART",
            description = "A part that must be there: containers, processes, gpu, logs, tracing. May be repeated.")
    List<String> with = new ArrayList<>();

    @Option(names = "--without", paramLabel = "PART", description = "A part to leave out. May be repeated.")
    List<String> without = new ArrayList<>();

    @Option(
            names = "--alert-profile",
            paramLabel = "slow|fast",
            description = {
                "How soon alerts are told: within 30 s, again after 4 h (slow, the default); or within 10 s, again"
                        + " after 1 h (fast).",
                "It holds for later starts, too."
            })
    @Nullable
    String alertProfile;

    /** Refuses what makes no sense together. */
    void check() {
        if (enable && disable) {
            throw Failure.usage("--enable-monitoring and --no-monitoring exclude each other.");
        }
        boolean more = grafanaPort != null
                || grafanaUser != null
                || grafanaPassword != null
                || autoPorts
                || defaultCredentials
                || alertProfile != null
                || !with.isEmpty()
                || !without.isEmpty();
        if (more && !enable) {
            throw Failure.usage("The options of Grafana, alerts, ports and parts go with --enable-monitoring.");
        }
        if (grafanaPort != null && (grafanaPort < 1 || grafanaPort > 65_535)) {
            throw Failure.usage("--grafana-port takes a number from 1 to 65535, not " + grafanaPort + ".");
        }
    }

    StackOptions options(Console console) {
        return new StackOptions(
                grafanaPort == null ? OptionalInt.empty() : OptionalInt.of(grafanaPort),
                autoPorts,
                parts(with),
                parts(without),
                Optional.ofNullable(alertProfile).map(MonitoringOptions::profile),
                new StackOptions.Login(
                        Optional.ofNullable(grafanaUser),
                        Optional.ofNullable(grafanaPassword).map(given -> password(given, console)),
                        defaultCredentials));
    }

    private static Set<Part> parts(List<String> words) {
        return words.stream().map(Part::named).collect(Collectors.toSet());
    }

    private static AlertProfile profile(String word) {
        return Stream.of(AlertProfile.values())
                .filter(profile -> profile.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Failure.usage("--alert-profile takes slow or fast, not " + word + "."));
    }

    private static String password(String given, Console console) {
        if (given.equals("-")) {
            return console.line().orElse("");
        }
        if (!given.startsWith("@")) {
            return given;
        }
        try {
            return Files.readString(Path.of(given.substring(1))).strip();
        } catch (IOException e) {
            throw Failure.usage("Cannot read the password from " + Failure.reason(e))
                    .because(e);
        }
    }
}
