package dev.cellwatch.monitor.settings;

import java.util.Locale;

/** How soon the launcher's Alertmanager tells of alerts, and how often again. */
public enum AlertProfile {
    /** Alerts of one name, cluster and service together; for people who also have other things to do. */
    SLOW,
    /** Alerts of one name together, within seconds, and again each hour. */
    FAST;

    /** As it is typed: {@code slow}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
