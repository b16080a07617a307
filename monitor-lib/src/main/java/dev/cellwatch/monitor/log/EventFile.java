package dev.cellwatch.monitor.log;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first file of a row that no other program writes: {@code cellwatch.jsonl}, {@code cellwatch-2.jsonl} ... So kernels
 * that run at once do not disturb each other, and there are never more files than kernels. Nothing is made before the
 * first line.
 */
final class EventFile implements Lines {

    private static final long MAX_BYTES = 16L << 20;
    private static final int MOST = 100;

    private final Path folder;
    private final String name;
    private final String ending;
    private @Nullable LineFile open;
    private volatile @Nullable Path file;

    /** @param ending with its dot */
    EventFile(Path folder, String name, String ending) {
        this.folder = folder;
        this.name = name;
        this.ending = ending;
    }

    @Override
    public void append(String line) throws IOException {
        LineFile known = open;
        if (known == null) {
            free().append(line);
            return;
        }
        try {
            known.append(line);
        } catch (LineFile.InUseException | NoSuchFileException taken) {
            close();
            free().append(line);
        }
    }

    private LineFile free() throws IOException {
        makeFolder();
        for (int number = 1; number <= MOST; number++) {
            Path candidate = folder.resolve(name + (number == 1 ? "" : "-" + number) + ending);
            LineFile lines = new LineFile(candidate, MAX_BYTES);
            if (isFree(lines)) {
                open = lines;
                file = candidate;
                return lines;
            }
        }
        throw new FileSystemException(folder.toString(), null, "all its " + MOST + " logs are being written");
    }

    private static boolean isFree(LineFile lines) throws IOException {
        try {
            lines.open();
            return true;
        } catch (LineFile.InUseException others) {
            return false;
        }
    }

    private void makeFolder() throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileSystemException refused) {
            for (Path above = folder; above != null; above = above.getParent()) {
                if (Files.exists(above) && !Files.isDirectory(above)) {
                    throw new FileSystemException(above.toString(), null, above + " is no folder");
                }
            }
            throw refused;
        }
    }

    @Override
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    @Override
    public void close() throws IOException {
        LineFile known = open;
        open = null;
        if (known != null) {
            known.close();
        }
    }
}
