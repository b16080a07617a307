package dev.cellwatch.monitor.host;

import java.util.Optional;

/**
 * Whom a process belongs to.
 *
 * @param notebook the notebook in whose kernel it runs, as the Jupyter server names it: a path
 * @param user the account it runs under, where it can be known
 * @param program its name, where it can be known
 */
public record ProcessOwner(Optional<String> notebook, Optional<String> user, Optional<String> program) {

    /** Nothing is known for sure, and nothing is guessed. */
    public static final ProcessOwner UNKNOWN = new ProcessOwner(Optional.empty(), Optional.empty(), Optional.empty());

    public boolean isKnown() {
        return !equals(UNKNOWN);
    }

    /** For a label or a table: the notebook's file name, else {@code user: program}, else {@code unknown}. */
    public String label() {
        if (notebook.isPresent()) {
            return notebook.get().substring(notebook.get().lastIndexOf('/') + 1);
        }
        if (user.isPresent() && program.isPresent()) {
            return user.get() + ": " + program.get();
        }
        return program.or(() -> user).orElse("unknown");
    }
}
