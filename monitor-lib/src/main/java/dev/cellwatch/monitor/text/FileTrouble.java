package dev.cellwatch.monitor.text;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file could not be read or written, in words: the exceptions themselves say it by their names alone. */
public final class FileTrouble {

    private FileTrouble() {}

    /**
     * {@code no permission}, {@code no such file or folder}, {@code No space left on device}: without its end.
     *
     * @param exception what is no trouble with a file is told as it tells itself
     */
    public static String words(Throwable exception) {
        if (exception instanceof AccessDeniedException) {
            return "no permission";
        }
        if (exception instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (exception instanceof NotDirectoryException) {
            return "there is a file where a folder should be";
        }
        if (exception instanceof FileAlreadyExistsException) {
            return "it is there already";
        }
        if (exception instanceof FileSystemException named && named.getReason() != null) {
            return named.getReason();
        }
        String message = exception.getMessage();
        return exception instanceof IOException && message != null ? message : exception.toString();
    }
}
