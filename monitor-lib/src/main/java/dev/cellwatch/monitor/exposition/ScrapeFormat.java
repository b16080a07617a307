package dev.cellwatch.monitor.exposition;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The two ways in which a scrape is answered. */
@SuppressWarnings("ImmutableEnumChecker") // the writers hold nothing that changes
enum ScrapeFormat {
    TEXT(PrometheusTextFormatWriter.create()),
    /** What Prometheus asks for: it alone carries exemplars. */
    OPEN_METRICS(OpenMetricsTextFormatWriter.create());

    private final ExpositionFormatWriter library;

    ScrapeFormat(ExpositionFormatWriter library) {
        this.library = library;
    }

    /** The one that is understood by whoever accepts that; text where nothing is said. */
    static ScrapeFormat accepted(@Nullable String accept) {
        return OPEN_METRICS.library.accepts(accept) ? OPEN_METRICS : TEXT;
    }

    String contentType() {
        return library.getContentType();
    }

    /** Writes the snapshots of the client library, and what ends an answer. */
    void write(MetricSnapshots snapshots, ByteArrayOutputStream out) {
        try {
            library.write(out, snapshots, EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }
}
