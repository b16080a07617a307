package dev.cellwatch.monitor.gpu.nvml;

/**
 * NVML as it is: C names, no logic. Device handles and the places for answers are addresses, so that a hot call passes
 * only numbers. What a device answers is read through one door, {@code NvmlDevice}.
 */
public interface NvmlLibrary extends NvmlSystem {

    default int nvmlDeviceGetUtilizationRates(long device, long utilization) {
        return call("nvmlDeviceGetUtilizationRates", device, utilization);
    }

    default int nvmlDeviceGetMemoryInfo(long device, long memory) {
        return call("nvmlDeviceGetMemoryInfo", device, memory);
    }

    default int nvmlDeviceGetMemoryInfo_v2(long device, long memory) {
        return call("nvmlDeviceGetMemoryInfo_v2", device, memory);
    }

    default int nvmlDeviceGetPowerUsage(long device, long power) {
        return call("nvmlDeviceGetPowerUsage", device, power);
    }

    default int nvmlDeviceGetFieldValues(long device, int valuesCount, long values) {
        return call("nvmlDeviceGetFieldValues", device, valuesCount, values);
    }

    /** Every driver has it under this name; newer ones call it event reasons, too. */
    default int nvmlDeviceGetCurrentClocksThrottleReasons(long device, long reasons) {
        return call("nvmlDeviceGetCurrentClocksThrottleReasons", device, reasons);
    }

    default int nvmlDeviceGetTotalEnergyConsumption(long device, long energy) {
        return call("nvmlDeviceGetTotalEnergyConsumption", device, energy);
    }

    default int nvmlDeviceGetTemperature(long device, int sensor, long temperature) {
        return call("nvmlDeviceGetTemperature", device, sensor, temperature);
    }

    default int nvmlDeviceGetTemperatureV(long device, long temperature) {
        return call("nvmlDeviceGetTemperatureV", device, temperature);
    }

    default int nvmlDeviceGetTemperatureThreshold(long device, int threshold, long temperature) {
        return call("nvmlDeviceGetTemperatureThreshold", device, threshold, temperature);
    }

    default int nvmlDeviceGetFanSpeed(long device, long speed) {
        return call("nvmlDeviceGetFanSpeed", device, speed);
    }

    default int nvmlDeviceGetClockInfo(long device, int clock, long megahertz) {
        return call("nvmlDeviceGetClockInfo", device, clock, megahertz);
    }

    default int nvmlDeviceGetMaxClockInfo(long device, int clock, long megahertz) {
        return call("nvmlDeviceGetMaxClockInfo", device, clock, megahertz);
    }

    default int nvmlDeviceGetMemoryBusWidth(long device, long bits) {
        return call("nvmlDeviceGetMemoryBusWidth", device, bits);
    }

    default int nvmlDeviceGetPerformanceState(long device, long state) {
        return call("nvmlDeviceGetPerformanceState", device, state);
    }

    default int nvmlDeviceGetEncoderUtilization(long device, long utilization, long samplingPeriodMicros) {
        return call("nvmlDeviceGetEncoderUtilization", device, utilization, samplingPeriodMicros);
    }

    default int nvmlDeviceGetDecoderUtilization(long device, long utilization, long samplingPeriodMicros) {
        return call("nvmlDeviceGetDecoderUtilization", device, utilization, samplingPeriodMicros);
    }

    default int nvmlDeviceGetEnforcedPowerLimit(long device, long limit) {
        return call("nvmlDeviceGetEnforcedPowerLimit", device, limit);
    }

    default int nvmlDeviceGetPowerManagementLimit(long device, long limit) {
        return call("nvmlDeviceGetPowerManagementLimit", device, limit);
    }

    default int nvmlDeviceGetPowerManagementDefaultLimit(long device, long limit) {
        return call("nvmlDeviceGetPowerManagementDefaultLimit", device, limit);
    }

    default int nvmlDeviceGetPowerManagementLimitConstraints(long device, long minimum, long maximum) {
        return call("nvmlDeviceGetPowerManagementLimitConstraints", device, minimum, maximum);
    }

    default int nvmlDeviceGetCurrPcieLinkGeneration(long device, long generation) {
        return call("nvmlDeviceGetCurrPcieLinkGeneration", device, generation);
    }

    default int nvmlDeviceGetMaxPcieLinkGeneration(long device, long generation) {
        return call("nvmlDeviceGetMaxPcieLinkGeneration", device, generation);
    }

    default int nvmlDeviceGetCurrPcieLinkWidth(long device, long width) {
        return call("nvmlDeviceGetCurrPcieLinkWidth", device, width);
    }

    default int nvmlDeviceGetMaxPcieLinkWidth(long device, long width) {
        return call("nvmlDeviceGetMaxPcieLinkWidth", device, width);
    }

    /** Blocks for about 20 ms, the time over which it measures. */
    default int nvmlDeviceGetPcieThroughput(long device, int counter, long value) {
        return call("nvmlDeviceGetPcieThroughput", device, counter, value);
    }

    default int nvmlDeviceGetPcieReplayCounter(long device, long value) {
        return call("nvmlDeviceGetPcieReplayCounter", device, value);
    }

    default int nvmlDeviceGetTotalEccErrors(long device, int errorType, int counterType, long count) {
        return call("nvmlDeviceGetTotalEccErrors", device, errorType, counterType, count);
    }

    default int nvmlDeviceGetRemappedRows(
            long device, long correctable, long uncorrectable, long pending, long failure) {
        return call("nvmlDeviceGetRemappedRows", device, correctable, uncorrectable, pending, failure);
    }
}
