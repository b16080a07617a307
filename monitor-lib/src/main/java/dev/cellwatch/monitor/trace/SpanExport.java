package dev.cellwatch.monitor.trace;

import dev.cellwatch.monitor.settings.TraceTarget;
import dev.cellwatch.monitor.text.FileTrouble;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporterBuilder;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What speaks to a collector. It tries nothing twice: who hands it spans knows better when. */
final class SpanExport {

    private SpanExport() {}

    /** @throws IllegalArgumentException if the address is none, or a certificate cannot be read */
    static SpanExporter to(TraceTarget target) {
        return target.protocol() == TraceTarget.Protocol.GRPC ? grpc(target) : http(target);
    }

    private static SpanExporter grpc(TraceTarget target) {
        OtlpGrpcSpanExporterBuilder builder = OtlpGrpcSpanExporter.builder()
                .setEndpoint(target.endpoint())
                .setTimeout(target.timeout())
                .setConnectTimeout(target.timeout())
                .setRetryPolicy(null)
                .setCompression(target.compression());
        target.headers().forEach(builder::addHeader);
        certify(target.certificates(), builder::setTrustedCertificates, builder::setClientTls);
        return builder.build();
    }

    private static SpanExporter http(TraceTarget target) {
        OtlpHttpSpanExporterBuilder builder = OtlpHttpSpanExporter.builder()
                .setEndpoint(target.endpoint())
                .setTimeout(target.timeout())
                .setConnectTimeout(target.timeout())
                .setRetryPolicy(null)
                .setCompression(target.compression());
        target.headers().forEach(builder::addHeader);
        certify(target.certificates(), builder::setTrustedCertificates, builder::setClientTls);
        return builder.build();
    }

    private static void certify(
            TraceTarget.Certificates certificates, Consumer<byte[]> trust, BiConsumer<byte[], byte[]> present) {
        certificates.trusted().ifPresent(file -> trust.accept(pem(file)));
        certificates.client().ifPresent(client -> present.accept(pem(client.key()), pem(client.certificate())));
    }

    private static byte[] pem(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read (" + FileTrouble.words(e) + ")");
        }
    }
}
