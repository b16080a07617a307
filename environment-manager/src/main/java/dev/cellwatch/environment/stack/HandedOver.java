package dev.cellwatch.environment.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What containers read, whose users are others than ours: by default we may keep new files to ourselves. */
final class HandedOver {

    private static final Set<PosixFilePermission> FILE =
            EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
    private static final Set<PosixFilePermission> FOLDER = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_EXECUTE);

    private HandedOver() {}

    static Path make(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return folder;
    }

    /** Opens what stands there already, as a checkout does; gives what is closed and not ours to open. */
    static Optional<Path> letRead(Path folder) throws IOException {
        Path closed = null;
        try (Stream<Path> all = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            for (Path one : all.filter(path -> !Files.isSymbolicLink(path)).toList()) {
                Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(one);
                if (permissions.addAll(Files.isDirectory(one) ? FOLDER : FILE) && !set(one, permissions)) {
                    closed = one;
                }
            }
        }
        return Optional.ofNullable(closed);
    }

    private static boolean set(Path path, Set<PosixFilePermission> permissions) {
        try {
            Files.setPosixFilePermissions(path, permissions);
            return true;
        } catch (IOException anothers) {
            return false;
        }
    }
}
