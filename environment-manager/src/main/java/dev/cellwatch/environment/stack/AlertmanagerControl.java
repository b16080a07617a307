package dev.cellwatch.environment.stack;

import dev.cellwatch.environment.alert.AlertmanagerFolder;
import dev.cellwatch.environment.alert.Receiver;
import dev.cellwatch.environment.alert.Receivers;
import dev.cellwatch.environment.alert.TestAlert;
import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.jupyter.Machine;
import java.time.InstantSource;
import java.util.List;

/** What a user asks of the running Alertmanager: to take over whom it tells, and to try it. */
public final class AlertmanagerControl {

    private final Machine machine;
    private final Compose compose;
    private final StackFolder folder;
    private final AlertmanagerApi api;

    AlertmanagerControl(Machine machine, Compose compose, StackFolder folder) {
        this.machine = machine;
        this.compose = compose;
        this.folder = folder;
        this.api = new AlertmanagerApi(machine.programs(), compose);
    }

    /** Takes over secrets and settings as they are now, and says who is told. */
    public void renew() {
        AlertmanagerFolder handed = folder.alertmanager();
        Receivers receivers = handed.receivers();
        if (receivers.any() && !handed.tells()) { // its container was made without a way out
            receivers.lacks().forEach(machine.console()::say);
            throw Failure.failed("Alerts went nowhere so far, so Alertmanager has no way out of this machine;"
                    + " this opens one: environment-manager up --enable-monitoring");
        }
        handed.write(receivers);
        reload();
        receivers.sentences().forEach(machine.console()::say);
    }

    /** Has it read its configuration again; fails where it is refused, and the old one stays in force. */
    void reload() {
        new Reload(machine, compose, Service.ALERTMANAGER, api::own).run();
    }

    /**
     * Sends a test alert to everybody who is set up; gives whether all were told.
     *
     * @param clock when it begins
     */
    public boolean test(InstantSource clock) {
        List<Receiver> receivers = api.receivers().orElseThrow(() -> Reload.silent(Service.ALERTMANAGER));
        if (receivers.isEmpty()) {
            throw Failure.failed(folder.alertmanager().receivers().nowhere());
        }
        return new AlertTest(machine.console(), api, new TestAlert(clock.instant())).run(receivers);
    }
}
