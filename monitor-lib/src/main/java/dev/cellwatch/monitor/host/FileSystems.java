package dev.cellwatch.monitor.host;

import dev.cellwatch.monitor.host.Machine.FileSystemSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which file systems are worth a line: those that hold what somebody saves. */
final class FileSystems {

    private static final Set<String> FLEETING = Set.of("squashfs", "tmpfs", "devtmpfs", "ramfs", "overlay");

    private FileSystems() {}

    /** Layers of other containers are left out, but the root of the own one is where its user saves. */
    static boolean isLasting(String type, String mount) {
        return mount.equals("/") || (!FLEETING.contains(type) && !mount.startsWith("/snap/"));
    }

    /** One for each device: a container has single files of one device mounted in several places. */
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
