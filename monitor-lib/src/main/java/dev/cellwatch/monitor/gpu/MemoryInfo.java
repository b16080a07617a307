package dev.cellwatch.monitor.gpu;

import dev.cellwatch.monitor.gpu.nvml.NvmlException;
import dev.cellwatch.monitor.gpu.nvml.NvmlLibrary;
import dev.cellwatch.monitor.gpu.nvml.NvmlReturn;
import dev.cellwatch.monitor.gpu.nvml.OutMemory;
import java.util.OptionalDouble;

/**
 * A device's memory in bytes as the driver wrote it, garbage included; {@link #get} sorts that out. The first version of
 * the call counts what the driver keeps for itself as used, hundreds of megabytes; the second tells them apart, so it is
 * asked first.
 */
record MemoryInfo(long total, long reserved, long free, long used) {

    /** Nothing was answered. */
    static final MemoryInfo NONE = new MemoryInfo(-1, -1, -1, -1);

    /** The size of the second version's structure, 40 bytes, and its number. */
    private static final int VERSION_2 = 40 | 2 << 24;

    private static final DeviceCall SECOND = NvmlLibrary::nvmlDeviceGetMemoryInfo_v2;
    private static final DeviceCall FIRST = NvmlLibrary::nvmlDeviceGetMemoryInfo;

    static MemoryInfo read(NvmlDevice device) throws NvmlException {
        OutMemory out = device.out();
        out.putInt(0, VERSION_2);
        if (device.ask(SECOND)) {
            return new MemoryInfo(out.getLong(8), out.getLong(16), out.getLong(24), out.getLong(32));
        }
        if (device.ask(FIRST)) {
            return new MemoryInfo(out.getLong(0), -1, out.getLong(8), out.getLong(16));
        }
        return NONE;
    }

    /** What a device's answers mean; for its first question of memory, since a refusal is remembered as one of any kind. */
    static GpuMemory kind(NvmlDevice device) {
        try {
            return told(device);
        } catch (NvmlException broken) {
            return GpuMemory.OWN; // the first reading says what is the matter
        }
    }

    private static GpuMemory told(NvmlDevice device) throws NvmlException {
        device.out().putInt(0, VERSION_2);
        int second = device.code(SECOND);
        if (second == NvmlReturn.SUCCESS) {
            return device.out().getLong(8) == 0 ? GpuMemory.SHARED : GpuMemory.OWN;
        }
        int first = device.code(FIRST);
        if (first == NvmlReturn.SUCCESS) {
            return device.out().getLong(0) == 0 ? GpuMemory.SHARED : GpuMemory.OWN_WITH_RESERVE;
        }
        return first == NvmlReturn.NOT_SUPPORTED ? GpuMemory.SHARED : GpuMemory.OWN;
    }

    /** One of the numbers, unless it cannot be true: a total of nothing, or a part that exceeds the total. */
    OptionalDouble get(Part part) {
        long value = part.of(this);
        return total > 0 && value >= 0 && value <= total ? OptionalDouble.of((double) value) : OptionalDouble.empty();
    }

    /** Which of the numbers. */
    @FunctionalInterface
    interface Part {
        long of(MemoryInfo memory);
    }
}
