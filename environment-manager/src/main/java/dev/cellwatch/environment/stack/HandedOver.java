package dev.cellwatch.environment.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

/** Files that containers read, whose users are others than ours: by default we may keep new ones to ourselves. */
final class HandedOver {

    /** Secrets as well, which nobody else comes as far as: their folder is closed. */
    static final String READABLE = "rw-r--r--";

    private HandedOver() {}

    static Path make(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return folder;
    }

    static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(READABLE));
    }

    /** Opens what stands there already, as a checkout does. */
    static void letRead(Path folder) throws IOException {
        try (Stream<Path> all = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            for (Path one : all.toList()) {
                Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(one);
                boolean closed = permissions.add(PosixFilePermission.OTHERS_READ);
                closed |= Files.isDirectory(one) && permissions.add(PosixFilePermission.OTHERS_EXECUTE);
                if (closed) {
                    Files.setPosixFilePermissions(one, permissions);
                }
            }
        }
    }
}
