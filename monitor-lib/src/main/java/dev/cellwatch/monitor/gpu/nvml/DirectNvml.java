package dev.cellwatch.monitor.gpu.nvml;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The native library with the functions of every tick, and most of those of the slow ones, mapped directly, which costs
 * an eighth of a looked-up call. One missing symbol would make the whole class fail, so it is only used where all of them
 * are there: every driver has them that has the youngest, {@code nvmlDeviceGetMemoryInfo_v2} (510, of 2022). The mapping
 * belongs to the class: a process has one NVML, and opening another one replaces it. Opening the same one again, as after
 * a lost driver, leaves it: JNA keeps the memory of every registration.
 */
final class DirectNvml extends LookedUpNvml {

    private static final List<String> MAPPED = List.of(
            "nvmlDeviceGetUtilizationRates",
            "nvmlDeviceGetMemoryInfo_v2",
            "nvmlDeviceGetPowerUsage",
            "nvmlDeviceGetFieldValues",
            "nvmlDeviceGetCurrentClocksThrottleReasons",
            "nvmlDeviceGetTemperature",
            "nvmlDeviceGetFanSpeed",
            "nvmlDeviceGetClockInfo",
            "nvmlDeviceGetPerformanceState",
            "nvmlDeviceGetEncoderUtilization",
            "nvmlDeviceGetDecoderUtilization",
            "nvmlDeviceGetEnforcedPowerLimit",
            "nvmlDeviceGetPowerManagementLimit",
            "nvmlDeviceGetCurrPcieLinkGeneration",
            "nvmlDeviceGetCurrPcieLinkWidth",
            "nvmlDeviceGetPcieReplayCounter",
            "nvmlDeviceGetTotalEccErrors",
            "nvmlDeviceGetRemappedRows",
            "nvmlDeviceGetMigMode",
            "nvmlDeviceGetProcessUtilization");

    /** The library that the mapping is to: the class's own state, as the mapping is. */
    private static final AtomicReference<NativeLibrary> MAPPED_TO = new AtomicReference<>();

    private DirectNvml(NativeLibrary library) {
        super(library);
    }

    /** The fastest mapping that this driver's exports allow. */
    static NvmlLibrary over(NativeLibrary library) {
        LookedUpNvml lookedUp = new LookedUpNvml(library);
        if (!MAPPED.stream().allMatch(lookedUp::exports)) {
            return lookedUp;
        }
        mapTo(library);
        return new DirectNvml(library);
    }

    /** JNA gives the same object for the same library as long as it is loaded, and it is while it is mapped. */
    private static synchronized void mapTo(NativeLibrary library) {
        if (MAPPED_TO.get() != library) {
            Native.register(DirectNvml.class, library);
            MAPPED_TO.set(library);
        }
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

    @Override
    public native int nvmlDeviceGetTemperature(long device, int sensor, long temperature);

    @Override
    public native int nvmlDeviceGetFanSpeed(long device, long speed);

    @Override
    public native int nvmlDeviceGetClockInfo(long device, int clock, long megahertz);

    @Override
    public native int nvmlDeviceGetPerformanceState(long device, long state);

    @Override
    public native int nvmlDeviceGetEncoderUtilization(long device, long utilization, long samplingPeriodMicros);

    @Override
    public native int nvmlDeviceGetDecoderUtilization(long device, long utilization, long samplingPeriodMicros);

    @Override
    public native int nvmlDeviceGetEnforcedPowerLimit(long device, long limit);

    @Override
    public native int nvmlDeviceGetPowerManagementLimit(long device, long limit);

    @Override
    public native int nvmlDeviceGetCurrPcieLinkGeneration(long device, long generation);

    @Override
    public native int nvmlDeviceGetCurrPcieLinkWidth(long device, long width);

    @Override
    public native int nvmlDeviceGetPcieReplayCounter(long device, long value);

    @Override
    public native int nvmlDeviceGetTotalEccErrors(long device, int errorType, int counterType, long count);

    @Override
    public native int nvmlDeviceGetRemappedRows(
            long device, long correctable, long uncorrectable, long pending, long failure);

    @Override
    public native int nvmlDeviceGetMigMode(long device, long currentMode, long pendingMode);

    @Override
    public native int nvmlDeviceGetProcessUtilization(long device, long samples, long sampleCount, long lastSeenMicros);
}
