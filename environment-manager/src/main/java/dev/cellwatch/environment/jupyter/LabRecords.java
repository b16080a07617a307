package dev.cellwatch.environment.jupyter;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cellwatch.environment.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Keeps the record of the running JupyterLab in the state folder, readable by this user alone. */
public final class LabRecords {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    public LabRecords(Path folder) {
        this.folder = folder;
    }

    /** The JupyterLab of an earlier start, if it still runs. */
    public Optional<LabRecord> running() {
        return read().filter(record -> record.alive().isPresent());
    }

    /** What the record says, whether or not that process still runs. */
    public Optional<LabRecord> read() {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file()), LabRecord.class));
        } catch (IOException e) {
            return Optional.empty(); // none, or one that a crash cut short: then nothing is known to run
        }
    }

    public void write(LabRecord record) {
        try {
            secret("lab.json", JSON.writerWithDefaultPrettyPrinter().writeValueAsString(record));
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** Writes the token where the server reads it: not on its command line, which every user of the machine can see. */
    public Path writeToken(String token) {
        try {
            return secret("lab.token", token);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** Forgets a server, unless another one has been written down since. */
    public void clear(LabRecord own) {
        if (!read().equals(Optional.of(own))) {
            return;
        }
        try {
            Files.deleteIfExists(file());
            Files.deleteIfExists(folder.resolve("lab.token"));
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** Where the server writes what it says. */
    public Path log() {
        return folder.resolve("jupyter.log");
    }

    public Path folder() {
        return folder;
    }

    private Path file() {
        return folder.resolve("lab.json");
    }

    private Path secret(String name, String text) throws IOException {
        return new PrivateFolder(folder).write(name, text);
    }

    private Failure cannotWrite(IOException cause) {
        return Failure.failed("Cannot write in " + folder + ": " + Failure.reason(cause))
                .because(cause);
    }
}
