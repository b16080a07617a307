package dev.cellwatch.notebook.memory;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The memory of this process at one moment, in bytes.
 *
 * @param heap what Java objects take up
 * @param direct what direct buffers take up outside the heap
 * @param resident what the whole process holds of the machine's memory, native libraries included; absent where the
 *     system does not say (only Linux does)
 */
public record MemoryReading(long heap, long direct, OptionalLong resident) {

    private static final Path STATUS = Path.of("/proc/self/status");

    public static MemoryReading now() {
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(pool -> Math.max(0, pool.getMemoryUsed()))
                .sum();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return new MemoryReading(heap, direct, readResident());
    }

    private static OptionalLong readResident() {
        if (!Files.isReadable(STATUS)) {
            return OptionalLong.empty();
        }
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException | NumberFormatException unreadable) {
            return OptionalLong.empty();
        }
    }
}
