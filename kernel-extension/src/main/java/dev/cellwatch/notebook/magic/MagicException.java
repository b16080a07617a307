package dev.cellwatch.notebook.magic;

/** A magic could not do what was asked; the message is one sentence for people, without a trace. */
public final class MagicException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MagicException(String sentence) {
        super(sentence, null, false, false);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
