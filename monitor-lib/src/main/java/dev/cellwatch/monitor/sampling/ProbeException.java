package dev.cellwatch.monitor.sampling;

/** A probe could read nothing; the message is one sentence for people. */
public class ProbeException extends Exception {
    private static final long serialVersionUID = 1L;

    public ProbeException(String message) {
        super(message);
    }

    public ProbeException(String message, Throwable cause) {
        super(message, cause);
    }
}
