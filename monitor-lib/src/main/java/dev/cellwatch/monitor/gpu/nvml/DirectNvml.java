package dev.cellwatch.monitor.gpu.nvml;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.util.List;

/**
 * The native library with the functions of every tick mapped directly, which costs an eighth of a looked-up call. One
 * missing symbol would make the whole class fail, so it is only used where all of them are there. The mapping belongs to
 * the class: a process has one NVML, and opening another one replaces it.
 */
final class DirectNvml extends LookedUpNvml {

    private static final List<String> MAPPED = List.of(
            "nvmlDeviceGetUtilizationRates",
            "nvmlDeviceGetMemoryInfo_v2",
            "nvmlDeviceGetPowerUsage",
            "nvmlDeviceGetFieldValues",
            "nvmlDeviceGetCurrentClocksThrottleReasons");

    private DirectNvml(NativeLibrary library) {
        super(library);
    }

    /** The fastest mapping that this driver's exports allow. */
    static NvmlLibrary over(NativeLibrary library) {
        LookedUpNvml lookedUp = new LookedUpNvml(library);
        if (!MAPPED.stream().allMatch(lookedUp::exports)) {
            return lookedUp;
        }
        Native.register(DirectNvml.class, library);
        return new DirectNvml(library);
    }

    @Override
    public native int nvmlDeviceGetUtilizationRates(long device, long utilization);

    @Override
    public native int nvmlDeviceGetMemoryInfo_v2(long device, long memory);

    @Override
    public native int nvmlDeviceGetPowerUsage(long device, long power);

    @Override
    public native int nvmlDeviceGetFieldValues(long device, int valuesCount, long values);

    @Override
    public native int nvmlDeviceGetCurrentClocksThrottleReasons(long device, long reasons);
}
