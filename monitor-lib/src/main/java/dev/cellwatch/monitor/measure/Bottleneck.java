package dev.cellwatch.monitor.measure;

/** What held a stretch of time up. */
public enum Bottleneck {
    GPU("GPU-bound"),
    THROTTLED("throttled"),
    HOST("host-bound"),
    INPUT("input-bound"),
    PCIE("PCIe-bound"),
    GARBAGE("GC-bound"),
    IDLE("idle"),
    NOT_CLEAR("not clear");

    private final String words;

    Bottleneck(String words) {
        this.words = words;
    }

    /** For example {@code host-bound}. */
    public String words() {
        return words;
    }
}
