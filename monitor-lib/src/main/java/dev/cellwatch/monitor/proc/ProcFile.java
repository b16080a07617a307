package dev.cellwatch.monitor.proc;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A text file of the kernel, kept open, read anew by {@link #load()} and picked apart without making strings, from its
 * first line on. Opening such a file costs more than reading it, and once a second means that this code stays
 * interpreted, so it does as little as it can. For one thread at a time.
 */
public final class ProcFile {

    private final Path path;
    private @Nullable RandomAccessFile file;
    private byte[] bytes = new byte[4096];
    private int length;
    private int at;

    /** @param path need not be there before the first {@link #load()} */
    public ProcFile(Path path) {
        this.path = path;
    }

    /**
     * Reads the whole text as it is now, and starts at its beginning.
     *
     * @throws UncheckedIOException when this system has no such file, or keeps it to itself
     */
    public void load() {
        load(Integer.MAX_VALUE);
    }

    /**
     * Reads at least the first {@code enough} bytes as they are now, if there are as many, and starts at the beginning.
     *
     * @throws UncheckedIOException when this system has no such file, or keeps it to itself
     */
    public void load(int enough) {
        length = 0;
        at = 0;
        try {
            RandomAccessFile open = file == null ? new RandomAccessFile(path.toFile(), "r") : file;
            file = open;
            open.seek(0);
            int read = 0;
            while (read >= 0 && length < enough) {
                if (length == bytes.length) {
                    bytes = Arrays.copyOf(bytes, length * 2);
                }
                read = open.read(bytes, length, bytes.length - length);
                length += Math.max(0, read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }

    /** Goes on behind {@code word} if the text continues with it; else stays. */
    public boolean skip(String word) {
        if (at + word.length() > length) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (bytes[at + i] != word.charAt(i)) {
                return false;
            }
        }
        at += word.length();
        return true;
    }

    /** Goes on at the start of the next line; false at the end of the text. */
    public boolean nextLine() {
        while (at < length && bytes[at] != '\n') {
            at++;
        }
        at++;
        return at < length;
    }

    /** The next number without a sign, whatever stands before it; 0 when none is left. */
    public long number() {
        while (at < length && (bytes[at] < '0' || bytes[at] > '9')) {
            at++;
        }
        long number = 0;
        for (; at < length && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            number = number * 10 + bytes[at] - '0';
        }
        return number;
    }

    /** The text up to {@code end}, without spaces around it; goes on behind {@code end}. */
    public String until(char end) {
        int start = at;
        while (at < length && bytes[at] != end) {
            at++;
        }
        String text = new String(bytes, start, at - start, StandardCharsets.ISO_8859_1).strip();
        at++;
        return text;
    }
}
