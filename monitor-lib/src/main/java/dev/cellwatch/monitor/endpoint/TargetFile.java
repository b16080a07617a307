package dev.cellwatch.monitor.endpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cellwatch.monitor.text.FileTrouble;
import dev.cellwatch.monitor.text.JsonText;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Announces this program to Prometheus: a file of its own in a folder that many programs use at once, in the format of
 * {@code file_sd_configs}. Its time is a lease; what was left behind by those that were killed is removed. A folder that
 * cannot be written hinders nothing else. Thread-safe.
 */
final class TargetFile implements AutoCloseable {

    /** A lease that is older has nobody who renews it. */
    private static final Duration STALE = Duration.ofSeconds(90);

    private static final String ENDING = ".json";
    private static final String DRAFT = ".cellwatch-";
    private static final long LARGEST = 65_536;

    private final Path file;
    private final Identity identity;
    private final InstantSource clock;
    private byte @Nullable [] content;
    private @Nullable String trouble;

    TargetFile(Path folder, Identity identity, InstantSource clock) {
        this.file = folder.resolve(identity.kernelId() + ENDING).toAbsolutePath();
        this.identity = identity;
        this.clock = clock;
    }

    Path path() {
        return file;
    }

    /** @param target where Prometheus finds us, for example {@code 127.0.0.1:19540} */
    synchronized void announce(String target) {
        Map<String, Object> group = new LinkedHashMap<>();
        group.put("targets", List.of(target));
        group.put("labels", identity.labels());
        content = JsonText.bytes(List.of(group));
        renew();
    }

    /** Renews the lease, and removes those that nobody renews; to be called every 30 s. */
    synchronized void renew() {
        byte[] ours = content;
        if (ours == null) {
            return;
        }
        try {
            if (!isOurs(ours)) {
                write(ours);
            }
            Files.setLastModifiedTime(file, FileTime.fromMillis(clock.millis()));
            removeStale();
            trouble = null;
        } catch (IOException | SecurityException failed) {
            trouble = "This kernel is not announced to Prometheus, since " + file.getParent() + " cannot be written ("
                    + (failed instanceof IOException why ? FileTrouble.words(why) : failed.getMessage())
                    + "); CELLWATCH_TARGETS_DIR names another folder.";
        }
    }

    private boolean isOurs(byte[] ours) throws IOException {
        try {
            return Files.size(file) == ours.length && Arrays.equals(ours, Files.readAllBytes(file));
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private void write(byte[] ours) throws IOException {
        Path folder = folder();
        Path draft = Files.createTempFile(folder, DRAFT, ".tmp");
        try {
            Files.write(draft, ours);
            allowOthersToRead(draft, "rw-r--r--");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Made if it is not there. */
    private Path folder() throws IOException {
        Path folder = Objects.requireNonNull(file.getParent());
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            allowOthersToRead(folder, "rwxr-xr-x");
        }
        return folder;
    }

    /** Prometheus may well be another user, in a container of its own. */
    private static void allowOthersToRead(Path path, String permissions) throws IOException {
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        } catch (UnsupportedOperationException noSuchPermissions) {
            return; // the folder's own hold there
        }
    }

    private void removeStale() throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(file.getParent(), "{*.json,.cellwatch-*.tmp}")) {
            for (Path other : all) {
                if (isStale(other) && (other.getFileName().toString().startsWith(DRAFT) || isOfAKernel(other))) {
                    Files.deleteIfExists(other);
                }
            }
        }
    }

    private boolean isStale(Path other) {
        try {
            return clock.millis() - Files.getLastModifiedTime(other).toMillis() > STALE.toMillis();
        } catch (IOException removedMeanwhile) {
            return false;
        }
    }

    /** A file that somebody else keeps here for Prometheus is not ours to remove. */
    private static boolean isOfAKernel(Path other) {
        try {
            String id = other.getFileName().toString().replace(ENDING, "");
            return Files.size(other) <= LARGEST
                    && new ObjectMapper()
                            .readTree(Files.readAllBytes(other))
                            .path(0)
                            .path("labels")
                            .path("kernel_id")
                            .asText()
                            .equals(id);
        } catch (IOException goneOrNoJson) {
            return false;
        }
    }

    /** What hinders it, as a sentence. */
    synchronized Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Takes it back, unless a successor by our name has announced itself meanwhile. */
    @Override
    public synchronized void close() {
        byte[] ours = content;
        content = null;
        try {
            if (ours != null && isOurs(ours)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | SecurityException failed) {
            return; // somebody will find it stale
        }
    }
}
