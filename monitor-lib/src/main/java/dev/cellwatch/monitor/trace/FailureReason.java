package dev.cellwatch.monitor.trace;

import io.opentelemetry.exporter.internal.FailedExportException.GrpcExportException;
import io.opentelemetry.exporter.internal.FailedExportException.HttpExportException;

/**
 * Why spans were not taken.
 *
 * @param words in a few words
 * @param answered whether it was said by who got them, so that it makes no sense to send the same again
 */
record FailureReason(String words, boolean answered) {

    private static final int UNAVAILABLE = 14;
    private static final int TOO_MANY = 429;
    private static final int BAD_GATEWAY = 502;
    private static final int GATEWAY_TIMEOUT = 504;

    static FailureReason of(Throwable why) {
        if (why instanceof GrpcExportException grpc && grpc.failedWithResponse()) {
            int code = grpc.getResponse().getStatusCode().getValue();
            String said = grpc.getResponse().getStatusDescription();
            return new FailureReason(
                    "it answers with status " + code + (said == null || said.isEmpty() ? "" : " (" + said + ")"),
                    code != UNAVAILABLE);
        }
        if (why instanceof HttpExportException http && http.failedWithResponse()) {
            int code = http.getResponse().getStatusCode();
            return new FailureReason(
                    "it answers with " + code, code != TOO_MANY && (code < BAD_GATEWAY || code > GATEWAY_TIMEOUT));
        }
        Throwable cause = why.getCause() == null ? why : why.getCause();
        String message = cause.getMessage();
        return new FailureReason(message == null ? cause.getClass().getSimpleName() : message, false);
    }
}
