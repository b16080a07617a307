package dev.cellwatch.monitor.host;

import dev.cellwatch.monitor.proc.ProcFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.TreeMap;
import oshi.software.os.InternetProtocolStats.TcpState;

/**
 * A Linux machine through OSHI, except for what is read most often or is dear there: CPU time and memory, disks, networks
 * and connections come straight from {@code /proc} (docs/adr/0003-read-proc-for-the-fast-tier.md). For one thread at a
 * time.
 */
final class LinuxMachine extends OshiMachine {

    private static final int TICK_TYPES = 8;
    private static final int FIRST_LINES = 256;

    private final ProcFile stat;
    private final ProcFile memory;
    private final LinuxDisks disks;
    private final ProcFile networks;
    private final Path interfaces;
    private final ProcFile load;
    private final List<Path> connections;
    private long memoryAvailable;
    private long swapUsed;

    /** This machine. */
    static LinuxMachine here(OshiSystem system) {
        return new LinuxMachine(system, Path.of("/proc"), Path.of("/sys"));
    }

    LinuxMachine(OshiSystem system, Path proc, Path sys) {
        super(system);
        stat = new ProcFile(proc.resolve("stat"));
        memory = new ProcFile(proc.resolve("meminfo"));
        disks = new LinuxDisks(proc.resolve("diskstats"), sys.resolve("block"));
        networks = new ProcFile(proc.resolve("net/dev"));
        interfaces = sys.resolve("class/net");
        load = new ProcFile(proc.resolve("loadavg"));
        connections = List.of(proc.resolve("net/tcp"), proc.resolve("net/tcp6"));
    }

    @Override
    public long[] cpuTicks() {
        stat.load(FIRST_LINES);
        return ticks();
    }

    @Override
    public long[][] coreTicks() {
        stat.load();
        List<long[]> cores = new ArrayList<>();
        while (stat.nextLine() && stat.skip("cpu")) {
            stat.number();
            cores.add(ticks());
        }
        return cores.toArray(long[][]::new);
    }

    private long[] ticks() {
        long[] ticks = new long[TICK_TYPES];
        for (int i = 0; i < TICK_TYPES; i++) {
            ticks[i] = stat.number();
        }
        return ticks;
    }

    @Override
    public double[] loads() {
        load.load();
        double[] loads = new double[3];
        for (int i = 0; i < loads.length; i++) {
            loads[i] = load.number() + load.number() / 100.0; // always with two digits behind the point
        }
        return loads;
    }

    /** Reads the available memory, too: both are of one moment. */
    @Override
    public long memoryTotal() {
        memory.load(FIRST_LINES);
        long total = 0;
        memoryAvailable = 0;
        do {
            if (memory.skip("MemTotal:")) {
                total = memory.number() * 1024;
            } else if (memory.skip("MemAvailable:")) {
                memoryAvailable = memory.number() * 1024;
                break;
            }
        } while (memory.nextLine());
        return total;
    }

    /** As of the last {@link #memoryTotal}; kernels before 3.14 do not tell, and OSHI then estimates. */
    @Override
    public long memoryAvailable() {
        return memoryAvailable > 0 ? memoryAvailable : super.memoryAvailable();
    }

    /** Reads the used swap, too: both are of one moment. */
    @Override
    public long swapTotal() {
        memory.load();
        long total = 0;
        long free = 0;
        do {
            if (memory.skip("SwapTotal:")) {
                total = memory.number() * 1024;
            } else if (memory.skip("SwapFree:")) {
                free = memory.number() * 1024;
            }
        } while (memory.nextLine());
        swapUsed = Math.max(0, total - free);
        return total;
    }

    /** As of the last {@link #swapTotal}. */
    @Override
    public long swapUsed() {
        return swapUsed;
    }

    @Override
    public List<DiskCounters> disks() {
        return disks.read();
    }

    @Override
    public List<NetworkCounters> networks() {
        networks.load();
        networks.nextLine(); // two lines of headings
        List<NetworkCounters> devices = new ArrayList<>();
        List<NetworkCounters> others = new ArrayList<>();
        while (networks.nextLine()) {
            String name = networks.until(':');
            if (Interfaces.isPhysical(name)) {
                Traffic received = traffic();
                skipNumbers(5); // dropped, fifo, frame, compressed, multicast
                Path link = interfaces.resolve(name);
                boolean device = isDevice(link) && !isDevice(link.resolve("master"));
                addIfUsed(device ? devices : others, new NetworkCounters(name, received, traffic()));
            }
        }
        return devices.isEmpty() ? others : devices; // a container has only one end of a pair
    }

    /** Has hardware of its own. A part of another device, as of a virtual machine's network, is counted there. */
    private static boolean isDevice(Path link) {
        return Files.exists(link.resolve("device"));
    }

    /** The kernel lists interfaces that were never up, too. */
    private static void addIfUsed(List<NetworkCounters> read, NetworkCounters network) {
        if (network.received().bytes() > 0 || network.sent().bytes() > 0) {
            read.add(network);
        }
    }

    private Traffic traffic() {
        return new Traffic(networks.number(), networks.number(), networks.number());
    }

    private void skipNumbers(int count) {
        for (int i = 0; i < count; i++) {
            networks.number();
        }
    }

    @Override
    public Map<String, Integer> connectionStates() {
        Map<String, Integer> states = new TreeMap<>();
        for (Path table : connections) {
            try (var lines = Files.lines(table)) {
                lines.skip(1).forEach(line -> states.merge(state(line), 1, Integer::sum));
            } catch (NoSuchFileException e) {
                if (table.equals(connections.get(0))) {
                    throw new UncheckedIOException(table + " is not there", e);
                } // else a kernel without IPv6
            } catch (IOException e) {
                throw new UncheckedIOException(table + " cannot be read", e);
            }
        }
        return states;
    }

    /** The fourth column: {@code 0: 0100007F:1F90 00000000:0000 0A}. */
    private static String state(String line) {
        StringTokenizer words = new StringTokenizer(line);
        for (int column = 0; column < 3; column++) {
            words.nextToken();
        }
        int state = Integer.parseInt(words.nextToken(), 16);
        return TcpState.fromLinuxState(state).name().toLowerCase(Locale.ROOT);
    }
}
