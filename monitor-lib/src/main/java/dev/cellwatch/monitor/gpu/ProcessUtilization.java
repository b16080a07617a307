package dev.cellwatch.monitor.gpu;

import dev.cellwatch.monitor.gpu.nvml.NvmlException;
import dev.cellwatch.monitor.gpu.nvml.NvmlReturn;
import dev.cellwatch.monitor.gpu.nvml.OutMemory;
import java.util.HashMap;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How busy each process kept a device since the last reading. The driver keeps samples of processes that did something,
 * unsorted and now and then garbage; those of the time since the last reading are averaged. For one thread at a time.
 */
final class ProcessUtilization {

    private static final int FIRST = 8; // after the count
    private static final int SAMPLE_SIZE = 32;
    private static final int ROOM = (OutMemory.SIZE - FIRST) / SAMPLE_SIZE;
    private static final long FIRST_WINDOW_MICROS = 5_000_000;

    private final NvmlDevice device;
    private final DeviceCall call =
            (nvml, handle, out) -> nvml.nvmlDeviceGetProcessUtilization(handle, out + FIRST, out, this.lastSeenMicros);
    private final Map<Long, LongSummaryStatistics> percents = new HashMap<>();
    private long lastSeenMicros;
    private boolean told;

    ProcessUtilization(NvmlDevice device) {
        this.device = device;
    }

    void read(long nowMillis) throws NvmlException {
        long nowMicros = nowMillis * 1000;
        if (lastSeenMicros == 0
                || lastSeenMicros > nowMicros + FIRST_WINDOW_MICROS) { // at first, or the clock was set back
            lastSeenMicros = nowMicros - FIRST_WINDOW_MICROS;
        }
        percents.clear();
        device.out().putInt(0, ROOM);
        int code = device.code(call);
        told = code == NvmlReturn.SUCCESS || code == NvmlReturn.NOT_FOUND; // not found: nobody did anything
        if (code == NvmlReturn.SUCCESS) {
            collect(Math.max(0, Math.min(ROOM, device.out().getInt(0))), nowMicros + FIRST_WINDOW_MICROS);
        }
    }

    /** The mean of a process's samples, 0 to 1; 0 for one without samples, absent where the driver does not tell. */
    OptionalDouble of(long pid) {
        LongSummaryStatistics samples = percents.get(pid);
        return !told ? OptionalDouble.empty() : OptionalDouble.of(samples == null ? 0 : samples.getAverage() / 100);
    }

    private void collect(int count, long latestMicros) {
        long newest = lastSeenMicros;
        for (int i = 0; i < count; i++) {
            int offset = FIRST + i * SAMPLE_SIZE;
            long pid = Integer.toUnsignedLong(device.out().getInt(offset));
            long time = device.out().getLong(offset + 8);
            long percent = Integer.toUnsignedLong(device.out().getInt(offset + 16));
            if (percent <= 100 && time > lastSeenMicros && time <= latestMicros) {
                percents.computeIfAbsent(pid, any -> new LongSummaryStatistics())
                        .accept(percent);
                newest = Math.max(newest, time);
            }
        }
        lastSeenMicros = newest;
    }
}
