package dev.cellwatch.monitor.settings;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where spans are sent.
 *
 * @param endpoint the address of the collector; over HTTP with the path
 * @param protocol how it is spoken to
 * @param headers sent along, which may be secret
 * @param timeout how long one sending may take
 * @param compression {@code gzip} or {@code none}
 * @param certificates for an address that begins with {@code https}
 */
public record TraceTarget(
        String endpoint,
        Protocol protocol,
        Map<String, String> headers,
        Duration timeout,
        String compression,
        Certificates certificates) {

    private static final String PREFIX = "OTEL_EXPORTER_OTLP_";
    private static final int USUAL_MILLIS = 10_000;
    private static final String GZIP = "gzip";
    private static final String NONE = "none";

    /** How a collector is spoken to. */
    public enum Protocol {
        GRPC("grpc", "http://localhost:4317"),
        HTTP("http/protobuf", "http://localhost:4318");

        private final String word;
        private final String usual;

        Protocol(String word, String usual) {
            this.word = word;
            this.usual = usual;
        }

        /** As the variable says it. */
        public String word() {
            return word;
        }
    }

    /**
     * Files, in PEM.
     *
     * @param trusted who may have signed the collector's certificate, instead of whom Java trusts
     * @param client who we are, where the collector wants to know
     */
    public record Certificates(Optional<Path> trusted, Optional<Client> client) {}

    /** A key, and the certificate for it. */
    public record Client(Path key, Path certificate) {}

    public TraceTarget {
        headers = Map.copyOf(headers);
    }

    static TraceTarget read(Variables read) {
        Protocol protocol = protocol(read);
        return new TraceTarget(
                endpoint(read, protocol),
                protocol,
                headers(read),
                timeout(read),
                compression(read),
                new Certificates(either(read, "CERTIFICATE").map(Path::of), client(read)));
    }

    /** Whether an address is set, which turns traces on. */
    static boolean isNamed(Variables read) {
        return either(read, "ENDPOINT").isPresent();
    }

    /** The variable for spans alone comes before that for everything. */
    private static Optional<String> either(Variables read, String name) {
        return read.text(PREFIX + "TRACES_" + name).or(() -> read.text(PREFIX + name));
    }

    private static Protocol protocol(Variables read) {
        String word = either(read, "PROTOCOL").orElse(Protocol.GRPC.word);
        if (word.equals(Protocol.HTTP.word)) {
            return Protocol.HTTP;
        }
        if (!word.equals(Protocol.GRPC.word)) {
            read.mistake(PREFIX + "PROTOCOL", "grpc or http/protobuf", "grpc");
        }
        return Protocol.GRPC;
    }

    /** {@code jaeger-collector:4317} is meant as the same with {@code http://}. */
    private static String endpoint(Variables read, Protocol protocol) {
        Optional<String> own = read.text(PREFIX + "TRACES_ENDPOINT");
        String base = own.or(() -> read.text(PREFIX + "ENDPOINT"))
                .orElse(protocol.usual)
                .replaceAll("/+$", "");
        String address = base.contains("://") ? base : "http://" + base;
        return protocol == Protocol.HTTP && own.isEmpty() ? address + "/v1/traces" : address;
    }

    private static Map<String, String> headers(Variables read) {
        Map<String, String> headers = new LinkedHashMap<>(pairs(read, PREFIX + "HEADERS"));
        headers.putAll(pairs(read, PREFIX + "TRACES_HEADERS"));
        return headers;
    }

    /** {@code key1=value1,key2=value2}, with {@code %20} and the like. */
    static Map<String, String> pairs(Variables read, String name) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : read.list(name)) {
            int at = pair.indexOf('=');
            if (at > 0) {
                pairs.put(pair.substring(0, at).strip(), decoded(pair.substring(at + 1)));
            }
        }
        return pairs;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.strip().replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException asItIs) {
            return value.strip();
        }
    }

    private static Duration timeout(Variables read) {
        String millis = either(read, "TIMEOUT").orElse(Integer.toString(USUAL_MILLIS));
        if (!millis.matches("[1-9]\\d{0,6}")) {
            read.mistake(PREFIX + "TIMEOUT", "a number of milliseconds", Integer.toString(USUAL_MILLIS));
            return Duration.ofMillis(USUAL_MILLIS);
        }
        return Duration.ofMillis(Integer.parseInt(millis));
    }

    private static String compression(Variables read) {
        String word = either(read, "COMPRESSION").orElse(NONE);
        if (word.equals(GZIP) || word.equals(NONE)) {
            return word;
        }
        read.mistake(PREFIX + "COMPRESSION", "gzip or none", NONE);
        return NONE;
    }

    private static Optional<Client> client(Variables read) {
        Optional<Path> key = either(read, "CLIENT_KEY").map(Path::of);
        Optional<Path> certificate = either(read, "CLIENT_CERTIFICATE").map(Path::of);
        if (key.isPresent() != certificate.isPresent()) {
            read.mistake(PREFIX + "CLIENT_KEY and " + PREFIX + "CLIENT_CERTIFICATE go together; neither is used.");
            return Optional.empty();
        }
        return key.map(file -> new Client(file, certificate.orElseThrow()));
    }

    /** For people: where and how, without what is secret. */
    public String place() {
        return endpoint.replaceFirst("//[^/@]*@", "//") + " (" + protocol.word + ")";
    }

    /** Without headers, which may be secret. */
    @Override
    public String toString() {
        return place();
    }
}
