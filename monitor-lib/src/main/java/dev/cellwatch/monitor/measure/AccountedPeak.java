package dev.cellwatch.monitor.measure;

import java.util.Map;
import java.util.Optional;

/**
 * The most memory that this process held on a GPU in a stretch of time, as the driver counts it: no reading in between
 * is needed. It counts over the whole life of a process, so a stretch that stays below an earlier peak has that as its
 * bound.
 *
 * @param bytes the most
 * @param exact whether that was reached in the stretch; else it held that much before, and no more since
 */
public record AccountedPeak(long bytes, boolean exact) {

    /** From the peaks by uuid before and after; absent where either is, or where the driver began to count anew. */
    static Optional<AccountedPeak> of(Map<String, Long> before, Map<String, Long> after, String uuid) {
        Long then = before.get(uuid);
        Long now = after.get(uuid);
        return then == null || now == null || now == 0 || now < then
                ? Optional.empty()
                : Optional.of(new AccountedPeak(now, now > then));
    }
}
