package dev.cellwatch.monitor.gpu;

import dev.cellwatch.monitor.gpu.nvml.NvmlException;
import dev.cellwatch.monitor.gpu.nvml.NvmlLibrary;
import dev.cellwatch.monitor.gpu.nvml.NvmlReturn;
import dev.cellwatch.monitor.gpu.nvml.OutMemory;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one door to a device: a return code becomes a value, an absence or an {@link NvmlException}. What the device does
 * not support is asked once, because some drivers write a line to the kernel's log each time. Belongs to one
 * initialisation of the library and dies with it. For one thread at a time.
 */
final class NvmlDevice {

    private static final DeviceCall UTILIZATION = NvmlLibrary::nvmlDeviceGetUtilizationRates;

    private final NvmlLibrary nvml;
    private final OutMemory out;
    private final long handle;
    private final Set<DeviceCall> refused = Collections.newSetFromMap(new IdentityHashMap<>());
    private final NvmlFields fields = new NvmlFields(this);
    private final PcieTraffic pcie = new PcieTraffic();
    private final PerformanceCounters counters = new PerformanceCounters(this);
    private final NvmlProcesses processes;
    private @Nullable MemoryInfo memory;
    private OptionalDouble busy = OptionalDouble.empty();
    private OptionalDouble memoryBusy = OptionalDouble.empty();
    private OptionalDouble xidErrors = OptionalDouble.empty();

    NvmlDevice(NvmlLibrary nvml, OutMemory out, long handle) {
        this.nvml = nvml;
        this.out = out;
        this.handle = handle;
        this.processes = new NvmlProcesses(this);
    }

    /** Forgets the last tick's answers. */
    void forget() {
        memory = null;
        pcie.forget();
        counters.forget();
        processes.forget();
    }

    /** Forgets the last tick's answers and reads those that several rows share. */
    void startTick(boolean slow) throws NvmlException {
        forget();
        boolean answered = ask(UTILIZATION);
        busy = answered ? share(out.getInt(0)) : OptionalDouble.empty();
        memoryBusy = answered ? share(out.getInt(4)) : OptionalDouble.empty();
        fields.read(slow);
    }

    /** Whether the device answered; then the answer is in {@link #out}. */
    boolean ask(DeviceCall call) throws NvmlException {
        return code(call) == NvmlReturn.SUCCESS;
    }

    /** The return code, for calls where a refusal says something, too. */
    int code(DeviceCall call) throws NvmlException {
        if (!refused.isEmpty() && refused.contains(call)) {
            return NvmlReturn.NOT_SUPPORTED;
        }
        int code = call.on(nvml, handle, out.address());
        if (NvmlReturn.isDeviceFailure(code)) {
            throw NvmlException.ofDevice(code);
        }
        if (NvmlReturn.isLastingAbsence(code)) {
            refused.add(call);
        }
        return code;
    }

    OptionalDouble number(DeviceCall call, double factor) throws NvmlException {
        return ask(call) ? known(out.getInt(0), factor) : OptionalDouble.empty();
    }

    OptionalDouble bigNumber(DeviceCall call, double factor) throws NvmlException {
        return ask(call) && out.getLong(0) >= 0
                ? OptionalDouble.of(scaled((double) out.getLong(0), factor))
                : OptionalDouble.empty();
    }

    /** An unsigned int; all ones is NVML's "not available". */
    static OptionalDouble known(int value, double factor) {
        return value == -1
                ? OptionalDouble.empty()
                : OptionalDouble.of(scaled((double) Integer.toUnsignedLong(value), factor));
    }

    /** Divides where that is exact and multiplying is not: 398888 mW are 398.888 W, to the last digit. */
    static double scaled(double value, double factor) {
        return factor < 1 ? value / Math.rint(1 / factor) : value * factor;
    }

    /** A percentage as a share; above 100 it is garbage. */
    static OptionalDouble share(int percent) {
        return percent < 0 || percent > 100 ? OptionalDouble.empty() : OptionalDouble.of(percent / 100.0);
    }

    OptionalDouble memory(MemoryInfo.Part part) throws NvmlException {
        if (memory == null) {
            memory = MemoryInfo.read(this);
        }
        return memory.get(part);
    }

    OptionalDouble busy() {
        return busy;
    }

    OptionalDouble memoryBusy() {
        return memoryBusy;
    }

    /** XID errors since watching began, where the driver lets us listen. */
    OptionalDouble xidErrors() {
        return xidErrors;
    }

    void setXidErrors(long count) {
        xidErrors = OptionalDouble.of((double) count);
    }

    NvmlFields fields() {
        return fields;
    }

    PcieTraffic pcie() {
        return pcie;
    }

    PerformanceCounters counters() {
        return counters;
    }

    NvmlProcesses processes() {
        return processes;
    }

    NvmlLibrary nvml() {
        return nvml;
    }

    long handle() {
        return handle;
    }

    OutMemory out() {
        return out;
    }
}
