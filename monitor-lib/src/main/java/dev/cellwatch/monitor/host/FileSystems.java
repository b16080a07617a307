package dev.cellwatch.monitor.host;

import dev.cellwatch.monitor.host.Machine.FileSystemSpace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which file systems are worth a line: those that hold what somebody saves. */
final class FileSystems {

    /** In memory, read-only images, or layers of containers. */
    private static final Set<String> FLEETING =
            Set.of("squashfs", "erofs", "iso9660", "tmpfs", "devtmpfs", "ramfs", "rootfs", "overlay", "aufs");

    /** Windows that the kernel or a desktop opens on something else than a disk. */
    private static final Set<String> PSEUDO = Set.of(
            ("autofs binder binfmt_misc bpf cgroup cgroup2 configfs debugfs devfs devpts efivarfs fuse.gvfsd-fuse fuse.lxcfs"
                            + " fuse.portal fuse.snapfuse fusectl hugetlbfs mqueue nsfs proc pstore resctrl rpc_pipefs"
                            + " securityfs selinuxfs sysfs tracefs")
                    .split(" "));

    /** Below these is nobody's own place, whatever is mounted there. */
    private static final List<String> SYSTEM = List.of(
            "/dev/", "/proc/", "/sys/", "/snap/", "/usr/lib/wsl/", "/var/lib/docker/", "/var/lib/containers/storage/");

    private FileSystems() {}

    /** Layers of other containers are left out, but the root of the own one is where its user saves. */
    static boolean isLasting(String type, String mount) {
        return mount.equals("/")
                || !(FLEETING.contains(type)
                        || PSEUDO.contains(type)
                        || SYSTEM.stream().anyMatch((mount + '/')::startsWith));
    }

    /** A single file, such as a container's {@code /etc/hosts}, is mounted to be read and holds nothing more. */
    static boolean isPlace(String mount) {
        return !Files.isRegularFile(Path.of(mount));
    }

    /** One for each device: the same may be mounted in several places. */
    static List<FileSystemSpace> distinct(List<FileSystemSpace> all) {
        Map<String, FileSystemSpace> byDevice = new LinkedHashMap<>();
        for (FileSystemSpace each : all) {
            byDevice.merge(
                    each.device(),
                    each,
                    (one, other) -> other.mount().length() < one.mount().length() ? other : one);
        }
        return List.copyOf(byDevice.values());
    }
}
