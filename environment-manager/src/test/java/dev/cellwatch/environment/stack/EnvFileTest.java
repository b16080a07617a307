package dev.cellwatch.environment.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvFileTest {

    @TempDir
    Path folder;

    @Test
    void what_is_written_is_read_again_whatever_stands_in_a_path() throws IOException {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("PLAIN", "/srv/state");
        variables.put("ODD", "/home/o'neil/a $HOME \"b\" #c\\d");
        Path file = Files.writeString(folder.resolve("stack.env"), EnvFile.text(variables));
        assertEquals(variables, EnvFile.read(file));
    }

    @Test
    void comments_and_plain_values_are_read_too() throws IOException {
        Path file = Files.writeString(folder.resolve("versions.env"), "# images\nA_IMAGE=x:1@sha256:2\n\n");
        assertEquals(Map.of("A_IMAGE", "x:1@sha256:2"), EnvFile.read(file));
        assertEquals(Map.of(), EnvFile.read(folder.resolve("absent")));
    }
}
