package dev.cellwatch.environment.engine;

/** What is special about an engine. */
public enum Trait {
    DESKTOP("Docker Desktop: the numbers of host and containers are those of its virtual machine"),
    WSL2("WSL2: the numbers of host and containers are those of the virtual machine, not of Windows"),
    ROOTLESS("a rootless engine: containers see less of the host, and Prometheus does not reach kernels outside of"
            + " containers unless the engine lets containers reach the host's loopback address"),
    SELINUX("SELinux is enforcing"),
    PODMAN("podman with a docker-compose provider");

    private final String words;

    Trait(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
