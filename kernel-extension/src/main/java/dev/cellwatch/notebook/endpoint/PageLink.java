package dev.cellwatch.notebook.endpoint;

import dev.cellwatch.monitor.endpoint.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How a browser gets to the page from where the notebook is: a link that works, or a sentence that says what to do
 * first.
 *
 * @param href the link, where there is one
 * @param sentence what to know about it, or what to do instead
 */
public record PageLink(Optional<String> href, String sentence) {

    /**
     * The link for a notebook.
     *
     * @param key what the address ends with
     */
    public static PageLink of(Status status, String key, Surroundings here) {
        Optional<String> away = away(here.environment(), here.root());
        if (away.isEmpty()) {
            return new PageLink(Optional.of(status.url() + "/" + key), "");
        }
        Optional<JupyterServer> jupyter = JupyterServer.of(here);
        if (jupyter.isPresent() && jupyter.get().hasProxy()) {
            boolean named = status.wide() && !status.host().startsWith("127."); // the container's own name
            String host = named ? status.host() + ":" : "";
            String path = jupyter.get().baseUrl() + "proxy/" + host + status.port() + "/";
            return new PageLink(Optional.of(path + key), "");
        }
        if (here.environment().containsKey("SSH_CONNECTION")) {
            return new PageLink(
                    Optional.empty(),
                    "The page is on the other end of SSH: forward its port with ssh -L " + status.port() + ":127.0.0.1:"
                            + status.port() + ", then open http://127.0.0.1:" + status.port() + "/" + key);
        }
        return new PageLink(
                Optional.empty(),
                "The page cannot be reached from outside " + away.get()
                        + ": install jupyter-server-proxy beside JupyterLab and start that again.");
    }

    /** Where the kernel is, when that is not where the browser is. */
    private static Optional<String> away(Map<String, String> environment, Path root) {
        if (environment.containsKey("JUPYTERHUB_SERVICE_PREFIX") || environment.containsKey("JUPYTERHUB_USER")) {
            return Optional.of("this hub");
        }
        if (environment.containsKey("KUBERNETES_SERVICE_HOST")
                || Files.exists(root.resolve(".dockerenv"))
                || Files.exists(root.resolve("run/.containerenv"))) {
            return Optional.of("this container");
        }
        return environment.containsKey("SSH_CONNECTION") ? Optional.of("this machine") : Optional.empty();
    }
}
