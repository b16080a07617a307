package dev.cellwatch.monitor.gpu;

import dev.cellwatch.monitor.gpu.nvml.NvmlException;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import dev.cellwatch.monitor.metric.Tier;
import dev.cellwatch.monitor.sampling.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One GPU during one initialisation of the library: reads its rows, its instances and its processes. */
final class WatchedGpu {

    private static final List<GpuMetric> ROWS = List.of(GpuMetric.values());
    private static final List<GpuMetric> FAST_ROWS =
            ROWS.stream().filter(row -> row.tier() == Tier.FAST).toList();

    private final NvmlDevice device;
    private final Gpu identity;
    private final Subject subject;
    private final MigSlices mig;
    private final ProcessNames names;
    private final XidCounts xids;
    private boolean hearsXids;
    private List<GpuProcess> processes = List.of();
    private Optional<String> problem = Optional.empty();

    WatchedGpu(NvmlDevice device, int index, ProcessNames names, XidCounts xids) throws NvmlException {
        this.device = device;
        this.names = names;
        this.xids = xids;
        this.identity = DeviceIdentity.of(device, index);
        this.subject = new Subject(
                Subject.Kind.GPU, identity.uuid(), Map.of("gpu", Integer.toString(index), "uuid", identity.uuid()));
        this.mig = new MigSlices(device);
    }

    void listen(XidWatch watch) {
        hearsXids = watch.listenTo(device, identity.uuid());
    }

    /** Reads what is due; a GPU that fails half-way gives no sample, so none is half old. */
    void read(Tick tick, Set<GpuExtra> extras, Consumer<Sample> out) throws NvmlException {
        device.startTick(tick.slow());
        if (tick.slow()) {
            readLists(tick.timeMillis());
        }
        if (extras.contains(GpuExtra.PCIE_TRAFFIC)) {
            device.pcie().measure(device);
        }
        if (extras.contains(GpuExtra.PERFORMANCE_COUNTERS) && !mig.isOn()) {
            device.counters().measure(tick.timeMillis());
        }
        Sample.Builder sample = Sample.at(tick.timeMillis(), subject);
        List<GpuMetric> rows = tick.slow() || tick.first() ? ROWS : FAST_ROWS;
        for (int i = 0; i < rows.size(); i++) {
            GpuMetric row = rows.get(i);
            if (tick.due(row.tier())) {
                sample.put(row, row.read(device));
            }
        }
        out.accept(sample.build());
        if (tick.slow()) {
            xids.read(tick.timeMillis(), identity, out);
            mig.read(tick.timeMillis(), subject.label("gpu"), out);
        }
        problem = Optional.empty();
    }

    private void readLists(long nowMillis) throws NvmlException {
        mig.refresh();
        List<GpuProcess> all = device.processes().read(identity.uuid(), names, nowMillis);
        List<GpuProcess> found = new ArrayList<>(mig.processes(names, nowMillis));
        Set<Long> inParts = found.stream().map(GpuProcess::pid).collect(Collectors.toSet());
        all.stream()
                .filter(process -> !inParts.contains(process.pid())) // whoever may, sees those of the parts here, too
                .forEach(found::add);
        processes = found;
        if (hearsXids) {
            device.setXidErrors(xids.total(identity.uuid()));
        }
    }

    /** It could not be read: what was known of its processes is not true any more. */
    void failed(NvmlException failure) {
        problem = Optional.ofNullable(failure.getMessage());
        processes = List.of();
    }

    /** The most memory that this process ever held on it, in bytes, where the driver counts that. */
    OptionalLong accountedPeak() throws NvmlException {
        if (problem.isPresent() || device.processes().count().isEmpty()) {
            return OptionalLong.empty(); // whether we are on it is not known
        }
        boolean listed = processes.stream().anyMatch(process -> process.pid() == ProcessAccounting.OWN_PID);
        return ProcessAccounting.peak(device, listed);
    }

    void close() {
        device.counters().close();
    }

    Gpu description() {
        return identity.with(mig.instances(), problem);
    }

    List<GpuProcess> processes() {
        return processes;
    }
}
