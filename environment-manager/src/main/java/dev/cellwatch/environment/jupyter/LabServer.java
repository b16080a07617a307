package dev.cellwatch.environment.jupyter;

import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.console.Progress;
import dev.cellwatch.environment.process.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Starts and stops the one JupyterLab of this user. */
public final class LabServer {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final int LOG_LINES_SHOWN = 15;

    private final Machine machine;
    private final LabRecords records;

    public LabServer(Machine machine) {
        this.machine = machine;
        this.records = new LabRecords(machine.layout().jupyterState());
    }

    public Optional<LabRecord> running() {
        return records.running();
    }

    /** Where it writes what it says. */
    Path log() {
        return records.log();
    }

    /** Starts it, apart from this process; it answers a few seconds later. */
    public LabRecord launch(int port, boolean demo) {
        String token = newToken();
        Invocation invocation = machine.commandLine().detached(port, demo);
        return record(machine.programs().detach(invocation, freshLog()), port, token, demo);
    }

    /** Writes down that this process is about to be the one that runs it. */
    public LabRecord announce(int port, boolean demo) {
        return record(ProcessHandle.current(), port, newToken(), demo);
    }

    /**
     * Runs what was announced on this terminal, until it ends; gives its exit code.
     *
     * @param answers what to do, on another thread, as soon as it answers
     */
    public int runAttached(LabRecord announced, Runnable answers) {
        boolean demo = announced.setup().demo();
        Thread waiting = new Thread(() -> whenAnswering(announced, answers), "cellwatch-first-answer");
        waiting.setDaemon(true);
        waiting.start();
        try {
            return machine.programs().attach(machine.commandLine().attached(announced.port(), demo));
        } finally {
            waiting.interrupt();
            records.clear(announced);
        }
    }

    private static void whenAnswering(LabRecord announced, Runnable answers) {
        LabApi api = new LabApi(announced.address());
        try {
            while (!api.answers()) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            if (!Thread.currentThread().isInterrupted()) {
                answers.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it ended before it answered
        }
    }

    private LabRecord record(ProcessHandle process, int port, String token, boolean demo) {
        LabRecord.Setup setup = new LabRecord.Setup(machine.layout().root().toString(), demo);
        LabRecord record = new LabRecord(LabRecord.Identity.of(process), port, token, setup);
        records.write(record);
        return record;
    }

    /**
     * Waits until it answers, as one that has just been started takes a few seconds; gives whether it does, or has ended
     * because somebody else took its port in the meantime.
     */
    public boolean awaitAnswer(LabRecord record) {
        LabApi api = new LabApi(record.address());
        try (Progress progress =
                machine.console().progress("Starting JupyterLab").started()) {
            if (!progress.await(() -> api.answers() || record.alive().isEmpty(), START_LIMIT)) {
                throw Failure.failed("JupyterLab (process " + record.process().pid() + ") does not answer on port "
                        + record.port() + "; see " + records.log());
            }
        }
        if (record.alive().isPresent()) {
            return true;
        }
        records.clear(record);
        if (!FreePort.isFree(record.port())) {
            return false;
        }
        throw Failure.failed("JupyterLab ended as soon as it started; its last words:\n" + lastWords());
    }

    /** Asks it to end, with its kernels, and insists after twenty seconds; gives whether there was one. */
    public boolean stop() {
        Optional<LabRecord> record = records.running();
        record.flatMap(LabRecord::alive).ifPresent(this::end);
        records.read().ifPresent(records::clear);
        return record.isPresent();
    }

    private void end(ProcessHandle server) {
        List<ProcessHandle> kernels = server.descendants().toList();
        try (Progress progress =
                machine.console().progress("Stopping JupyterLab").started()) {
            server.destroy();
            progress.await(() -> !server.isAlive(), STOP_LIMIT);
        }
        if (server.isAlive()) {
            server.destroyForcibly();
        }
        kernels.forEach(ProcessHandle::destroyForcibly);
    }

    private String newToken() {
        String token = LabToken.fresh();
        records.writeToken(token);
        return token;
    }

    private Path freshLog() {
        try {
            Files.deleteIfExists(records.log());
            return records.log();
        } catch (IOException e) {
            throw Failure.failed("Cannot write " + records.log() + ": " + e.getMessage())
                    .because(e);
        }
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(records.log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
        } catch (IOException e) {
            return "(nothing)";
        }
    }
}
