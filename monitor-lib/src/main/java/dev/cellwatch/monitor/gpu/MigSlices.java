package dev.cellwatch.monitor.gpu;

import dev.cellwatch.monitor.gpu.nvml.NvmlException;
import dev.cellwatch.monitor.gpu.nvml.NvmlLibrary;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The MIG instances of a GPU. Instances come and go while the GPU runs, and their numbers have gaps, so all places are
 * looked at each time. NVML gives an instance's memory and processes, but no utilisation. For one thread at a time.
 */
final class MigSlices {

    private static final List<GpuMetric> ROWS = GpuMetric.ofInstances();
    private static final DeviceCall MODE = (nvml, device, out) -> nvml.nvmlDeviceGetMigMode(device, out, out + 4);
    private static final DeviceCall PLACES = NvmlLibrary::nvmlDeviceGetMaxMigDeviceCount;

    private final NvmlDevice gpu;
    private final List<DeviceCall> handleAt = new ArrayList<>();
    private final Map<Long, NvmlDevice> devices = new HashMap<>();
    private boolean on;
    private List<Slice> slices = List.of();

    MigSlices(NvmlDevice gpu) {
        this.gpu = gpu;
    }

    /** Looks which instances there are now. */
    void refresh() throws NvmlException {
        on = gpu.ask(MODE) && gpu.out().getInt(0) == 1;
        int places = on && gpu.ask(PLACES) ? gpu.out().getInt(0) : 0;
        List<Slice> found = new ArrayList<>();
        for (int place = 0; place < places; place++) {
            at(place).ifPresent(found::add);
        }
        slices = found;
    }

    /** Whether the GPU is one that can be divided, and is in that mode. */
    boolean isOn() {
        return on;
    }

    List<MigInstance> instances() {
        return slices.stream().map(Slice::instance).toList();
    }

    /** One sample of memory for each instance. */
    void read(long timeMillis, String gpuIndex, Consumer<Sample> out) throws NvmlException {
        for (Slice slice : slices) {
            String uuid = slice.instance().uuid();
            Subject subject = new Subject(Subject.Kind.GPU_INSTANCE, uuid, Map.of("gpu", gpuIndex, "uuid", uuid));
            slice.device().forget();
            Sample.Builder sample = Sample.at(timeMillis, subject);
            for (GpuMetric row : ROWS) {
                sample.put(row, row.read(slice.device()));
            }
            out.accept(sample.build());
        }
    }

    List<GpuProcess> processes(ProcessNames names, long nowMillis) throws NvmlException {
        List<GpuProcess> all = new ArrayList<>();
        for (Slice slice : slices) {
            all.addAll(slice.device().processes().read(slice.instance().uuid(), names, nowMillis));
        }
        return all;
    }

    private Optional<Slice> at(int place) throws NvmlException {
        if (place == handleAt.size()) {
            handleAt.add((nvml, device, out) -> nvml.nvmlDeviceGetMigDeviceHandleByIndex(device, place, out));
        }
        if (!gpu.ask(handleAt.get(place))) {
            return Optional.empty(); // a gap
        }
        long handle = gpu.out().getLong(0);
        NvmlDevice device = devices.computeIfAbsent(handle, any -> new NvmlDevice(gpu.nvml(), gpu.out(), any));
        Optional<String> uuid = DeviceIdentity.uuid(device);
        if (uuid.isEmpty()) {
            return Optional.empty();
        }
        int instance = device.ask(NvmlLibrary::nvmlDeviceGetGpuInstanceId)
                ? device.out().getInt(0)
                : place;
        int compute = device.ask(NvmlLibrary::nvmlDeviceGetComputeInstanceId)
                ? device.out().getInt(0)
                : 0;
        return Optional.of(new Slice(device, new MigInstance(uuid.get(), instance, compute)));
    }

    private record Slice(NvmlDevice device, MigInstance instance) {}
}
