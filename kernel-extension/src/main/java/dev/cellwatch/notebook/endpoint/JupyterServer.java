package dev.cellwatch.notebook.endpoint;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Jupyter server that started this kernel, as far as it can be seen from here.
 *
 * @param baseUrl the path that its addresses begin with, {@code /} at both ends
 * @param hasProxy whether jupyter-server-proxy is installed beside it
 */
record JupyterServer(String baseUrl, boolean hasProxy) {

    private static final Pattern BASE_URL = Pattern.compile("\"base_url\"\\s*:\\s*\"([^\"\\\\]*)\"");
    private static final Pattern CONNECTION_FILE = Pattern.compile("(/\\S*)/kernel-[^/\\s]+\\.json(?:\\s|$)");

    /** None where another program started the kernel, such as one that runs notebooks: it has no proxy in front of it. */
    static Optional<JupyterServer> of(Surroundings here) {
        String pid = here.environment().getOrDefault("JPY_PARENT_PID", "");
        if (!pid.matches("\\d{1,10}")) {
            return Optional.empty();
        }
        Path commandLine = here.root().resolve("proc").resolve(pid).resolve("cmdline");
        boolean proxy = prefixes(commandLine, here.environment()).stream().anyMatch(JupyterServer::hasProxy);
        return baseUrl(pid, here).map(base -> new JupyterServer(base, proxy));
    }

    /** The Python environments that the server may be of: its command line names programs in them. */
    private static List<Path> prefixes(Path commandLine, Map<String, String> environment) {
        List<Path> prefixes = new ArrayList<>();
        try {
            for (String word : Files.readString(commandLine).split("\0", -1)) {
                if (word.startsWith("/") && word.contains("/bin/")) {
                    prefixes.add(Path.of(word.substring(0, word.lastIndexOf("/bin/"))));
                }
            }
        } catch (IOException | InvalidPathException notToBeSeen) {
            prefixes.clear();
        }
        for (String name : List.of("VIRTUAL_ENV", "CONDA_PREFIX")) {
            Optional.ofNullable(environment.get(name)).map(Path::of).ifPresent(prefixes::add);
        }
        return prefixes;
    }

    private static boolean hasProxy(Path prefix) {
        return List.of("lib", "lib64", "local/lib").stream()
                .map(prefix::resolve)
                .filter(Files::isDirectory)
                .anyMatch(JupyterServer::holdsProxy);
    }

    private static boolean holdsProxy(Path lib) {
        try (DirectoryStream<Path> pythons = Files.newDirectoryStream(lib, "python3*")) {
            for (Path python : pythons) {
                if (Files.isDirectory(python.resolve("site-packages/jupyter_server_proxy"))
                        || Files.isDirectory(python.resolve("dist-packages/jupyter_server_proxy"))) {
                    return true;
                }
            }
            return false;
        } catch (IOException notToBeSeen) {
            return false;
        }
    }

    /** As the server has written it beside the connection files of its kernels. */
    private static Optional<String> baseUrl(String pid, Surroundings here) {
        String hub = here.environment().get("JUPYTERHUB_SERVICE_PREFIX");
        if (hub != null) {
            return Optional.of(hub.endsWith("/") ? hub : hub + "/");
        }
        Matcher connection = CONNECTION_FILE.matcher(here.command());
        if (!connection.find()) {
            return Optional.empty();
        }
        try {
            String said = Files.readString(Path.of(connection.group(1), "jpserver-" + pid + ".json"));
            Matcher base = BASE_URL.matcher(said);
            return Optional.of(base.find() && base.group(1).startsWith("/") ? base.group(1) : "/");
        } catch (IOException noServer) {
            return Optional.empty();
        }
    }
}
