package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.text.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that a magic writes at once: it is there wholly or not at all, and what was there before is lost only when that
 * was asked for.
 */
record NewFile(Path path, boolean overwrite) {

    void write(String text) {
        if (Files.isDirectory(path)) {
            throw new MagicException(path + " is a folder.");
        }
        if (!overwrite && Files.exists(path)) {
            throw new MagicException(path + " is there already; --overwrite replaces it.");
        }
        Path part = path.resolveSibling(path.getFileName() + ".part");
        try {
            try {
                Files.writeString(part, text);
                Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException refused) {
            throw new MagicException("Cannot write " + path + ": " + FileTrouble.words(refused) + ".");
        }
    }
}
