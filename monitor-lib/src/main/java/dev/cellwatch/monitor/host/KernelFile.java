package dev.cellwatch.monitor.host;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The small text files through which Linux tells about itself. What cannot be read is absent. */
final class KernelFile {

    private KernelFile() {}

    /** The whole text, without the last line's end. */
    static Optional<String> text(Path file) {
        // a plain stream: once a second, a channel and a decoder made anew cost three times as much
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static List<String> lines(Path file) {
        return text(file).map(text -> text.lines().toList()).orElse(List.of());
    }

    /** The number that a file consists of; {@code max} and other words are no number. */
    static OptionalLong number(Path file) {
        return text(file).map(KernelFile::parse).orElse(OptionalLong.empty());
    }

    /** The number behind {@code key} in a file of {@code key value} lines. */
    static OptionalLong field(Path file, String key) {
        String lines = "\n" + text(file).orElse("") + "\n";
        String before = "\n" + key + " ";
        int found = lines.indexOf(before);
        if (found < 0) {
            return OptionalLong.empty();
        }
        int start = found + before.length();
        return parse(lines.substring(start, lines.indexOf('\n', start)));
    }

    static OptionalLong parse(String number) {
        try {
            return OptionalLong.of(Long.parseLong(number.strip()));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
