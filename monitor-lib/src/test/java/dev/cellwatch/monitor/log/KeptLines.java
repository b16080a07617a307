package dev.cellwatch.monitor.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** Keeps lines; refuses them, or hangs, while it is told to. */
final class KeptLines implements Lines {

    private static final ObjectMapper JSON = new ObjectMapper();

    final List<String> all = new ArrayList<>();
    final CountDownLatch reached = new CountDownLatch(1);
    final CountDownLatch hanging;
    private int refusals;
    boolean closed;

    KeptLines() {
        this(new CountDownLatch(0));
    }

    /** It is full for so many lines. */
    static KeptLines full(int refusals, CountDownLatch hanging) {
        KeptLines lines = new KeptLines(hanging);
        lines.refusals = refusals;
        return lines;
    }

    KeptLines(CountDownLatch hanging) {
        this.hanging = hanging;
    }

    @Override
    public void append(String line) throws IOException {
        reached.countDown();
        try {
            hanging.await();
        } catch (InterruptedException stop) {
            throw new IOException(stop);
        }
        if (refusals-- > 0) {
            throw new FileSystemException("f", null, "No space left on device");
        }
        all.addAll(List.of(line.split("\n")));
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public Optional<Path> file() {
        return Optional.empty();
    }

    List<JsonNode> records() {
        List<JsonNode> records = new ArrayList<>();
        for (String line : all) {
            try {
                records.add(JSON.readTree(line));
            } catch (IOException broken) {
                throw new AssertionError(line, broken);
            }
        }
        return records;
    }

    List<String> of(Function<JsonNode, Object> what) {
        return records().stream().map(what).map(String::valueOf).toList();
    }
}
