package dev.cellwatch.monitor.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The control groups above this process, from the one it is in to the outermost that can be seen. */
final class CgroupTree {

    private final Path proc;
    private final Path mount;

    CgroupTree(Path proc, Path mount) {
        this.proc = proc;
        this.mount = mount;
    }

    /** Whether the controller is one of version 2's. */
    boolean isSecond(String controller) {
        return firstVersion(controller).isEmpty();
    }

    /** The smallest limit that holds, and the group that sets it; the innermost one where two set the same. */
    Limit tightest(String controller, LimitFile file) {
        Limit tightest = Limit.NONE;
        boolean second = isSecond(controller);
        for (Path group : groups(controller)) {
            OptionalLong limit = file.read(group, second);
            if (limit.isPresent() && limit.getAsLong() < tightest.value().orElse(Long.MAX_VALUE)) {
                tightest = new Limit(group, limit);
            }
        }
        return tightest;
    }

    private List<Path> groups(String controller) {
        Optional<Path> first = firstVersion(controller);
        Path root = first.orElse(mount);
        List<Path> groups = new ArrayList<>();
        for (Path group = leaf(root, first.isPresent() ? controller : ""); group.startsWith(root); group = up(group)) {
            groups.add(group);
        }
        return groups;
    }

    private static Path up(Path group) {
        Path parent = group.getParent();
        return parent == null ? Path.of("") : parent;
    }

    /**
     * The process's own group below a mount. A container often sees its own group as the mount's root while the path
     * it is told is the node's; then the root is the leaf.
     */
    private Path leaf(Path root, String controller) {
        Path leaf = root.resolve("." + path(controller)).normalize();
        return leaf.startsWith(root) && Files.isDirectory(leaf) ? leaf : root;
    }

    /** What {@code /proc/self/cgroup} says in its lines {@code number:controllers:path}. */
    private String path(String controller) {
        for (String line : KernelFile.lines(proc.resolve("self/cgroup"))) {
            String[] fields = line.split(":", 3);
            if (fields.length == 3 && List.of(fields[1].split(",")).contains(controller)) {
                return fields[2];
            }
        }
        return "/";
    }

    /** Where the controller is mounted if it is one of version 1's. */
    private Optional<Path> firstVersion(String controller) {
        for (String name : List.of(controller, controller + ",cpuacct")) {
            Path root = mount.resolve(name);
            if (Files.isDirectory(root) && !Files.exists(mount.resolve("cgroup.controllers"))) {
                return Optional.of(root);
            }
        }
        return Optional.empty();
    }

    /** Reads one kind of limit of a group; {@code second} tells the version. */
    interface LimitFile {
        OptionalLong read(Path group, boolean second);
    }

    /** A limit, and the group that sets it. */
    record Limit(Path group, OptionalLong value) {
        static final Limit NONE = new Limit(Path.of(""), OptionalLong.empty());
    }
}
