package dev.cellwatch.notebook.magic;

/** A magic could not do what was asked; the message is one sentence for people, without a trace. */
public final class MagicException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MagicException(String sentence) {
        super(sentence, null, false, false);
    }

    /** For an interval that is none, or not one that drivers and people could follow. */
    static MagicException ofInterval(String written) {
        return new MagicException("An interval is from 0.25 s to 1 h, not \"" + written + "\".");
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
