package dev.cellwatch.environment.report;

import dev.cellwatch.environment.console.Console;
import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.monitor.log.SampleLog;
import dev.cellwatch.monitor.sampling.Lease;
import dev.cellwatch.monitor.settings.Settings;
import dev.cellwatch.monitor.snapshot.Snapshot;
import dev.cellwatch.monitor.text.Durations;
import dev.cellwatch.monitor.text.FileTrouble;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Watches this machine on a terminal: a summary for each reading, and a line in the log. */
public final class Watch {

    private final Console console;
    private final Optional<SampleLog> log;
    private String told = "";

    /** @param file the file to append to */
    public Watch(Console console, Optional<Path> file) {
        this.console = console;
        this.log = file.map(Watch::open);
    }

    private static SampleLog open(Path file) {
        try {
            return SampleLog.open(file, SampleLog.USUAL_BYTES);
        } catch (IOException e) {
            throw Failure.usage("Cannot write " + file + ": " + FileTrouble.words(e) + ".")
                    .because(e);
        }
    }

    /** One moment; takes as long as a load takes to measure. */
    public static Snapshot snapshot(Settings settings) throws InterruptedException {
        try (Monitor monitor = Monitor.open(settings)) {
            return monitor.snapshot();
        }
    }

    /** Goes on until the time is over, or for ever when it is zero; Ctrl+C ends it with whole lines in the log. */
    public void run(Settings settings, Duration interval, Duration duration) throws InterruptedException {
        console.say("Watching this machine every " + Durations.text(interval)
                + (duration.isZero() ? "" : " for " + Durations.text(duration)) + ".");
        log.ifPresent(open -> console.say("Log file: " + open.file()));
        console.say("Press Ctrl+C to stop.");
        Thread farewell = new Thread(this::stopped, "cellwatch-farewell");
        Runtime.getRuntime().addShutdownHook(farewell); // what Ctrl+C runs
        try (Monitor monitor = Monitor.open(settings)) {
            Lease watching = monitor.watch(interval);
            follow(monitor, interval, duration);
            watching.close();
        }
        Runtime.getRuntime().removeShutdownHook(farewell);
        log.ifPresent(SampleLog::close);
        console.say("Done.");
    }

    private void stopped() {
        log.ifPresent(SampleLog::close); // waits for the line that is being written
        console.say("\nStopped.");
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
        log.ifPresent(open -> {
            open.append(snapshot);
            tell(open);
        });
    }

    /** Watching goes on without its log; what is wrong with it is said when it changes. */
    private void tell(SampleLog open) {
        String trouble = open.trouble()
                .map(why -> "Cannot write " + open.file() + ": " + why + ". It goes on when it can.")
                .orElse("");
        if (!trouble.equals(told)) {
            console.note(trouble.isEmpty() ? "The log is written again; " + open.missed() + " missing." : trouble);
        }
        told = trouble;
    }
}
