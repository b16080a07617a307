package dev.cellwatch.environment.stack;

import dev.cellwatch.environment.console.Console;
import dev.cellwatch.environment.console.Failure;

/** Makes sure that the running Grafana opens for whom it should, whatever its volume was made with. */
final class GrafanaLogIn {

    private final Grafana grafana;
    private final GrafanaAccount accounts;
    private final Console console;

    GrafanaLogIn(Grafana grafana, GrafanaAccount accounts, Console console) {
        this.grafana = grafana;
        this.accounts = accounts;
        this.console = console;
    }

    /**
     * Sets the password where it is another; a name is kept as it is.
     *
     * @param wanted who it should open for, as it is written down now
     * @param before who was written down at the start before
     */
    void ensure(GrafanaAccount.Account wanted, GrafanaAccount.Account before) {
        if (grafana.opensFor(wanted)) {
            return;
        }
        boolean renamed = !before.user().isEmpty() && !before.user().equals(wanted.user());
        if (renamed && grafana.opensFor(before)) {
            accounts.write(before);
            throw Failure.failed("Grafana's account is named " + before.user() + ", and a start does not rename it to "
                    + wanted.user() + ". Leave out --grafana-user, or rename it in Grafana first.");
        }
        console.note("Grafana was made with another password; setting it to the one that is wanted.");
        if (!grafana.reset(wanted)) {
            throw Failure.failed("Grafana runs, but does not open for " + wanted.user() + " with the password in "
                    + accounts.passwordFile()
                    + "; its volume may have been made with another user name: give that one with --grafana-user."
                    + " After five wrong passwords Grafana lets nobody in for five minutes: wait, and start again.");
        }
    }
}
