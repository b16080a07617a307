package dev.cellwatch.monitor.exposition;

import io.prometheus.metrics.core.metrics.Summary;

/** Which quantiles our summaries tell, and how exactly. */
final class Quantiles {

    private static final double[] ALL = {0.5, 0.9, 0.99};
    private static final double[] ERRORS = {0.02, 0.01, 0.001};

    private Quantiles() {}

    /** A summary of the last five minutes. */
    static Summary summary(String name, String help, String... labels) {
        Summary.Builder builder =
                Summary.builder().name(name).help(help).labelNames(labels).maxAgeSeconds(300);
        for (int i = 0; i < ALL.length; i++) {
            builder.quantile(ALL[i], ERRORS[i]);
        }
        return builder.build();
    }
}
