package dev.cellwatch.monitor.alert;

import java.util.Locale;

/** How bad it is. */
public enum Severity {
    CRITICAL,
    WARNING,
    INFO;

    /** As labels write it: {@code critical}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
