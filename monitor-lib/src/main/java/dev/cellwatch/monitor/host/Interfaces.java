package dev.cellwatch.monitor.host;

import java.util.List;

/** Which network interfaces lead out of the machine, by their names alone. */
final class Interfaces {

    /** What container engines, hypervisors and tunnels put between their guests and the real interface. */
    private static final List<String> INNER = List.of(
            "docker",
            "podman",
            "veth",
            "br-",
            "bridge",
            "virbr",
            "vnet",
            "vmnet",
            "lxcbr",
            "lxdbr",
            "cni",
            "flannel",
            "cali",
            "ifb",
            "dummy",
            "tun",
            "utun",
            "tap",
            "wg",
            "tailscale",
            "zt");

    private Interfaces() {}

    /** Whether it may be one whose traffic is traffic of the machine. */
    static boolean isPhysical(String name) {
        return !name.equals("lo") && !name.equals("lo0") && INNER.stream().noneMatch(name::startsWith);
    }
}
