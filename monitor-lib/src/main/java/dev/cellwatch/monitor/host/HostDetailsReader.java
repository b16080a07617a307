package dev.cellwatch.monitor.host;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import oshi.hardware.NetworkIF;
import oshi.software.os.OperatingSystem;

/** Reads {@link HostDetails} through OSHI, when somebody asks, and keeps them for two seconds. Thread-safe. */
final class HostDetailsReader {

    private static final Duration KEEP = Duration.ofSeconds(2);
    private static final long FIRST_PAUSE_MILLIS = 200;

    private final OshiSystem system;
    private final Cgroup cgroup;
    private final Machine machine;
    private final Kept<HostDetails> kept = new Kept<>(this::readNow, KEEP, System::nanoTime);
    private final List<TickShares> cores = new ArrayList<>();

    HostDetailsReader(OshiSystem system, Cgroup cgroup) {
        this.system = system;
        this.cgroup = cgroup;
        this.machine = OshiMachine.of(system);
    }

    HostDetails read() {
        return kept.get();
    }

    private HostDetails readNow() {
        cgroup.refresh();
        return new HostDetails(
                machine(),
                cpu(),
                memory(),
                new HostDetails.Swap(machine.swapTotal(), machine.swapUsed()),
                machine.fileSystems().stream().map(HostDetailsReader::disk).toList(),
                networks());
    }

    private HostDetails.Machine machine() {
        OperatingSystem os = system.os();
        return new HostDetails.Machine(
                os.getNetworkParams().getHostName(),
                name(os),
                System.getProperty("os.version", ""),
                Instant.ofEpochSecond(os.getSystemBootTime()),
                os.getSystemUptime());
    }

    private static String name(OperatingSystem os) {
        OperatingSystem.OSVersionInfo version = os.getVersionInfo();
        String name = os.getFamily() + " " + version.getVersion();
        String codeName = version.getCodeName();
        return codeName == null || codeName.isBlank() ? name : name + " (" + codeName + ")";
    }

    private HostDetails.Cpu cpu() {
        CentralProcessor processor = system.hardware().getProcessor();
        List<Double> perCore = perCore();
        return new HostDetails.Cpu(
                processor.getProcessorIdentifier().getName(),
                new HostDetails.Cores(processor.getPhysicalProcessorCount(), processor.getLogicalProcessorCount()),
                new HostDetails.Clock(currentHertz(), positive((double) machine.maxFrequency())),
                perCore.stream().mapToDouble(Double::doubleValue).average(),
                perCore,
                positive(machine.temperature()),
                cgroup.cpuLimit(),
                Arrays.stream(machine.loads()).filter(load -> load >= 0).boxed().toList());
    }

    private OptionalDouble currentHertz() {
        return Arrays.stream(machine.frequencies()).filter(hertz -> hertz > 0).average();
    }

    private static OptionalDouble positive(double value) {
        return value > 0 ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** The use of each core since the call before, or within the 200 ms that the first call takes. */
    private List<Double> perCore() {
        if (cores.isEmpty()) {
            update(machine.coreTicks());
            try {
                Thread.sleep(FIRST_PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return update(machine.coreTicks());
    }

    private List<Double> update(long[][] ticks) {
        List<Double> shares = new ArrayList<>();
        for (int i = 0; i < ticks.length; i++) {
            if (cores.size() == i) {
                cores.add(new TickShares());
            }
            if (cores.get(i).update(ticks[i])) {
                shares.add(cores.get(i).busy());
            }
        }
        return shares;
    }

    private HostDetails.Memory memory() {
        GlobalMemory memory = system.hardware().getMemory();
        long total = memory.getTotal();
        long available = memory.getAvailable();
        OptionalLong limit = cgroup.memoryLimit();
        OptionalLong used = cgroup.memoryUsed();
        if (limit.isPresent() && used.isPresent() && limit.getAsLong() < total) {
            long free = Math.max(0, limit.getAsLong() - used.getAsLong());
            return new HostDetails.Memory(limit.getAsLong(), used.getAsLong(), free, Math.min(free, available), true);
        }
        return new HostDetails.Memory(total, total - available, free(available), available, false);
    }

    /** Memory that nothing uses, not even a cache; only Linux tells it apart from what is available. */
    private static long free(long available) {
        return KernelFile.lines(Path.of("/proc/meminfo")).stream()
                .filter(line -> line.startsWith("MemFree:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(available);
    }

    private static HostDetails.Disk disk(Machine.FileSystemSpace from) {
        Machine.Space space = from.space();
        return new HostDetails.Disk(
                from.device(), from.mount(), from.type(), space.size(), space.size() - space.free(), space.available());
    }

    private List<HostDetails.Network> networks() {
        return system.hardware().getNetworkIFs().stream()
                .filter(network -> Interfaces.isPhysical(network.getName()))
                .map(HostDetailsReader::network)
                .toList();
    }

    private static HostDetails.Network network(NetworkIF from) {
        List<String> addresses = Stream.concat(Arrays.stream(from.getIPv4addr()), Arrays.stream(from.getIPv6addr()))
                .toList();
        return new HostDetails.Network(
                from.getName(),
                addresses,
                from.getMacaddr(),
                new HostDetails.Traffic(from.getBytesRecv(), from.getPacketsRecv()),
                new HostDetails.Traffic(from.getBytesSent(), from.getPacketsSent()),
                status(from.getIfOperStatus()));
    }

    private static Optional<Boolean> status(NetworkIF.IfOperStatus status) {
        return switch (status) {
            case UP -> Optional.of(true);
            case UNKNOWN -> Optional.empty();
            default -> Optional.of(false);
        };
    }
}
