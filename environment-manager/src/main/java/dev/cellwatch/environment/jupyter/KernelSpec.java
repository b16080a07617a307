package dev.cellwatch.environment.jupyter;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cellwatch.environment.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * JJava's kernel specification in one Jupyter data folder: adds jars to the class path of its kernels, and takes them
 * away again. What stood there before is kept beside it, byte for byte.
 */
final class KernelSpec {

    private static final String CLASS_PATH = "JJAVA_CLASSPATH";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Path backup;
    private final String ours;

    /**
     * @param data the Jupyter data folder
     * @param store the folder in which every jar of ours stands
     */
    KernelSpec(Path data, Path store) {
        this.file = data.resolve("kernels").resolve("java").resolve("kernel.json");
        this.backup = file.resolveSibling("kernel.json.before-cellwatch");
        this.ours = escaped(store + "/");
    }

    /** Whether there is a Java kernel, and it is JJava. */
    boolean isJJava() throws IOException {
        return Files.isRegularFile(file) && read(file).path("argv").toString().contains("jjava");
    }

    /** Whether kernels started from now on have the jars. */
    boolean isWired() throws IOException {
        return Files.isRegularFile(file) && classPath(read(file)).stream().anyMatch(this::isOurs);
    }

    /** Puts the jars on the class path, behind what a user has put there. */
    void wire(List<Path> jars) throws IOException {
        ObjectNode spec = read(file);
        if (!isWired()) {
            Files.copy(file, backup, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        }
        List<String> path = new ArrayList<>(classPath(spec));
        path.removeIf(this::isOurs);
        jars.forEach(jar -> path.add(escaped(jar.toString())));
        spec.withObjectProperty("env").put(CLASS_PATH, String.join(":", path));
        write(JSON.writer(printer()).writeValueAsBytes(spec));
    }

    /** Puts back what was there before; keeps what somebody else has changed since. */
    void unwire() throws IOException {
        if (isWired()) {
            ObjectNode spec = read(file);
            takeOut(spec);
            boolean untouched = Files.exists(backup) && spec.equals(withoutEmptyEnv(read(backup)));
            write(
                    untouched
                            ? Files.readAllBytes(backup)
                            : JSON.writer(printer()).writeValueAsBytes(spec));
        }
        Files.deleteIfExists(backup);
    }

    private void takeOut(ObjectNode spec) {
        List<String> path = new ArrayList<>(classPath(spec));
        path.removeIf(this::isOurs);
        if (path.isEmpty()) {
            spec.withObjectProperty("env").remove(CLASS_PATH);
        } else {
            spec.withObjectProperty("env").put(CLASS_PATH, String.join(":", path));
        }
        withoutEmptyEnv(spec);
    }

    private static ObjectNode withoutEmptyEnv(ObjectNode spec) {
        if (spec.path("env").isEmpty()) {
            spec.remove("env");
        }
        return spec;
    }

    private boolean isOurs(String entry) {
        return entry.startsWith(ours);
    }

    private static List<String> classPath(JsonNode spec) {
        String path = spec.path("env").path(CLASS_PATH).asText();
        return path.isEmpty() ? List.of() : List.of(path.split(":", -1));
    }

    /** Jupyter fills in variables in these values; a dollar sign of a path is none. */
    private static String escaped(String path) {
        return path.replace("$", "$$");
    }

    private static ObjectNode read(Path path) throws IOException {
        if (JSON.readTree(Files.readAllBytes(path)) instanceof ObjectNode spec) {
            return spec;
        }
        throw Failure.failed(path + " is not a kernel specification.");
    }

    private void write(byte[] content) throws IOException {
        Path draft = file.resolveSibling("kernel.json.draft");
        Files.copy(file, draft, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        Files.write(draft, content); // into the copy, which has the file's owner and permissions
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static DefaultPrettyPrinter printer() {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        return printer;
    }
}
