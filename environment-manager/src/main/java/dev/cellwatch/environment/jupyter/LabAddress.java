package dev.cellwatch.environment.jupyter;

import java.nio.file.Path;

/**
 * Where a JupyterLab answers, on this machine alone.
 *
 * @param port where it listens
 * @param token what opens it
 */
public record LabAddress(int port, String token) {

    /** For a person to open, with the token. */
    public String url(Path notebook) {
        return "http://127.0.0.1:" + port + "/lab/tree/" + notebook + "?token=" + token;
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "LabAddress[port=" + port + "]";
    }
}
