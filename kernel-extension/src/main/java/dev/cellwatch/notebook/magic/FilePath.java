package dev.cellwatch.notebook.magic;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A file as people name it in a magic: from the notebook's folder, or from their own with a tilde. */
final class FilePath {

    private FilePath() {}

    static Path of(String written) {
        String home = System.getProperty("user.home", "");
        String whole = written.startsWith("~/") ? home + written.substring(1) : written;
        try {
            return Path.of(whole).toAbsolutePath().normalize();
        } catch (InvalidPathException noPath) {
            throw new MagicException("\"" + written + "\" cannot be the name of a file.");
        }
    }
}
