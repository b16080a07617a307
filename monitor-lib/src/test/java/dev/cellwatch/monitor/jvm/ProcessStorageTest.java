package dev.cellwatch.monitor.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessStorageTest {

    @TempDir
    Path proc;

    private static Sample read(ProcessStorage storage) {
        Sample.Builder sample = Sample.at(1000, Subject.JVM);
        storage.put(sample);
        return sample.build();
    }

    @Test
    void the_counters_are_read_anew_each_time() throws IOException {
        Path io = proc.resolve("io");
        ProcessStorage storage = new ProcessStorage(io);
        String text = "rchar: 9\nwchar: 8\nread_bytes: %d\nwrite_bytes: %d\ncancelled_write_bytes: 5\n";
        Files.writeString(io, String.format(text, 4096, 8192));
        assertEquals(4096, read(storage).get(JvmMetric.STORAGE_READ).orElseThrow());

        Files.writeString(io, String.format(text, 12288, 65536));
        Sample later = read(storage);
        assertEquals(12288, later.get(JvmMetric.STORAGE_READ).orElseThrow());
        assertEquals(65536, later.get(JvmMetric.STORAGE_WRITTEN).orElseThrow());
    }

    @Test
    void where_there_is_no_such_file_the_values_are_absent() {
        Sample sample = read(new ProcessStorage(proc.resolve("io")));
        assertTrue(sample.get(JvmMetric.STORAGE_READ).isEmpty());
        assertTrue(sample.get(JvmMetric.STORAGE_WRITTEN).isEmpty());
    }
}
