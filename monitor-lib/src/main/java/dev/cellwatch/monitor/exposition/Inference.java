package dev.cellwatch.monitor.exposition;

import dev.cellwatch.monitor.trace.Traced;

/**
 * One request to a model, from when it is made until it is closed. For one thread.
 *
 * <pre>{@code
 * try (var request = Cellwatch.inference("llama")) {
 *     request.batchSize(prompts.size());
 *     var answers = model.generate(prompts);
 *     request.tokens(answers.tokens());
 * }
 * }</pre>
 */
public final class Inference implements AutoCloseable {

    private final Inferences.Model model;
    private final Traced span;
    private final long startNanos = System.nanoTime();
    private long tokens;
    private boolean failed;
    private boolean closed;

    Inference(Inferences.Model model) {
        this.model = model;
        this.span = model.begun();
    }

    /** Adds tokens that were taken in or given. */
    public Inference tokens(long count) {
        model.tokens(Math.max(0, count));
        tokens += Math.max(0, count);
        span.attribute("tokens", tokens);
        return this;
    }

    /** Says how many samples the request has. */
    public Inference batchSize(long samples) {
        model.batchSize(Math.max(0, samples));
        span.attribute("batch_size", Math.max(0, samples));
        return this;
    }

    /** Says how much memory the model takes. */
    public Inference modelMemory(long bytes) {
        model.memory(Math.max(0, bytes));
        return this;
    }

    /** Says that the request failed; it counts as an error, too. */
    public Inference failed() {
        span.failed("failed");
        failed = true;
        return this;
    }

    /** Says by what it failed. */
    void failed(Throwable what) {
        span.failed(what);
        failed = true;
    }

    /** The request is done. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            model.done((System.nanoTime() - startNanos) / 1e9, failed);
            span.close();
        }
    }
}
