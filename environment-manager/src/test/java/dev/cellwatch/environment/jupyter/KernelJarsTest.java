package dev.cellwatch.environment.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelJarsTest {

    @TempDir
    private Path folder;

    @Test
    void a_rebuild_leaves_the_jars_that_a_kernel_may_still_read() throws IOException {
        Path first = build("one");
        Path second = build("two");
        jars().removeOthers();
        assertTrue(Files.isRegularFile(first), "in use a moment ago");
        Files.setLastModifiedTime(first.getParent(), FileTime.from(Instant.now().minus(Duration.ofDays(8))));
        jars().removeOthers();
        assertFalse(Files.exists(first.getParent()));
        assertTrue(Files.isRegularFile(second));
    }

    private Path build(String content) throws IOException {
        Files.createDirectories(folder.resolve("built"));
        Files.writeString(folder.resolve("built").resolve("cellwatch.jar"), content);
        Path jar = jars().install().get(0);
        assertEquals(content, Files.readString(jar));
        return jar;
    }

    private KernelJars jars() {
        return new KernelJars(folder.resolve("built"), folder.resolve("store"));
    }
}
