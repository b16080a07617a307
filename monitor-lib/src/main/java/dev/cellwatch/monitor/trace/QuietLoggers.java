package dev.cellwatch.monitor.trace;

import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps what OpenTelemetry and OkHttp complain about out of whichever cell runs: what is wrong is told by us, once. They
 * are kept quiet for as long as this is known, because a logger that nobody knows is forgotten with its level.
 */
final class QuietLoggers {

    /** OpenTelemetry's own, also where it was given another name in our jar. */
    private static final String SDK =
            SpanExporter.class.getName().replaceFirst("\\.sdk\\.trace\\.export\\.SpanExporter$", "");

    private static final String CLIENT = "okhttp3.OkHttpClient";

    private final List<Logger> loggers =
            List.of(Logger.getLogger(SDK), Logger.getLogger(CLIENT), Logger.getLogger("okhttp3.internal"));

    /** From now on. */
    void begin() {
        loggers.forEach(logger -> logger.setLevel(Level.OFF));
    }
}
