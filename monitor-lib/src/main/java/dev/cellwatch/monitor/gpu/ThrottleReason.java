package dev.cellwatch.monitor.gpu;

import java.util.ArrayList;
import java.util.List;

/** Says in words why a GPU's clocks are not at their highest. */
public enum ThrottleReason {
    IDLE(0x1, "idle"),
    CLOCKS_SET(0x2, "clocks set by a user"),
    POWER_CAP(0x4, "power limit"),
    HARDWARE_SLOWDOWN(0x8, "hardware slowdown"),
    SYNC_BOOST(0x10, "sync boost group"),
    SOFTWARE_THERMAL(0x20, "heat (driver)"),
    HARDWARE_THERMAL(0x40, "heat (hardware)"),
    POWER_BRAKE(0x80, "power supply"),
    DISPLAY_CLOCKS(0x100, "display clocks");

    private final long bit;
    private final String words;

    ThrottleReason(long bit, String words) {
        this.bit = bit;
        this.words = words;
    }

    /** For example {@code power limit}. */
    public String words() {
        return words;
    }

    /** Whether it slows work down, and is not just rest or somebody's wish. */
    public boolean slowsWork() {
        return this != IDLE && this != CLOCKS_SET && this != DISPLAY_CLOCKS;
    }

    /** The reasons in a value of {@link GpuMetric#THROTTLE_REASONS}, for example {@code [POWER_CAP]}. */
    public static List<ThrottleReason> in(double bits) {
        List<ThrottleReason> present = new ArrayList<>();
        for (ThrottleReason reason : values()) {
            if (((long) bits & reason.bit) != 0) {
                present.add(reason);
            }
        }
        return present;
    }
}
