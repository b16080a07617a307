package dev.cellwatch.environment.alert;

import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.jupyter.PrivateFolder;
import dev.cellwatch.monitor.settings.AlertingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What Alertmanager's container is handed: its configuration, and a copy of each secret that it needs. A folder and no
 * single files, since a container goes on with the old one when a file is replaced.
 */
public final class AlertmanagerFolder {

    private static final String NAME = "alertmanager";
    private static final String CONFIGURATION = "alertmanager.yml";
    private static final String SECRETS = "secrets";
    /** Those of a container's user; the folder around is closed. */
    private final AlertingSettings settings;

    private final Path monitoring;
    private final Path docker;

    /**
     * @param monitoring the folder around it, which is closed to others, and has the secrets that a user writes
     * @param docker where the configuration is that tells nobody
     */
    public AlertmanagerFolder(AlertingSettings settings, Path monitoring, Path docker) {
        this.settings = settings;
        this.monitoring = monitoring;
        this.docker = docker;
    }

    /** Who is told, as files and settings say now. */
    public Receivers receivers() {
        return Receivers.of(new SecretFiles(monitoring.resolve(SECRETS)), settings);
    }

    /** Writes it; gives whether there was another configuration before, which one that runs has to be told. */
    public boolean write(Receivers receivers) {
        try {
            PrivateFolder folder = new PrivateFolder(monitoring).handedOver(NAME);
            folder.make();
            copySecrets(receivers, folder.handedOver(SECRETS)); // first, as the configuration names them
            String text = new Routing(receivers)
                    .text(Files.readString(docker.resolve("monitoring/alertmanager/alertmanager.yml")));
            String before = before();
            if (!text.equals(before)) {
                folder.write(CONFIGURATION, text, PrivateFolder.READABLE);
            }
            forget(receivers);
            return !before.isEmpty() && !text.equals(before);
        } catch (IOException e) {
            throw Failure.failed("Cannot hand over to Alertmanager whom to tell: " + Failure.reason(e))
                    .because(e);
        }
    }

    private static void copySecrets(Receivers receivers, PrivateFolder copies) throws IOException {
        for (Receiver receiver : receivers.complete()) {
            copies.write(receiver.secret(), receivers.secrets().text(receiver), PrivateFolder.READABLE);
        }
    }

    /** Whether somebody is told by what was written last. */
    public boolean tells() {
        for (Receiver receiver : Receiver.values()) {
            if (Files.exists(copy(receiver))) {
                return true;
            }
        }
        return false;
    }

    private void forget(Receivers receivers) throws IOException {
        for (Receiver receiver : Receiver.values()) {
            if (!receivers.isComplete(receiver)) {
                Files.deleteIfExists(copy(receiver));
            }
        }
    }

    private Path copy(Receiver receiver) {
        return monitoring.resolve(NAME).resolve(SECRETS).resolve(receiver.secret());
    }

    private String before() throws IOException {
        Path file = monitoring.resolve(NAME).resolve(CONFIGURATION);
        return Files.exists(file) ? Files.readString(file) : "";
    }
}
