package dev.cellwatch.environment.process;

import dev.cellwatch.environment.console.Failure;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The programs of this machine. Thread-safe. */
public final class SystemPrograms implements Programs {

    private static final File NOTHING = new File("/dev/null");

    private final Set<Process> attached = ConcurrentHashMap.newKeySet();
    private volatile boolean ending;

    public SystemPrograms() {
        // a program that outlived an interrupted start would go on writing into what the next start cleans up
        Runtime.getRuntime().addShutdownHook(new Thread(this::endAttached, "cellwatch-end-programs"));
    }

    @Override
    public Outcome run(Invocation invocation) {
        try {
            // a file for one of the two streams, so that neither can block the other
            Path errors = Files.createTempFile("cellwatch", ".err");
            try {
                Process process = begin(builder(invocation).redirectError(errors.toFile()));
                limit(process, invocation);
                feed(process, invocation);
                String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return new Outcome(result(process), out, Files.readString(errors));
            } finally {
                Files.deleteIfExists(errors);
            }
        } catch (IOException e) {
            holdWhileEnding();
            return new Outcome(Outcome.NOT_FOUND, "", String.valueOf(e.getMessage()));
        }
    }

    @Override
    public int follow(Invocation invocation, Consumer<String> line) {
        try {
            Process process = begin(builder(invocation).redirectErrorStream(true));
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                    line.accept(text);
                }
            }
            return result(process);
        } catch (IOException e) {
            holdWhileEnding(); // then it was we who closed what it wrote to
            return Outcome.NOT_FOUND;
        }
    }

    @Override
    public int attach(Invocation invocation) {
        try {
            return await(begin(builder(invocation).inheritIO()));
        } catch (IOException e) {
            return Outcome.NOT_FOUND;
        }
    }

    @Override
    public ProcessHandle detach(Invocation invocation, Path log) {
        try {
            return builder(invocation)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start()
                    .toHandle();
        } catch (IOException e) {
            throw Failure.missing("Cannot start " + invocation.argv().get(0) + ": " + e.getMessage())
                    .because(e);
        }
    }

    private static ProcessBuilder builder(Invocation invocation) {
        ProcessBuilder builder = new ProcessBuilder(invocation.argv());
        if (invocation.input().isEmpty()) {
            builder.redirectInput(NOTHING);
        }
        invocation.directory().ifPresent(directory -> builder.directory(directory.toFile()));
        Map<String, String> environment = builder.environment();
        for (Map.Entry<String, Optional<String>> change : invocation.changes().entrySet()) {
            change.getValue()
                    .ifPresentOrElse(
                            value -> environment.put(change.getKey(), value),
                            () -> environment.remove(change.getKey()));
        }
        return builder;
    }

    private static void limit(Process process, Invocation invocation) {
        if (invocation.limit().isPresent()) {
            CompletableFuture<Process> unused = process.onExit()
                    .orTimeout(invocation.limit().get().toMillis(), TimeUnit.MILLISECONDS)
                    .whenComplete((ended, late) -> {
                        if (late != null) {
                            process.descendants().forEach(ProcessHandle::destroyForcibly);
                            process.destroyForcibly();
                        }
                    });
        }
    }

    private static void feed(Process process, Invocation invocation) {
        if (invocation.input().isPresent()) {
            try (OutputStream in = process.getOutputStream()) {
                in.write(invocation.input().get().getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                return; // it ended without reading; its exit code tells
            }
        }
    }

    private Process begin(ProcessBuilder builder) throws IOException {
        holdWhileEnding(); // what is begun now would outlive this process, and be in the way of the next
        Process process = builder.start();
        attached.add(process);
        if (ending) {
            process.destroy();
            stop();
        }
        return process;
    }

    private int result(Process process) {
        int exitCode = await(process);
        holdWhileEnding();
        return exitCode;
    }

    /** How a program ends while this one does is our own doing, and no failure for anybody to tell. */
    private void holdWhileEnding() {
        if (ending) {
            stop();
        }
    }

    private int await(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
            throw Failure.failed("Interrupted.").because(e);
        } finally {
            attached.remove(process);
        }
    }

    /** Holds this thread until the process is gone. */
    private static void stop() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.failed("Interrupted.").because(e);
        }
    }

    void endAttached() {
        ending = true;
        for (Process process : attached) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
        for (Process process : attached) {
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
