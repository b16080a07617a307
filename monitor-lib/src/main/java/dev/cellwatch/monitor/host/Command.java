package dev.cellwatch.monitor.host;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program and hands back what it printed. The one place of this library that starts one. */
final class Command {

    private static final File NOTHING =
            new File(System.getProperty("os.name", "").startsWith("Windows") ? "NUL" : "/dev/null");

    private Command() {}

    /**
     * Waits at most {@code limit} and then ends the program.
     *
     * @throws IOException when the program cannot be started, {@link NotThere} when it does not exist
     */
    static Result run(List<String> words, Duration limit) throws IOException, InterruptedException {
        // files, not pipes: nobody has to drain them while we wait
        Path output = Files.createTempFile("cellwatch", ".out");
        Path errors = Files.createTempFile("cellwatch", ".err");
        try {
            Process process = start(words, output.toFile(), errors.toFile());
            try {
                boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
                return new Result(
                        ended,
                        ended && process.exitValue() == 0,
                        Files.readString(output),
                        Files.readString(errors).strip());
            } finally {
                process.destroyForcibly();
            }
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(errors);
        }
    }

    private static Process start(List<String> words, File output, File errors) throws IOException {
        try {
            return new ProcessBuilder(words)
                    .redirectInput(ProcessBuilder.Redirect.from(NOTHING))
                    .redirectOutput(output)
                    .redirectError(errors)
                    .start();
        } catch (IOException e) {
            throw new NotThere(words.get(0), e);
        }
    }

    /** What came of it. */
    record Result(boolean ended, boolean success, String output, String errors) {}

    /** The program does not exist, or may not be run. */
    static final class NotThere extends IOException {
        private static final long serialVersionUID = 1L;

        NotThere(String program, IOException cause) {
            super(program + " cannot be run", cause);
        }
    }
}
