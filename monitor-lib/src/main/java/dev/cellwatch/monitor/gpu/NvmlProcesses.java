package dev.cellwatch.monitor.gpu;

import dev.cellwatch.monitor.gpu.nvml.NvmlException;
import dev.cellwatch.monitor.gpu.nvml.OutMemory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The processes on a device. NVML has three layouts of a process, told apart by what the library exports; reading the
 * wrong one gives garbage. The answer gets all the room there is at once, so no process that starts in between can make
 * it too small. For one thread at a time.
 */
final class NvmlProcesses {

    private static final int FIRST = 8; // after the count
    private static final DeviceCall COMPUTE_3 =
            (nvml, device, out) -> nvml.nvmlDeviceGetComputeRunningProcesses("_v3", device, out, out + FIRST);
    private static final DeviceCall COMPUTE_2 =
            (nvml, device, out) -> nvml.nvmlDeviceGetComputeRunningProcesses("_v2", device, out, out + FIRST);
    private static final DeviceCall COMPUTE_1 =
            (nvml, device, out) -> nvml.nvmlDeviceGetComputeRunningProcesses("", device, out, out + FIRST);
    private static final DeviceCall GRAPHICS_3 =
            (nvml, device, out) -> nvml.nvmlDeviceGetGraphicsRunningProcesses("_v3", device, out, out + FIRST);
    private static final DeviceCall GRAPHICS_2 =
            (nvml, device, out) -> nvml.nvmlDeviceGetGraphicsRunningProcesses("_v2", device, out, out + FIRST);
    private static final DeviceCall GRAPHICS_1 =
            (nvml, device, out) -> nvml.nvmlDeviceGetGraphicsRunningProcesses("", device, out, out + FIRST);

    private final NvmlDevice device;
    private final Layout layout;
    private final ProcessUtilization utilization;
    private OptionalDouble count = OptionalDouble.empty();

    NvmlProcesses(NvmlDevice device) {
        this.device = device;
        this.layout = Layout.of(device);
        this.utilization = new ProcessUtilization(device);
    }

    /** Forgets how many there were. */
    void forget() {
        count = OptionalDouble.empty();
    }

    /** How many there are, where the driver told in this tick. */
    OptionalDouble count() {
        return count;
    }

    /** Reads both lists and what each process used since the last time. */
    List<GpuProcess> read(String uuid, ProcessNames names, long nowMillis) throws NvmlException {
        utilization.read(nowMillis);
        Map<Long, GpuProcess> found = new LinkedHashMap<>();
        boolean known = list(layout.compute, GpuProcess.Type.COMPUTE, uuid, found);
        known |= list(layout.graphics, GpuProcess.Type.GRAPHICS, uuid, found);
        if (known) {
            count = OptionalDouble.of(found.size());
        }
        return found.values().stream()
                .map(process -> names.named(process, device))
                .toList();
    }

    private boolean list(DeviceCall call, GpuProcess.Type type, String uuid, Map<Long, GpuProcess> into)
            throws NvmlException {
        OutMemory out = device.out();
        int room = (OutMemory.SIZE - FIRST) / layout.size;
        out.putInt(0, room);
        if (!device.ask(call)) {
            return false;
        }
        int listed = Math.max(0, Math.min(room, out.getInt(0)));
        for (int i = 0; i < listed; i++) {
            GpuProcess process = process(FIRST + i * layout.size, type, uuid);
            into.merge(process.pid(), process, GpuProcess::and); // it stands in both, with the same memory
        }
        return true;
    }

    private GpuProcess process(int offset, GpuProcess.Type type, String uuid) {
        long pid = Integer.toUnsignedLong(device.out().getInt(offset));
        long memory = device.out().getLong(offset + 8);
        OptionalLong bytes = memory < 0 ? OptionalLong.empty() : OptionalLong.of(memory); // all ones: not told
        return new GpuProcess(
                uuid, pid, Optional.empty(), Optional.empty(), Optional.empty(), bytes, utilization.of(pid), type);
    }

    /** How a driver lays a process out: pid and memory stand at the same places in all, the size differs. */
    private record Layout(int size, DeviceCall compute, DeviceCall graphics) {

        static Layout of(NvmlDevice device) {
            if (device.nvml().exports("nvmlDeviceGetComputeRunningProcesses_v3")) {
                // drivers 535.43 to 535.86 had one more number in the third version
                boolean early = device.nvml().exports("nvmlDeviceGetConfComputeMemSizeInfo")
                        && !device.nvml().exports("nvmlDeviceGetRunningProcessDetailList");
                return new Layout(early ? 32 : 24, COMPUTE_3, GRAPHICS_3);
            }
            return device.nvml().exports("nvmlDeviceGetComputeRunningProcesses_v2")
                    ? new Layout(24, COMPUTE_2, GRAPHICS_2)
                    : new Layout(16, COMPUTE_1, GRAPHICS_1);
        }
    }
}
