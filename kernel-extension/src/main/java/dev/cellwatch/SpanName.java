package dev.cellwatch;

/**
 * What the steps of a service that answers with a model are called in a trace, so that traces of different services
 * compare. Each group is a span, and its steps are spans within it (docs/tracing.md).
 *
 * <pre>{@code
 * try (var group = Cellwatch.span(SpanName.INFERENCE)) {
 *     try (var step = Cellwatch.span(SpanName.FORWARD_PASS)) { ... }
 * }
 * }</pre>
 */
public final class SpanName {

    /** A request is taken in: {@link #HTTP_REQUEST_HANDLING}, {@link #AUTHENTICATION}, {@link #INPUT_VALIDATION}. */
    public static final String REQUEST_PROCESSING = "Request Processing";

    /** It is read. */
    public static final String HTTP_REQUEST_HANDLING = "HTTP Request Handling";

    /** Who asks, and may they? */
    public static final String AUTHENTICATION = "Authentication & Authorization";

    /** Can it be answered at all? */
    public static final String INPUT_VALIDATION = "Input Validation";

    /**
     * The model is made ready: {@link #MODEL_LOADING}, {@link #MEMORY_ALLOCATION}, {@link #CUDA_INITIALIZATION},
     * {@link #BATCH_PROCESSING}.
     */
    public static final String MODEL_OPERATIONS = "Model Operations";

    /** Its weights are read. */
    public static final String MODEL_LOADING = "Model Loading";

    /** Memory for weights and inputs is taken. */
    public static final String MEMORY_ALLOCATION = "Memory Allocation";

    /** The devices are found and opened. */
    public static final String CUDA_INITIALIZATION = "CUDA Initialization";

    /** Inputs are put together into batches. */
    public static final String BATCH_PROCESSING = "Batch Processing";

    /**
     * The model computes: {@link #TOKENIZATION}, {@link #FORWARD_PASS}, {@link #GPU_KERNEL_EXECUTION},
     * {@link #MEMORY_MANAGEMENT}.
     */
    public static final String INFERENCE = "Inference";

    /** Text becomes numbers. */
    public static final String TOKENIZATION = "Tokenization";

    /** The network is run: its kernels are launched. */
    public static final String FORWARD_PASS = "Forward Pass";

    /** The device works, and is waited for. */
    public static final String GPU_KERNEL_EXECUTION = "GPU Kernel Execution";

    /** Memory that a batch took is given back. */
    public static final String MEMORY_MANAGEMENT = "Memory Management";

    /** The answer is made: {@link #OUTPUT_PROCESSING}, {@link #RESPONSE_FORMATTING}, {@link #ERROR_HANDLING}. */
    public static final String RESPONSE_GENERATION = "Response Generation";

    /** Numbers become results. */
    public static final String OUTPUT_PROCESSING = "Output Processing";

    /** Results are written in the format of the answer. */
    public static final String RESPONSE_FORMATTING = "Response Formatting";

    /** What could not be answered is told. */
    public static final String ERROR_HANDLING = "Error Handling";

    private SpanName() {}
}
