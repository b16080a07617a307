package dev.cellwatch.monitor.gpu;

import dev.cellwatch.monitor.gpu.nvml.NvmlException;
import dev.cellwatch.monitor.gpu.nvml.NvmlLibrary;
import dev.cellwatch.monitor.gpu.nvml.NvmlReturn;
import dev.cellwatch.monitor.gpu.nvml.OutMemory;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What the parts of a GPU were busy with between two looks at its performance counters: NVML's GPM, of Hopper and newer.
 * The driver keeps what it saw in two places of its own, which {@link #close} gives back. For one thread at a time.
 */
final class PerformanceCounters {

    /** A part of the GPU, by NVML's number. */
    enum Part {
        MULTIPROCESSORS(2),
        WARPS(3),
        TENSOR_CORES(5),
        MEMORY_BUS(10);

        private final int number;

        Part(int number) {
            this.number = number;
        }
    }

    private static final List<Part> PARTS = List.of(Part.values());
    private static final int VERSION = 1;
    private static final int HEAD_SIZE = 24;
    private static final int METRIC_SIZE = 40;
    /** Looks that are nearer together say nothing yet. */
    private static final long NEAREST_MILLIS = 100;
    /** Those further apart, as after a rest, are about another time. */
    private static final long FURTHEST_MILLIS = 600_000;

    private static final Reading HIGHEST_MEMORY_CLOCK = Clocks.maximum(Clocks.MEMORY);
    private static final Reading BUS_BITS = Reading.number(1, NvmlLibrary::nvmlDeviceGetMemoryBusWidth);
    private static final DeviceCall SUPPORT = NvmlLibrary::nvmlGpmQueryDeviceSupport;

    private final NvmlDevice device;
    private final Map<Part, OptionalDouble> shares = new EnumMap<>(Part.class);
    private final DeviceCall look = (nvml, handle, out) -> nvml.nvmlGpmSampleGet(handle, this.next);
    private final DeviceCall compare = (nvml, handle, out) -> nvml.nvmlGpmMetricsGet(out);
    private double mostBytesPerSecond = Double.NaN;
    private long last;
    private long next;
    private long lookedMillis = Long.MIN_VALUE / 2;

    PerformanceCounters(NvmlDevice device) {
        this.device = device;
    }

    /** Forgets what was seen; the next look still tells what happened since this one. */
    void forget() {
        shares.clear();
    }

    /** Looks at the counters; from the second time on there is something to tell. */
    void measure(long nowMillis) throws NvmlException {
        forget();
        if (next == 0) {
            begin();
        }
        if (next == 0 || !device.ask(look)) {
            return;
        }
        long apart = nowMillis - lookedMillis;
        if (apart >= NEAREST_MILLIS && apart <= FURTHEST_MILLIS) {
            compare();
        }
        long seen = next;
        next = last;
        last = seen;
        lookedMillis = nowMillis;
    }

    private void begin() throws NvmlException {
        device.out().putInt(0, VERSION).putInt(4, 0);
        if (!device.ask(SUPPORT) || device.out().getInt(4) == 0) {
            return;
        }
        OptionalDouble clock = HIGHEST_MEMORY_CLOCK.from(device);
        OptionalDouble bits = BUS_BITS.from(device);
        if (clock.isPresent() && bits.isPresent()) {
            mostBytesPerSecond =
                    2 * clock.getAsDouble() * bits.getAsDouble() / 8; // twice a clock, as all its memory is
        }
        last = last == 0 ? room() : last;
        next = last == 0 ? 0 : room();
    }

    /** Room for what the driver sees in one look; 0 where it gives none. */
    private long room() {
        int code = device.nvml().nvmlGpmSampleAlloc(device.out().address());
        return code == NvmlReturn.SUCCESS ? device.out().getLong(0) : 0;
    }

    private void compare() throws NvmlException {
        OutMemory out = device.out();
        out.putInt(0, VERSION).putInt(4, PARTS.size()).putLong(8, last).putLong(16, next);
        for (int i = 0; i < PARTS.size(); i++) {
            out.putInt(place(i), PARTS.get(i).number).putInt(place(i) + 4, NvmlReturn.UNKNOWN);
        }
        if (device.ask(compare)) {
            for (int i = 0; i < PARTS.size(); i++) {
                double percent = out.getDouble(place(i) + 8);
                if (out.getInt(place(i) + 4) == NvmlReturn.SUCCESS && percent >= 0 && percent <= 100) {
                    shares.put(PARTS.get(i), OptionalDouble.of(percent / 100));
                }
            }
        }
    }

    private static int place(int metric) {
        return HEAD_SIZE + metric * METRIC_SIZE;
    }

    /** The share of the time, or of all that could have been, between the last two looks. */
    OptionalDouble share(Part part) {
        return shares.getOrDefault(part, OptionalDouble.empty());
    }

    /** What went through the memory bus, from its share of what can. */
    OptionalDouble memoryBytesPerSecond() {
        double bytes = share(Part.MEMORY_BUS).orElse(Double.NaN) * mostBytesPerSecond;
        return Double.isNaN(bytes) ? OptionalDouble.empty() : OptionalDouble.of(bytes);
    }

    void close() {
        for (long room : new long[] {last, next}) {
            if (room != 0) {
                device.nvml().nvmlGpmSampleFree(room);
            }
        }
        last = 0;
        next = 0;
    }
}
