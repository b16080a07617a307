package dev.cellwatch.environment.jupyter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Copies and removes folders so that a reader sees the old one or the new one, never half of one. */
final class FolderSwap {

    /** Fills a new folder. */
    interface Filler {
        void fill(Path folder) throws IOException;
    }

    private FolderSwap() {}

    /**
     * Fills a draft beside the folder, then puts it in the folder's place, unless the same stands there already. For one
     * process at a time.
     */
    static void replace(Path folder, Filler filler) throws IOException {
        Path draft = folder.resolveSibling(folder.getFileName() + ".draft");
        Path old = folder.resolveSibling(folder.getFileName() + ".old");
        remove(draft);
        remove(old);
        Files.createDirectories(draft);
        filler.fill(draft);
        if (same(draft, folder)) {
            remove(draft);
            return;
        }
        if (Files.exists(folder)) {
            Files.move(folder, old);
        }
        Files.move(draft, folder);
        remove(old);
    }

    private static boolean same(Path draft, Path folder) throws IOException {
        List<Path> names = names(draft);
        if (!names.equals(names(folder))) {
            return false;
        }
        for (Path name : names) {
            Path file = draft.resolve(name);
            if (!Files.isDirectory(file) && Files.mismatch(file, folder.resolve(name)) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static List<Path> names(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.map(folder::relativize).sorted().toList();
        }
    }

    static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path path : walk.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
