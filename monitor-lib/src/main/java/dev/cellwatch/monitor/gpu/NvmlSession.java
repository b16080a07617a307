package dev.cellwatch.monitor.gpu;

import dev.cellwatch.monitor.gpu.nvml.NvmlException;
import dev.cellwatch.monitor.gpu.nvml.NvmlLibrary;
import dev.cellwatch.monitor.gpu.nvml.NvmlReturn;
import dev.cellwatch.monitor.gpu.nvml.OutMemory;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.sampling.Tick;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * From one initialisation of the library to its shutdown. Handles live exactly as long as their session, so none
 * outlives the library that gave it. For one thread at a time.
 */
final class NvmlSession {

    private static final int TEXT = 96;

    private final NvmlLibrary nvml;
    private final OutMemory out = new OutMemory();
    private final XidCounts counts;
    private final ProcessNames names;
    private final List<WatchedGpu> gpus = new ArrayList<>();
    private final List<Gpu> unreadable = new ArrayList<>();
    private final int count;
    private final XidWatch xids;
    private final Optional<String> driverVersion;
    private final Optional<String> cudaVersion;
    private @Nullable NvmlException lastFailure;
    private boolean fresh = true;
    private boolean stale;
    private int pcieTurn;

    private NvmlSession(NvmlLibrary nvml, XidCounts counts, ProcessNames names) throws NvmlException {
        this.nvml = nvml;
        this.counts = counts;
        this.names = names;
        this.count = count();
        this.driverVersion = driverVersion();
        this.cudaVersion = cudaVersion();
        this.xids = XidWatch.open(nvml, out);
        for (int index = 0; index < count; index++) {
            watch(index);
        }
    }

    /** Initialises the library and gets a handle of every GPU that gives one. */
    static NvmlSession open(NvmlLibrary nvml, XidCounts counts, ProcessNames names) throws NvmlException {
        int code = nvml.nvmlInit_v2();
        if (code != NvmlReturn.SUCCESS) {
            throw NvmlException.atInit(code);
        }
        try {
            return new NvmlSession(nvml, counts, names);
        } catch (NvmlException failed) {
            nvml.nvmlShutdown();
            throw failed;
        }
    }

    private int count() throws NvmlException {
        int code = nvml.nvmlDeviceGetCount_v2(out.address());
        if (code != NvmlReturn.SUCCESS) {
            throw NvmlException.atInit(code);
        }
        if (out.getInt(0) == 0) {
            throw NvmlException.noDevices();
        }
        return out.getInt(0);
    }

    private void watch(int index) {
        try {
            int code = nvml.nvmlDeviceGetHandleByIndex_v2(index, out.address());
            if (code != NvmlReturn.SUCCESS) {
                throw NvmlException.ofDevice(code);
            }
            WatchedGpu gpu = new WatchedGpu(new NvmlDevice(nvml, out, out.getLong(0)), index, names, counts);
            gpu.listen(xids);
            gpus.add(gpu);
        } catch (NvmlException failed) {
            note(failed);
            unreadable.add(Gpu.unreadable(index, failed));
        }
    }

    private void note(NvmlException failed) {
        stale |= NvmlReturn.needsInit(failed.code());
        lastFailure = failed;
    }

    /**
     * Reads every GPU; one that fails hides no other.
     *
     * @throws NvmlException when none could be read
     */
    void read(Tick asked, Set<GpuExtra> extras, Consumer<Sample> samples) throws NvmlException {
        Tick tick = fresh ? new Tick(asked.timeMillis(), true, true) : asked;
        if (tick.slow()) {
            xids.poll(counts);
            pcieTurn++;
        }
        int readable = 0;
        for (int i = 0; i < gpus.size(); i++) {
            Set<GpuExtra> due = !tick.slow() ? Set.of() : tick.first() ? extras : due(extras, i);
            readable += read(gpus.get(i), tick, due, samples) ? 1 : 0;
        }
        if (readable == 0 && lastFailure != null) {
            throw lastFailure;
        }
        fresh = false;
        stale |= tick.slow() && countChanged();
    }

    /** The traffic of every other GPU, so that a tick waits for half of them and none gets older than ten seconds. */
    private Set<GpuExtra> due(Set<GpuExtra> extras, int gpu) {
        if (extras.isEmpty() || gpus.size() == 1 || pcieTurn % 2 == gpu % 2) {
            return extras;
        }
        Set<GpuExtra> others = EnumSet.copyOf(extras);
        others.remove(GpuExtra.PCIE_TRAFFIC);
        return others;
    }

    private boolean read(WatchedGpu gpu, Tick tick, Set<GpuExtra> extras, Consumer<Sample> samples) {
        try {
            gpu.read(tick, extras, samples);
            return true;
        } catch (NvmlException failed) {
            note(failed);
            gpu.failed(failed);
            return false;
        }
    }

    /** The most memory that this process ever held on each GPU, by uuid, where the driver counts that. */
    Map<String, Long> accountedPeaks() {
        Map<String, Long> peaks = new HashMap<>();
        for (WatchedGpu gpu : gpus) {
            try {
                gpu.accountedPeak()
                        .ifPresent(bytes -> peaks.put(gpu.description().uuid(), bytes));
            } catch (NvmlException failed) {
                note(failed);
            }
        }
        return peaks;
    }

    private boolean countChanged() {
        return nvml.nvmlDeviceGetCount_v2(out.address()) != NvmlReturn.SUCCESS || out.getInt(0) != count;
    }

    /** Whether only another initialisation gives back what is missing. */
    boolean isStale() {
        return stale;
    }

    void close() {
        xids.close();
        gpus.forEach(WatchedGpu::close);
        nvml.nvmlShutdown();
    }

    /** What there is, as of the last read. */
    GpuInventory inventory(boolean demo) {
        List<Gpu> all = new ArrayList<>(unreadable);
        List<GpuProcess> processes = new ArrayList<>();
        for (WatchedGpu gpu : gpus) {
            all.add(gpu.description());
            processes.addAll(gpu.processes());
        }
        names.keepOnly(processes);
        all.sort(Comparator.comparingInt(Gpu::index));
        return new GpuInventory(driverVersion, cudaVersion, Optional.empty(), all, processes, demo);
    }

    private Optional<String> driverVersion() {
        int code = nvml.nvmlSystemGetDriverVersion(out.address(), TEXT);
        return code == NvmlReturn.SUCCESS ? Optional.of(out.getString(0, TEXT)) : Optional.empty();
    }

    /** 12080 is 12.8. */
    private Optional<String> cudaVersion() {
        int code = nvml.nvmlSystemGetCudaDriverVersion(out.address());
        int version = out.getInt(0);
        return code == NvmlReturn.SUCCESS ? Optional.of(version / 1000 + "." + version % 1000 / 10) : Optional.empty();
    }
}
