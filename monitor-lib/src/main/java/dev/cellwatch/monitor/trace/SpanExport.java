package dev.cellwatch.monitor.trace;

import dev.cellwatch.monitor.settings.TraceTarget;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporterBuilder;
import io.opentelemetry.sdk.trace.export.SpanExporter;

/** What speaks to a collector. It tries nothing twice: who hands it spans knows better when. */
final class SpanExport {

    private SpanExport() {}

    /** @throws IllegalArgumentException if the address is none */
    static SpanExporter to(TraceTarget target) {
        return target.protocol() == TraceTarget.Protocol.GRPC ? grpc(target) : http(target);
    }

    private static SpanExporter grpc(TraceTarget target) {
        OtlpGrpcSpanExporterBuilder builder = OtlpGrpcSpanExporter.builder()
                .setEndpoint(target.endpoint())
                .setTimeout(target.timeout())
                .setConnectTimeout(target.timeout())
                .setRetryPolicy(null);
        target.headers().forEach(builder::addHeader);
        return builder.build();
    }

    private static SpanExporter http(TraceTarget target) {
        OtlpHttpSpanExporterBuilder builder = OtlpHttpSpanExporter.builder()
                .setEndpoint(target.endpoint())
                .setTimeout(target.timeout())
                .setConnectTimeout(target.timeout())
                .setRetryPolicy(null);
        target.headers().forEach(builder::addHeader);
        return builder.build();
    }
}
