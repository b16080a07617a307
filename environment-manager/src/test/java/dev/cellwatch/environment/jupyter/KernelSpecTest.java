package dev.cellwatch.environment.jupyter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelSpecTest {

    private static final String AS_JJAVA_SHIPS_IT = """
            {
                "argv": ["java", "-jar", "{resource_dir}/jjava-launcher.jar", "{connection_file}"],
                "display_name": "Java (jjava)",
                "env": {
                },
                "language": "java"
            }""";

    @TempDir
    Path data;

    private Path file;
    private Path store;
    private KernelSpec spec;

    @BeforeEach
    void prepare() throws IOException {
        file = data.resolve("kernels/java/kernel.json");
        store = data.resolve("cellwatch");
        spec = new KernelSpec(data, store);
        Files.createDirectories(file.getParent());
        Files.writeString(file, AS_JJAVA_SHIPS_IT);
    }

    @Test
    void kernels_get_the_jars_and_later_none_and_the_file_is_the_same_to_the_byte() throws IOException {
        byte[] before = Files.readAllBytes(file);
        spec.wire(List.of(store.resolve("a/cellwatch.jar")));
        assertTrue(spec.isWired());
        assertEquals(store + "/a/cellwatch.jar", classPath());
        spec.unwire();
        assertFalse(spec.isWired());
        assertArrayEquals(before, Files.readAllBytes(file));
        assertEquals(List.of("kernel.json"), folder());
    }

    @Test
    void wiring_again_replaces_the_jars_and_keeps_the_first_backup() throws IOException {
        spec.wire(List.of(store.resolve("a/cellwatch.jar")));
        spec.wire(List.of(store.resolve("b/cellwatch.jar")));
        assertEquals(store + "/b/cellwatch.jar", classPath());
        spec.unwire();
        assertEquals(AS_JJAVA_SHIPS_IT, Files.readString(file));
    }

    @Test
    void a_class_path_of_the_user_stays_in_front() throws IOException {
        Files.writeString(
                file, AS_JJAVA_SHIPS_IT.replace("\"env\": {", "\"env\": {\"JJAVA_CLASSPATH\": \"/mine.jar\""));
        byte[] before = Files.readAllBytes(file);
        spec.wire(List.of(store.resolve("cellwatch.jar")));
        assertEquals("/mine.jar:" + store + "/cellwatch.jar", classPath());
        spec.unwire();
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void what_the_user_changed_after_installing_survives_uninstalling() throws IOException {
        spec.wire(List.of(store.resolve("cellwatch.jar")));
        Files.writeString(file, Files.readString(file).replace("Java (jjava)", "My Java"));
        spec.unwire();
        assertEquals("My Java", read().path("display_name").asText());
        assertFalse(spec.isWired());
    }

    @Test
    void a_kernel_that_was_reinstalled_in_between_is_left_as_it_is() throws IOException {
        spec.wire(List.of(store.resolve("cellwatch.jar")));
        String newer = AS_JJAVA_SHIPS_IT.replace("Java (jjava)", "Java (newer)");
        Files.writeString(file, newer);
        spec.unwire();
        assertEquals(newer, Files.readString(file));
        assertEquals(List.of("kernel.json"), folder());
    }

    @Test
    void a_dollar_sign_in_a_path_is_not_taken_for_a_variable_by_jupyter() throws IOException {
        KernelSpec odd = new KernelSpec(data, Path.of("/srv/$HOME/cellwatch"));
        odd.wire(List.of(Path.of("/srv/$HOME/cellwatch/cellwatch.jar")));
        assertEquals("/srv/$$HOME/cellwatch/cellwatch.jar", classPath());
        assertTrue(odd.isWired());
    }

    @Test
    void the_file_stays_readable_for_the_others_who_share_the_prefix() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        spec.wire(List.of(store.resolve("cellwatch.jar")));
        assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void a_java_kernel_that_is_not_jjava_is_told_apart() throws IOException {
        assertTrue(spec.isJJava());
        Files.writeString(file, AS_JJAVA_SHIPS_IT.replace("jjava-launcher", "another-kernel"));
        assertFalse(spec.isJJava());
        Files.delete(file);
        assertFalse(spec.isJJava());
    }

    private JsonNode read() throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    private String classPath() throws IOException {
        return read().path("env").path("JJAVA_CLASSPATH").asText();
    }

    private List<String> folder() throws IOException {
        try (var files = Files.list(file.getParent())) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }
}
