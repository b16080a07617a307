package dev.cellwatch.monitor.training;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The folder of kept runs: a file for each, readable by this user alone, replaced whole. Any number of programs use it
 * at once without a word between them: no two write the same file, and each deletes the oldest beyond the limits, in
 * whatever order. Thread-safe.
 */
final class RunFolder {

    static final int MOST_RUNS = 200;
    private static final long MOST_BYTES = 256L << 20;
    private static final String DRAFT = ".run-";
    /** A draft that is older was left behind by a kernel that was killed. */
    private static final long LONGEST_DRAFT_MILLIS = 3_600_000;

    private final Path folder;
    private @Nullable String kernel;

    /** One file of ours. */
    record Entry(RunName name, long bytes) {}

    /** Writes a file's content. */
    interface Content {
        void write(OutputStream file) throws IOException;
    }

    /** @param folder need not be there before the first run is saved */
    RunFolder(Path folder) {
        this.folder = folder;
    }

    Path path() {
        return folder;
    }

    /** What a run of this program is called here. */
    RunName nameOf(TrainingRun run) {
        return new RunName(run.startMillis(), kernel(), run.id());
    }

    private synchronized String kernel() {
        if (kernel == null) {
            kernel = String.format("%016x", UUID.randomUUID().getLeastSignificantBits());
        }
        return kernel;
    }

    /** Puts a file in its place at once, so that a reader finds the old one or the new one. */
    void save(RunName name, Content content) throws IOException {
        makeFolder();
        Path draft = Files.createTempFile(folder, DRAFT, ".part"); // for this user alone
        try {
            try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(draft))) {
                content.write(file);
            }
            Files.move(draft, folder.resolve(name.file()), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private void makeFolder() throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownersAlone = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
        try {
            Files.createDirectories(folder, ownersAlone);
        } catch (FileAlreadyExistsException file) {
            throw new NotDirectoryException(folder.toString()); // a folder there would have done
        }
    }

    /** The files of ours, the newest first; none while there is no folder. */
    List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "run-*")) {
            for (Path file : files) {
                RunName.of(file.getFileName().toString()).ifPresent(name -> entries.add(new Entry(name, size(file))));
            }
        } catch (NoSuchFileException noRunYet) {
            return List.of();
        } catch (java.nio.file.DirectoryIteratorException failed) {
            throw failed.getCause();
        }
        entries.removeIf(entry -> entry.bytes() < 0);
        entries.sort((one, other) -> one.name().compareTo(other.name()));
        return entries;
    }

    /** Negative for what is no plain file, or is gone by now. */
    private static long size(Path file) {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile() ? attributes.size() : -1;
        } catch (IOException gone) {
            return -1;
        }
    }

    InputStream open(RunName name) throws IOException {
        return new BufferedInputStream(Files.newInputStream(folder.resolve(name.file()), LinkOption.NOFOLLOW_LINKS));
    }

    /** Whether there was such a file. */
    boolean delete(RunName name) throws IOException {
        return Files.deleteIfExists(folder.resolve(name.file()));
    }

    /** Deletes the oldest beyond the limits, and what killed kernels left behind. */
    void prune(long nowMillis) throws IOException {
        long bytes = 0;
        int runs = 0;
        for (Entry entry : entries()) {
            bytes += entry.bytes();
            runs++;
            if (runs > MOST_RUNS || (runs > 1 && bytes > MOST_BYTES)) {
                delete(entry.name());
            }
        }
        deleteOldDrafts(nowMillis);
    }

    private void deleteOldDrafts(long nowMillis) throws IOException {
        try (DirectoryStream<Path> drafts = Files.newDirectoryStream(folder, DRAFT + "*.part")) {
            for (Path draft : drafts) {
                if (nowMillis - lastModified(draft) > LONGEST_DRAFT_MILLIS) {
                    Files.deleteIfExists(draft);
                }
            }
        }
    }

    /** In the far future for one that is in its place by now. */
    private static long lastModified(Path draft) {
        try {
            return Files.getLastModifiedTime(draft).toMillis();
        } catch (IOException gone) {
            return Long.MAX_VALUE;
        }
    }
}
