package dev.cellwatch.monitor.settings;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Whether and how what happens is traced, as the standard {@code OTEL_*} variables say.
 *
 * @param target where spans go; absent while nothing is traced
 * @param sampling which traces are kept
 * @param resource what is said of this program with every span
 * @param upstream what this program is a part of
 * @param environment what was read, to be read again with the file
 */
public record TraceSettings(
        Optional<TraceTarget> target,
        Sampling sampling,
        Map<String, String> resource,
        Upstream upstream,
        Map<String, String> environment) {

    private static final Pattern OURS = Pattern.compile("OTEL_.*|TRACEPARENT|TRACESTATE|BAGGAGE");
    private static final String SERVICE = "service.name";
    private static final String USUAL_SERVICE = "java-notebook";

    /**
     * What somebody else has begun, of which this program is a part.
     *
     * @param context whether trace contexts are taken and passed on
     * @param baggage whether baggage is
     * @param headers {@code traceparent}, {@code tracestate} and {@code baggage}, as far as they are there
     */
    public record Upstream(boolean context, boolean baggage, Map<String, String> headers) {

        public Upstream {
            headers = Map.copyOf(headers);
        }

        static Upstream read(Variables read) {
            List<String> words = read.list("OTEL_PROPAGATORS").stream()
                    .map(word -> word.toLowerCase(Locale.ROOT))
                    .toList();
            Predicate<String> wanted = word -> words.isEmpty() || words.contains(word);
            boolean context = wanted.test("tracecontext");
            boolean baggage = wanted.test("baggage");
            Map<String, String> headers = new LinkedHashMap<>();
            if (context) {
                read.text("TRACEPARENT").ifPresent(text -> headers.put("traceparent", text));
                read.text("TRACESTATE").ifPresent(text -> headers.put("tracestate", text));
            }
            if (baggage) {
                read.text("BAGGAGE").ifPresent(text -> headers.put("baggage", text));
            }
            return new Upstream(context, baggage, headers);
        }
    }

    public TraceSettings {
        resource = Map.copyOf(resource);
        environment = Map.copyOf(environment);
    }

    /** Nothing is traced. */
    public static TraceSettings off() {
        return read(new Variables(Map.of()), Map.of());
    }

    static TraceSettings read(Variables read, Map<String, String> environment) {
        Map<String, String> own = new LinkedHashMap<>(environment);
        own.keySet().removeIf(name -> !OURS.matcher(name).matches());
        return new TraceSettings(target(read), Sampling.read(read), resource(read), Upstream.read(read), own);
    }

    /** What the settings would be if this program started now: the launcher may have written the file meanwhile. */
    public TraceSettings renewed(Path stateDir) {
        return read(new Variables(EnvironmentFile.beneath(environment, stateDir)), environment);
    }

    private static Optional<TraceTarget> target(Variables read) {
        List<String> exporters = read.list("OTEL_TRACES_EXPORTER");
        boolean disabled =
                read.text("OTEL_SDK_DISABLED").filter("true"::equalsIgnoreCase).isPresent();
        if (disabled || exporters.contains("none")) {
            return Optional.empty();
        }
        if (!exporters.isEmpty() && !exporters.contains("otlp")) {
            read.mistake("OTEL_TRACES_EXPORTER", "otlp or none", "none");
            return Optional.empty();
        }
        return exporters.isEmpty() && !TraceTarget.isNamed(read)
                ? Optional.empty()
                : Optional.of(TraceTarget.read(read));
    }

    private static Map<String, String> resource(Variables read) {
        Map<String, String> resource = new LinkedHashMap<>(TraceTarget.pairs(read, "OTEL_RESOURCE_ATTRIBUTES"));
        read.text("OTEL_SERVICE_NAME").ifPresent(name -> resource.put(SERVICE, name));
        resource.putIfAbsent(SERVICE, USUAL_SERVICE);
        return resource;
    }

    /** For people. */
    Map<String, String> inForce() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("OTEL_EXPORTER_OTLP_ENDPOINT", target.map(TraceTarget::place).orElse("none: nothing is traced"));
        target.ifPresent(on -> {
            words.put("OTEL_EXPORTER_OTLP_HEADERS", on.headers().isEmpty() ? "none" : "set");
            words.put("OTEL_SERVICE_NAME", resource.getOrDefault(SERVICE, USUAL_SERVICE));
            words.put("OTEL_TRACES_SAMPLER", sampling.words());
        });
        return words;
    }

    /** Without the environment, in which secrets may be. */
    @Override
    public String toString() {
        return "TraceSettings" + inForce();
    }
}
