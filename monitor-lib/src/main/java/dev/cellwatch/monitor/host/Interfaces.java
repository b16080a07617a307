package dev.cellwatch.monitor.host;

import java.util.List;

/** Which network interfaces lead out of the machine. */
final class Interfaces {

    /** What container engines, hypervisors and tunnels put between their guests and the real interface. */
    private static final List<String> INNER =
            List.of("docker", "veth", "br-", "virbr", "cni", "flannel", "cali", "ifb", "dummy", "tun", "tap", "wg");

    private Interfaces() {}

    /** Whether traffic through it is traffic of the machine, so that sums count nothing twice. */
    static boolean isPhysical(String name) {
        return !name.equals("lo") && !name.equals("lo0") && INNER.stream().noneMatch(name::startsWith);
    }
}
