package dev.cellwatch.monitor.service;

import dev.cellwatch.monitor.text.Nearest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A service, and what is asked to know how it is.
 *
 * @param name what it is called
 * @param uri where it answers: {@code http}, {@code https}, {@code postgresql} or {@code tcp}
 * @param expected whether somebody has configured or named it; one of the usual that nobody has may be absent
 */
public record ServiceAddress(String name, URI uri, boolean expected) {

    private static final Set<String> SCHEMES = Set.of("http", "https", "postgresql", "tcp");

    /** Those that are asked unless others are named, each where it usually listens. */
    private static final List<ServiceAddress> USUAL = List.of(
            usual("grafana", "http://127.0.0.1:3000/api/health"),
            usual("prometheus", "http://127.0.0.1:9090/-/healthy"),
            usual("saiga", "http://127.0.0.1:8001/v1/models"),
            usual("qdrant", "http://127.0.0.1:6333/health"),
            usual("qdrant_collections", "http://127.0.0.1:6333/collections"),
            usual("project_api", "http://127.0.0.1:8080/health"),
            usual("ml_postgres", "postgresql://127.0.0.1:5432"));

    private static ServiceAddress usual(String name, String uri) {
        return new ServiceAddress(name, URI.create(uri), false);
    }

    /**
     * The services to ask.
     *
     * @param configured {@code NAME=URL} each, of the settings: they come on top of the usual or in place of one
     * @param named {@code NAME=URL} or the name of a known one, each; none asks all
     * @throws IllegalArgumentException with a sentence for people where one of them cannot be understood
     */
    public static List<ServiceAddress> of(List<String> configured, List<String> named) {
        Known known = new Known(USUAL);
        configured.forEach(text -> known.put(parse(text)));
        return named.isEmpty()
                ? known.all()
                : named.stream().map(text -> asked(text, known)).toList();
    }

    private static ServiceAddress asked(String text, Known known) {
        return text.contains("=")
                ? parse(text)
                : known.get(text).map(ServiceAddress::wanted).orElseThrow(() -> unknown(text, known));
    }

    private ServiceAddress wanted() {
        return new ServiceAddress(name, uri, true);
    }

    private static IllegalArgumentException unknown(String name, Known known) {
        String meant = Nearest.to(name, known.names())
                .map(near -> " Did you mean " + near + "?")
                .orElse("");
        return new IllegalArgumentException(
                "There is no service " + name + " that is known; give its address as " + name + "=URL." + meant);
    }

    private static ServiceAddress parse(String text) {
        int equals = text.indexOf('=');
        Optional<URI> uri = equals < 1 ? Optional.empty() : uri(text.substring(equals + 1));
        return new ServiceAddress(
                equals < 1 ? text : text.substring(0, equals),
                uri.orElseThrow(() -> new IllegalArgumentException("A service is NAME=URL, such as"
                        + " qdrant=http://127.0.0.1:6333/health or db=postgresql://127.0.0.1:5432; "
                        + (equals < 1 ? text : text.substring(0, equals) + "=...") + " is not.")),
                true);
    }

    private static Optional<URI> uri(String text) {
        try {
            URI uri = new URI(text.strip());
            return Optional.of(uri)
                    .filter(one -> one.getScheme() != null && SCHEMES.contains(one.getScheme()))
                    .filter(one -> one.getHost() != null)
                    .filter(one -> !one.getScheme().equals("tcp") || one.getPort() > 0);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
