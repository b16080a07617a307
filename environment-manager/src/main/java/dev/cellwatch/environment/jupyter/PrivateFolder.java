package dev.cellwatch.environment.jupyter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A folder that nobody but this user can look into; its files are replaced whole, never written over. */
public final class PrivateFolder {

    private static final String OURS_ALONE = "rwx------";

    private final Path folder;
    /** Of a file that a container is handed, secrets as well: nobody else comes as far, for the folder above is closed. */
    public static final String READABLE = "rw-r--r--";

    private final String permissions;

    public PrivateFolder(Path folder) {
        this(folder, OURS_ALONE);
    }

    private PrivateFolder(Path folder, String permissions) {
        this.folder = folder;
        this.permissions = permissions;
    }

    /**
     * A folder in this one that a container is handed as a whole: its user is another than ours, and looks into it.
     * Nobody else comes as far.
     */
    public PrivateFolder handedOver(String name) {
        return new PrivateFolder(folder.resolve(name), "rwxr-xr-x");
    }

    /** Makes it, or takes away the permissions that it should not have. */
    public Path make() throws IOException {
        Files.createDirectories(folder);
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    }

    /** Writes a file that this user alone can read. */
    public Path write(String name, String text) throws IOException {
        return write(name, text, "rw-------");
    }

    /**
     * Writes a file.
     *
     * @param permissions such as {@code rw-r--r--}, which matters to those who are handed the file itself
     */
    public Path write(String name, String text, String permissions) throws IOException {
        make();
        Path draft = Files.createTempFile(folder, name, ".draft"); // made with 0600
        try {
            Files.writeString(draft, text);
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString(permissions));
            return Files.move(
                    draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
