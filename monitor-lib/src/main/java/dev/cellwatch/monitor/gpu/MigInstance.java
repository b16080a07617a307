package dev.cellwatch.monitor.gpu;

/**
 * A slice of a GPU that the driver presents as a device of its own.
 *
 * @param uuid {@code MIG-…}
 * @param gpuInstanceId the GPU instance that it belongs to
 * @param computeInstanceId the compute instance within that
 */
public record MigInstance(String uuid, int gpuInstanceId, int computeInstanceId) {}
