package dev.cellwatch.monitor.gpu.nvml;

/** The functions that are not about one device's readings: start and end, devices, processes, MIG, events, counters. */
public interface NvmlSystem extends NvmlSymbols {

    default int nvmlInit_v2() {
        return call("nvmlInit_v2");
    }

    default int nvmlShutdown() {
        return call("nvmlShutdown");
    }

    default int nvmlSystemGetDriverVersion(long version, int length) {
        return call("nvmlSystemGetDriverVersion", version, length);
    }

    /** Not {@code _v2}, which loads the CUDA library into the process. */
    default int nvmlSystemGetCudaDriverVersion(long cudaDriverVersion) {
        return call("nvmlSystemGetCudaDriverVersion", cudaDriverVersion);
    }

    default int nvmlSystemGetProcessName(int pid, long name, int length) {
        return call("nvmlSystemGetProcessName", pid, name, length);
    }

    default int nvmlDeviceGetCount_v2(long deviceCount) {
        return call("nvmlDeviceGetCount_v2", deviceCount);
    }

    default int nvmlDeviceGetHandleByIndex_v2(int index, long device) {
        return call("nvmlDeviceGetHandleByIndex_v2", index, device);
    }

    default int nvmlDeviceGetUUID(long device, long uuid, int length) {
        return call("nvmlDeviceGetUUID", device, uuid, length);
    }

    default int nvmlDeviceGetName(long device, long name, int length) {
        return call("nvmlDeviceGetName", device, name, length);
    }

    default int nvmlDeviceGetPciInfo_v3(long device, long pci) {
        return call("nvmlDeviceGetPciInfo_v3", device, pci);
    }

    default int nvmlDeviceGetCudaComputeCapability(long device, long major, long minor) {
        return call("nvmlDeviceGetCudaComputeCapability", device, major, minor);
    }

    default int nvmlDeviceGetArchitecture(long device, long arch) {
        return call("nvmlDeviceGetArchitecture", device, arch);
    }

    /** {@code suffix} is {@code _v3}, {@code _v2} or empty: each has its own layout of a process. */
    default int nvmlDeviceGetComputeRunningProcesses(String suffix, long device, long infoCount, long infos) {
        return call("nvmlDeviceGetComputeRunningProcesses" + suffix, device, infoCount, infos);
    }

    default int nvmlDeviceGetGraphicsRunningProcesses(String suffix, long device, long infoCount, long infos) {
        return call("nvmlDeviceGetGraphicsRunningProcesses" + suffix, device, infoCount, infos);
    }

    default int nvmlDeviceGetProcessUtilization(long device, long samples, long sampleCount, long lastSeenMicros) {
        return call("nvmlDeviceGetProcessUtilization", device, samples, sampleCount, lastSeenMicros);
    }

    default int nvmlDeviceGetAccountingMode(long device, long mode) {
        return call("nvmlDeviceGetAccountingMode", device, mode);
    }

    /** Not supported where accounting is off. */
    default int nvmlDeviceGetAccountingStats(long device, int pid, long stats) {
        return call("nvmlDeviceGetAccountingStats", device, pid, stats);
    }

    default int nvmlDeviceGetMigMode(long device, long currentMode, long pendingMode) {
        return call("nvmlDeviceGetMigMode", device, currentMode, pendingMode);
    }

    default int nvmlDeviceGetMaxMigDeviceCount(long device, long count) {
        return call("nvmlDeviceGetMaxMigDeviceCount", device, count);
    }

    default int nvmlDeviceGetMigDeviceHandleByIndex(long device, int index, long migDevice) {
        return call("nvmlDeviceGetMigDeviceHandleByIndex", device, index, migDevice);
    }

    default int nvmlDeviceGetGpuInstanceId(long migDevice, long id) {
        return call("nvmlDeviceGetGpuInstanceId", migDevice, id);
    }

    default int nvmlDeviceGetComputeInstanceId(long migDevice, long id) {
        return call("nvmlDeviceGetComputeInstanceId", migDevice, id);
    }

    default int nvmlEventSetCreate(long set) {
        return call("nvmlEventSetCreate", set);
    }

    default int nvmlDeviceRegisterEvents(long device, long eventTypes, long set) {
        return call("nvmlDeviceRegisterEvents", device, eventTypes, set);
    }

    default int nvmlEventSetWait_v2(long set, long data, int timeoutMillis) {
        return call("nvmlEventSetWait_v2", set, data, timeoutMillis);
    }

    default int nvmlEventSetFree(long set) {
        return call("nvmlEventSetFree", set);
    }

    default int nvmlGpmQueryDeviceSupport(long device, long support) {
        return call("nvmlGpmQueryDeviceSupport", device, support);
    }

    default int nvmlGpmSampleAlloc(long sample) {
        return call("nvmlGpmSampleAlloc", sample);
    }

    default int nvmlGpmSampleGet(long device, long sample) {
        return call("nvmlGpmSampleGet", device, sample);
    }

    default int nvmlGpmMetricsGet(long request) {
        return call("nvmlGpmMetricsGet", request);
    }

    default int nvmlGpmSampleFree(long sample) {
        return call("nvmlGpmSampleFree", sample);
    }
}
