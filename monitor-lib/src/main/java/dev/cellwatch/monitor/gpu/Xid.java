package dev.cellwatch.monitor.gpu;

import java.util.Set;

/** What the numbers of the driver's errors (XID) say of whose they are, as NVIDIA's list of them has it. */
public final class Xid {

    private static final Set<Long> PROGRAM = Set.of(13L, 31L, 43L);
    private static final Set<Long> FATAL = Set.of(48L, 62L, 64L, 74L, 79L, 95L, 119L, 120L);

    private Xid() {}

    /** What stands behind its number: {@code (program's)} where it is no fault of the GPU's, {@code (fatal)}, or nothing. */
    public static String whose(long code) {
        return PROGRAM.contains(code) ? " (program's)" : FATAL.contains(code) ? " (fatal)" : "";
    }
}
