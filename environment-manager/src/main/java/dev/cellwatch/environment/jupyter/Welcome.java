package dev.cellwatch.environment.jupyter;

import dev.cellwatch.environment.process.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Tells a person where JupyterLab is, and opens it where there is a browser to open. */
public final class Welcome {

    private final Machine machine;
    private final Path notebook;

    /** @param notebook what its address opens */
    public Welcome(Machine machine, Path notebook) {
        this.machine = machine;
        this.notebook = notebook;
    }

    public void print(LabAddress lab) {
        machine.console().say("JupyterLab:  " + url(lab));
        machine.variable("SSH_CONNECTION").ifPresent(connection -> {
            machine.console().say("On your own computer first:  " + tunnel(connection, lab.port()));
        });
        machine.console().say("Stop it with:  environment-manager down");
    }

    /** Opens the address, unless this is a remote session or there is no display. */
    public void openBrowser(LabAddress lab) {
        if (machine.variable("SSH_CONNECTION").isPresent() || !hasDisplay()) {
            return;
        }
        for (String opener : List.of("wslview", "xdg-open", "open")) {
            if (machine.programs()
                    .run(Invocation.of("sh", "-c", "command -v " + opener))
                    .succeeded()) {
                machine.programs().detach(Invocation.of(opener, page(lab).toString()), Path.of("/dev/null"));
                return;
            }
        }
    }

    private boolean hasDisplay() {
        return machine.variable("DISPLAY").isPresent()
                || machine.variable("WAYLAND_DISPLAY").isPresent()
                || System.getProperty("os.name").startsWith("Mac");
    }

    private String url(LabAddress lab) {
        return lab.url(notebook);
    }

    private String tunnel(String connection, int port) {
        String[] parts = connection.split(" ", -1); // client address, client port, server address, server port
        String host = parts.length == 4 ? parts[2] : "this-host";
        String other = parts.length == 4 && !parts[3].equals("22") ? "-p " + parts[3] + " " : "";
        return "ssh -N " + other + "-L " + port + ":127.0.0.1:" + port + " " + System.getProperty("user.name") + "@"
                + host;
    }

    /**
     * A page for this user alone that leads to the address: on a browser's command line every user of the machine could
     * read the token. It stands in the project and not in a hidden folder, which a packaged browser may not read.
     */
    private Path page(LabAddress lab) {
        try {
            Path page = machine.layout().scratch().resolve("open.html");
            Files.deleteIfExists(page);
            Files.createFile(page, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(
                    page, "<!doctype html><meta http-equiv=\"refresh\" content=\"0; url=" + url(lab) + "\">\n");
        } catch (IOException e) {
            return Path.of(url(lab));
        }
    }
}
