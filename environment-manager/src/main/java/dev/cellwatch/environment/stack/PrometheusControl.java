package dev.cellwatch.environment.stack;

import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.process.Invocation;
import dev.cellwatch.environment.process.Outcome;
import dev.cellwatch.monitor.text.Nearest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What a user asks of the running Prometheus: to read its configuration again, and what a job tells it. */
public final class PrometheusControl {

    private static final Duration SCRAPE_LIMIT = Duration.ofSeconds(20);

    /** Read by the container's shell, whose first argument is the address. */
    private static final String ASKS = "wget -q -O - \"$0\"";

    private static final String ASKS_WITH_TOKEN =
            "wget -q -O - --header \"Authorization: token $(cat /run/secrets/jupyter_token)\" \"$0\"";

    private final Machine machine;
    private final Compose compose;
    private final PrometheusApi api;

    PrometheusControl(Machine machine, Compose compose, Ports ports) {
        this.machine = machine;
        this.compose = compose;
        this.api = new PrometheusApi(ports.prometheus());
    }

    /** Has the configuration and the rules read again; fails where they are refused, and the old ones stay in force. */
    public void reload() {
        new Reload(machine, compose, Service.PROMETHEUS, api::own).run();
    }

    /** What the targets of a job tell, as Prometheus reads it. */
    public List<String> scrape(String job) {
        List<PrometheusApi.Target> targets = api.targets();
        if (targets.isEmpty()) {
            throw Reload.silent(Service.PROMETHEUS);
        }
        List<PrometheusApi.Target> asked =
                targets.stream().filter(target -> target.job().equals(job)).toList();
        if (asked.isEmpty()) {
            TreeSet<String> jobs = new TreeSet<>(
                    targets.stream().map(PrometheusApi.Target::job).toList());
            throw Failure.usage("There is no job " + job + "; there are " + String.join(", ", jobs) + "."
                    + Nearest.to(job, jobs)
                            .map(near -> " Did you mean " + near + "?")
                            .orElse(""));
        }
        List<String> told =
                asked.stream().flatMap(target -> scrape(target).stream()).toList();
        if (told.isEmpty()) {
            throw Failure.failed("Nothing of the job " + job + " answers.");
        }
        return told;
    }

    /** Nothing where it does not answer, which is said: another kernel may have ended, and the others still tell. */
    private Optional<String> scrape(PrometheusApi.Target target) {
        String asks = target.job().equals(NotebookFolder.SERVICE) ? ASKS_WITH_TOKEN : ASKS;
        Invocation question = compose.in(Service.PROMETHEUS, "sh", "-c", asks, target.url());
        Outcome outcome = machine.programs().run(question.within(SCRAPE_LIMIT));
        if (outcome.succeeded()) {
            return Optional.of(outcome.out().stripTrailing());
        }
        machine.console()
                .note(target.job() + " does not answer at " + target.url() + ". "
                        + outcome.err().strip());
        return Optional.empty();
    }
}
