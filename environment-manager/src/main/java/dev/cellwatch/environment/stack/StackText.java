package dev.cellwatch.environment.stack;

import dev.cellwatch.environment.console.Console;
import dev.cellwatch.environment.engine.Engine;
import dev.cellwatch.environment.engine.Trait;
import java.nio.file.Path;

/** What a person is told about a plan. */
final class StackText {

    private final Console console;
    private final Plan plan;

    StackText(Console console, Plan plan) {
        this.console = console;
        this.plan = plan;
    }

    /** What would be done: the engine, commands, files and ports. */
    void intent(Compose compose, StackFolder folder) {
        Engine engine = plan.engine();
        console.say("Engine " + engine.words());
        engine.traits().stream().sorted().map(Trait::words).forEach(words -> console.say("  " + words));
        console.say(
                "Write " + folder.variablesFile() + " and, where they are absent, the files in " + folder.secrets());
        console.say("Run " + compose.up(plan).commandLine());
        console.say("Listen on 127.0.0.1:");
        plan.held().forEach((port, what) -> console.say("  " + port + "  " + what));
        console.say("Expect to be up: " + String.join(", ", plan.jobs()));
        leftOut();
        plan.receivers().sentences().forEach(console::say);
    }

    /** Where everything is, now that it runs. */
    void result(GrafanaAccount.Account account, Path passwordFile) {
        console.say("Grafana:     http://localhost:" + plan.ports().grafana() + "  user " + account.user()
                + (account.fresh() ? "" : ", password in " + passwordFile));
        account.words(passwordFile).ifPresent(console::say);
        console.say("Prometheus:  http://localhost:" + plan.ports().prometheus());
        if (plan.parts().contains(Part.TRACING)) {
            console.say("Jaeger:      http://localhost:" + plan.ports().jaeger());
        }
        leftOut();
        plan.receivers().sentences().forEach(console::say);
        console.say("Stop it with:  environment-manager --no-monitoring");
    }

    private void leftOut() {
        plan.leftOut().forEach((part, why) -> console.say("Left out:    " + part.word() + ", " + why));
        plan.engine().traits().stream()
                .filter(trait -> trait != Trait.SELINUX && trait != Trait.PODMAN)
                .sorted()
                .forEach(trait -> console.say("Note:        " + trait.words()));
    }
}
