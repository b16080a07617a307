package dev.cellwatch.monitor.endpoint;

/** The endpoint cannot listen; the message is a sentence that says why, and one that says what to do. */
public final class EndpointException extends Exception {

    private static final long serialVersionUID = 1;

    EndpointException(String sentence) {
        super(sentence);
    }

    /** What went wrong, and what to do, in a sentence or two. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
