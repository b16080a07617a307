package dev.cellwatch.monitor.gpu;

import dev.cellwatch.monitor.gpu.nvml.NvmlLibrary;

/** One C call about one device that puts its answer at {@code out}; also the key under which a refusal is remembered. */
@FunctionalInterface
interface DeviceCall {

    /** Returns NVML's return code. */
    int on(NvmlLibrary nvml, long device, long out);
}
