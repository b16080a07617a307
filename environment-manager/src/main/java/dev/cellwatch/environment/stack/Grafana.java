package dev.cellwatch.environment.stack;

import dev.cellwatch.environment.http.Answer;
import dev.cellwatch.environment.http.Loopback;
import dev.cellwatch.environment.process.Programs;

/** The running Grafana, and whether its account is the one that was asked for. */
final class Grafana {

    private static final String WHO = "/api/user";

    private final Loopback server;
    private final Programs programs;
    private final Compose compose;

    Grafana(int port, Programs programs, Compose compose) {
        this.server = Loopback.on(port);
        this.programs = programs;
        this.compose = compose;
    }

    boolean opensFor(GrafanaAccount.Account account) {
        return server.as(account.user(), account.password())
                .get(WHO)
                .filter(Answer::ok)
                .isPresent();
    }

    /**
     * Sets the password of a Grafana that was made with another one: what its variables say counts only for an empty
     * volume. The password goes in by standard input, as argv is for everybody to see.
     */
    boolean reset(GrafanaAccount.Account account) {
        boolean done = programs.run(compose.in(
                                Service.GRAFANA,
                                "grafana",
                                "cli",
                                "admin",
                                "reset-admin-password",
                                "--password-from-stdin")
                        .reading(account.password() + "\n"))
                .succeeded();
        return done && opensFor(account);
    }
}
