package dev.cellwatch.monitor.alert;

/**
 * What a rule found.
 *
 * @param subject what it is about, for example {@code GPU 0}; empty for the host
 * @param firing whether it has held for as long as the rule wants; else it has begun to
 * @param sentence what is the matter, with its number
 */
public record Alert(AlertRule rule, String subject, boolean firing, String sentence) {

    /** Whether it is the same matter, however its number moves. */
    public boolean isSameAs(Alert other) {
        return rule == other.rule && subject.equals(other.subject) && firing == other.firing;
    }
}
