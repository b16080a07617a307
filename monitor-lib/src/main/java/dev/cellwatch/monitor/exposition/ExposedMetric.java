package dev.cellwatch.monitor.exposition;

import static dev.cellwatch.monitor.exposition.ExposedType.COUNTER;
import static dev.cellwatch.monitor.exposition.ExposedType.GAUGE;
import static dev.cellwatch.monitor.exposition.ExposedType.HISTOGRAM;
import static dev.cellwatch.monitor.exposition.ExposedType.INFO;
import static dev.cellwatch.monitor.exposition.ExposedType.SUMMARY;
import static dev.cellwatch.monitor.exposition.ExposedType.UNTYPED;

import java.util.List;

/** What a scrape tells besides the rows of what is measured. One row is one name. */
public enum ExposedMetric {
    GPU_INFO(
            "nvidia_gpu_info",
            INFO,
            "What a GPU or a MIG instance is.",
            "gpu, uuid, name, driver, cuda, pci_bus_id, compute_capability, gpu_instance, compute_instance, demo"),
    PROCESS_MEMORY(
            "nvidia_gpu_process_memory_bytes", GAUGE, "Memory on the GPU, by whom it is held.", "gpu, uuid, owner"),
    PROCESS_UTILIZATION(
            "nvidia_gpu_process_utilization_ratio",
            GAUGE,
            "Share of time in which it was kept busy, by whom.",
            "gpu, uuid, owner"),
    PROCESS_INFO(
            "nvidia_gpu_process_info",
            INFO,
            "The processes behind the owners, the largest of them.",
            "gpu, uuid, pid, owner, name"),
    GPU_MEMORY_USED_MB(
            "gpu_memory_used_mb",
            GAUGE,
            "Memory in use on this kernel's GPUs, by anybody, in MB of 1,048,576 bytes.",
            "gpu, uuid"),
    GC_COLLECTION(
            "jvm_gc_collection_seconds",
            SUMMARY,
            "Garbage collections and their time, concurrent phases included.",
            ""),
    BATCHES("ml_batches_processed", UNTYPED, "Number of batches processed.", "run"),
    BATCHES_TOTAL("batches_processed_total", COUNTER, "Batches processed.", "run"),
    BATCH_SECONDS("training_batch_seconds", HISTOGRAM, "How long batches took.", "run"),
    INFERENCE_REQUESTS("inference_requests_total", COUNTER, "Requests to a model that are done, well or not.", "model"),
    INFERENCE_ERRORS("inference_errors_total", COUNTER, "Requests to a model that failed.", "model"),
    INFERENCE_ACTIVE("inference_active_requests", GAUGE, "Requests that a model works on.", "model"),
    INFERENCE_LATENCY("prediction_latency_seconds", SUMMARY, "How long a model took for a request.", "model, quantile"),
    INFERENCE_TOKENS("inference_tokens_total", COUNTER, "Tokens that a model took in or gave.", "model"),
    INFERENCE_BATCH_SIZE("inference_batch_size", GAUGE, "Samples in the newest request.", "model"),
    INFERENCE_MEMORY("inference_model_memory_bytes", GAUGE, "Memory of a model, as its code told.", "model"),
    PROBE_SUCCESS("cellwatch_probe_success", GAUGE, "Whether the last reading of this probe succeeded.", "probe"),
    PROBE_DURATION("cellwatch_probe_duration_seconds", GAUGE, "How long the last reading took.", "probe"),
    PROBE_ACTIVE("cellwatch_probe_active", GAUGE, "1 while the probe is read, 0 while it rests.", "probe"),
    DROPPED(
            "cellwatch_dropped_series",
            GAUGE,
            "Series left out because there were too many, or how often one was asked for.",
            "of");

    private static final List<ExposedMetric> ROWS = List.of(values());

    private final String id;
    private final ExposedType type;
    private final String help;
    private final String labels;

    ExposedMetric(String id, ExposedType type, String help, String labels) {
        this.id = id;
        this.type = type;
        this.help = help;
        this.labels = labels;
    }

    /** The exposition name. */
    public String id() {
        return id;
    }

    public ExposedType type() {
        return type;
    }

    public String help() {
        return help;
    }

    /** The labels that its series can have, for people. */
    public String labels() {
        return labels;
    }

    /** Whether a row has that name. */
    static boolean isId(String name) {
        return ROWS.stream().anyMatch(row -> row.id.equals(name));
    }
}
