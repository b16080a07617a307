package dev.cellwatch.monitor.host;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A host at one moment: what {@code %system} shows. Sizes in bytes, frequencies in hertz, shares from 0 to 1. */
public record HostDetails(
        Machine machine, Cpu cpu, Memory memory, Swap swap, List<Disk> disks, List<Network> networks) {

    public HostDetails {
        disks = List.copyOf(disks);
        networks = List.copyOf(networks);
    }

    /**
     * The machine and what runs it.
     *
     * @param os for example {@code Debian GNU/Linux 12 (bookworm)}
     * @param kernel its version, for example {@code 6.1.0-18-amd64}
     */
    public record Machine(String hostname, String os, String kernel, Instant bootTime, double uptimeSeconds) {}

    /**
     * The processor.
     *
     * @param perCore the use of each logical core
     * @param limitCores how many cores' time this process's control group may use, where it is limited
     * @param loads over 1, 5 and 15 minutes; fewer where the system does not tell
     */
    public record Cpu(
            String model,
            Cores cores,
            Clock clock,
            OptionalDouble usage,
            List<Double> perCore,
            OptionalDouble temperatureCelsius,
            OptionalDouble limitCores,
            List<Double> loads) {

        public Cpu {
            perCore = List.copyOf(perCore);
            loads = List.copyOf(loads);
        }
    }

    /** How many cores there are, and how many run at once with hyper-threading. */
    public record Cores(int physical, int logical) {}

    /** Frequencies. */
    public record Clock(OptionalDouble currentHertz, OptionalDouble maxHertz) {}

    /**
     * Memory that this process may use.
     *
     * @param limited whether a control group sets the total, and not the machine
     */
    public record Memory(long total, long used, long free, long available, boolean limited) {
        public double usedRatio() {
            return total > 0 ? (double) used / total : 0;
        }
    }

    /** Swap space; a total of 0 means that there is none. */
    public record Swap(long total, long used) {
        public OptionalDouble usedRatio() {
            return total > 0 ? OptionalDouble.of((double) used / total) : OptionalDouble.empty();
        }
    }

    /**
     * A mounted file system that keeps what is saved on it.
     *
     * @param free what an ordinary user can still fill; a reserve of the system's is neither used nor free
     */
    public record Disk(String device, String mount, String type, long total, long used, long free) {
        public double usedRatio() {
            return used + free > 0 ? (double) used / (used + free) : 0;
        }
    }

    /**
     * A physical network interface.
     *
     * @param up whether it is up; absent where the system does not tell
     */
    public record Network(
            String name, List<String> addresses, String mac, Traffic received, Traffic sent, Optional<Boolean> up) {

        public Network {
            addresses = List.copyOf(addresses);
        }
    }

    /** What went through an interface in one direction since it came up. */
    public record Traffic(long bytes, long packets) {}
}
