package dev.cellwatch.environment.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cellwatch.environment.console.Console;
import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.sampling.Lease;
import dev.cellwatch.monitor.settings.Settings;
import dev.cellwatch.monitor.snapshot.Snapshot;
import dev.cellwatch.monitor.text.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Watches this machine on a terminal: a summary for each reading, and a line in the log. */
public final class Watch {

    private final Console console;
    private final Optional<Path> log;

    /** @param log the file to append to */
    public Watch(Console console, Optional<Path> log) {
        this.console = console;
        this.log = log;
    }

    /** One moment; takes as long as a load takes to measure. */
    public static Snapshot snapshot(Settings settings) throws InterruptedException {
        try (Monitor monitor = Monitor.open(settings)) {
            return monitor.snapshot();
        }
    }

    /** Goes on until the time is over, or for ever when it is zero; Ctrl+C ends it with whole lines in the log. */
    public void run(Settings settings, Duration interval, Duration duration) throws InterruptedException {
        log.ifPresent(this::requireWritable);
        console.say("Watching this machine every " + Durations.text(interval)
                + (duration.isZero() ? "" : " for " + Durations.text(duration)) + ".");
        log.ifPresent(file -> console.say("Log file: " + file.toAbsolutePath()));
        console.say("Press Ctrl+C to stop.");
        Thread farewell = new Thread(() -> console.say("\nStopped."), "cellwatch-farewell");
        Runtime.getRuntime().addShutdownHook(farewell); // what Ctrl+C runs
        try (Monitor monitor = Monitor.open(settings)) {
            Lease watching = monitor.watch(interval);
            follow(monitor, interval, duration);
            watching.close();
        }
        Runtime.getRuntime().removeShutdownHook(farewell);
        console.say("Done.");
    }

    private void follow(Monitor monitor, Duration interval, Duration duration) throws InterruptedException {
        show(monitor.snapshot());
        long next = System.nanoTime();
        long end = next + duration.toNanos();
        while (duration.isZero() || next + interval.toNanos() <= end) {
            next += interval.toNanos();
            TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
            show(monitor.snapshot());
        }
    }

    private void show(Snapshot snapshot) {
        console.say("");
        console.say(snapshot.summary().stripTrailing());
        log.ifPresent(file -> append(file, snapshot));
    }

    private void requireWritable(Path file) {
        try {
            Files.writeString(file, "", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw Failure.usage("Cannot write " + file + ": its folder is not there, or it is closed to you.")
                    .because(e);
        }
    }

    /** In one write, so that a line is there whole or not at all when the process is ended. */
    private static void append(Path file, Snapshot snapshot) {
        try {
            String line = new ObjectMapper().writeValueAsString(snapshot.tree());
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw Failure.failed("Cannot write " + file + ": " + e.getMessage()).because(e);
        }
    }
}
