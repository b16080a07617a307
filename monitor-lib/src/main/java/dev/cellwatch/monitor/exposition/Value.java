package dev.cellwatch.monitor.exposition;

import io.prometheus.metrics.model.snapshots.Labels;

/** One series of a family at the moment of a scrape. */
record Value(Labels labels, double number) {}
