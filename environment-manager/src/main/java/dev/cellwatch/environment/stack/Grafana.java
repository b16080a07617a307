package dev.cellwatch.environment.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cellwatch.environment.http.Answer;
import dev.cellwatch.environment.http.Loopback;
import dev.cellwatch.environment.process.Programs;
import java.nio.file.Path;
import java.util.Optional;

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

    /** What there is for somebody who logs in. A wrong password is tried once: after five, Grafana lets nobody in for minutes. */
    GrafanaState state(GrafanaAccount.Account account, Path passwordFile) {
        Loopback own = server.as(account.user(), account.password());
        Optional<Answer> who = own.get(WHO);
        if (who.filter(Answer::ok).isEmpty()) {
            GrafanaState.LogIn logIn = who.isPresent() ? GrafanaState.LogIn.REFUSES : GrafanaState.LogIn.SAYS_NOTHING;
            return new GrafanaState(account.user(), passwordFile, logIn, false, 0);
        }
        int dashboards = own.get("/api/search?type=dash-db")
                .filter(Answer::ok)
                .map(answer -> size(answer.body()))
                .orElse(0);
        boolean connected = own.answers("/api/datasources/uid/prometheus/health");
        return new GrafanaState(account.user(), passwordFile, GrafanaState.LogIn.OPENS, connected, dashboards);
    }

    private static int size(String list) {
        try {
            return new ObjectMapper().readTree(list).size();
        } catch (JsonProcessingException e) {
            return 0; // somebody else has its port
        }
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
