package dev.cellwatch.monitor.measure;

import java.util.OptionalDouble;

/**
 * What this process did in a stretch of time.
 *
 * @param cpuSeconds CPU time of all its threads
 * @param heap memory of Java objects, garbage included
 * @param direct memory of direct buffers
 * @param resident memory of the whole process, native libraries included
 * @param readBytes fetched from storage
 * @param writtenBytes sent to storage
 */
public record JvmUse(
        OptionalDouble cpuSeconds,
        MemoryUse heap,
        MemoryUse direct,
        MemoryUse resident,
        OptionalDouble readBytes,
        OptionalDouble writtenBytes) {}
