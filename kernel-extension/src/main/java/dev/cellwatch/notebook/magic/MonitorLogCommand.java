package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.text.FileTrouble;
import dev.cellwatch.monitor.text.Nearest;
import dev.cellwatch.monitor.text.Sizes;
import dev.cellwatch.notebook.display.Bundle;
import dev.cellwatch.notebook.live.LiveLog;
import dev.cellwatch.notebook.live.LiveLogs;
import dev.cellwatch.notebook.overview.LogOverview;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code %monitor_log}: snapshots as lines of JSON in a file. */
@Command(
        description = {
            "A log of GPUs, CPU, memory, disk and network: a line of JSON in a file, every few seconds.",
            "It returns at once and goes on while later cells run, until it is stopped or the kernel ends.",
            "",
            "%%monitor_log metrics.jsonl         every 5 seconds, after what the file holds",
            "%%monitor_log metrics.jsonl 1       every second",
            "%%monitor_log list                  what is logged, and how it goes",
            "%%monitor_log stop metrics.jsonl    ends that log (no file: the newest; or all)",
            ""
        },
        sortOptions = false)
final class MonitorLogCommand implements Runnable {

    private static final String LIST = "list";
    private static final String STOP = "stop";
    private static final long SMALLEST = 4096;

    private final MagicContext context;
    private final LiveLogs logs;

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "The file to append to.")
    @Nullable
    String file;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "INTERVAL",
            defaultValue = "5",
            description = "Time between two lines, from 0.25 s. ${DEFAULT-VALUE} if left out.")
    String interval = "5";

    @Option(
            names = "--max-size",
            paramLabel = "SIZE",
            defaultValue = "64MiB",
            description = "The size at which FILE becomes FILE.1; three such are kept. ${DEFAULT-VALUE} if left out.")
    String maxSize = "64MiB";

    MonitorLogCommand(MagicContext context, LiveLogs logs) {
        this.context = context;
        this.logs = logs;
    }

    CommandLine line() {
        return new CommandLine(this).addSubcommand(new ListRunning()).addSubcommand(new Stop());
    }

    @Override
    public void run() {
        Path path = path();
        Duration every = IntervalOption.parse(interval);
        try {
            logs.start(path, maxBytes(), every, context.display());
        } catch (IOException refused) {
            throw new MagicException("Cannot write " + path + ": " + FileTrouble.words(refused) + ".");
        }
    }

    private Path path() {
        if (file == null) {
            throw new MagicException(
                    "%monitor_log needs a file: \"%monitor_log metrics.jsonl\". See %monitor_log --help.");
        }
        Nearest.to(file, List.of(LIST, STOP)).ifPresent(word -> {
            throw new MagicException("%monitor_log does not know \"" + file + "\". Did you mean \"" + word + "\"?");
        });
        Path path = FilePath.of(file);
        if (logs.running().stream().anyMatch(log -> log.file().equals(path))) {
            throw new MagicException(
                    path + " is being written already; \"%monitor_log stop " + file + "\" ends that log.");
        }
        if (logs.running().size() >= LiveLogs.MOST) {
            throw new MagicException("At most " + LiveLogs.MOST + " logs run at once; \"%monitor_log stop\" ends one.");
        }
        return path;
    }

    private long maxBytes() {
        return Sizes.parse(maxSize)
                .filter(bytes -> bytes >= SMALLEST)
                .orElseThrow(() ->
                        new MagicException("A size is from 4KiB, such as 500K, 64MiB or 1G, not \"" + maxSize + "\"."));
    }

    /** {@code %monitor_log list}. */
    @Command(name = LIST, description = "What is logged, and how it goes.")
    private final class ListRunning implements Runnable {
        @Override
        public void run() {
            context.display()
                    .show(LogOverview.of(logs.running(), ZoneId.systemDefault()).bundle());
        }
    }

    /** {@code %monitor_log stop}. */
    @Command(name = STOP, description = "Ends a log; its file stays.")
    private final class Stop implements Runnable {
        @Parameters(arity = "0..1", paramLabel = "FILE|all", description = "Which; the newest if left out.")
        private @Nullable String which;

        @Override
        public void run() {
            List<LiveLog> running = logs.running();
            if (running.isEmpty() && (which == null || "all".equals(which))) {
                context.display().show(Bundle.text("Nothing is logged."));
            } else if ("all".equals(which)) {
                running.forEach(this::stop);
            } else {
                stop(which == null ? running.get(running.size() - 1) : find(which, running));
            }
        }

        private void stop(LiveLog log) {
            logs.stop(log);
            context.display()
                    .show(Bundle.text("The log " + log.file() + " was stopped after " + log.lines()
                            + (log.lines() == 1 ? " line." : " lines.")));
        }

        private static LiveLog find(String named, List<LiveLog> running) {
            Path path = FilePath.of(named);
            Optional<LiveLog> byName = running.stream()
                    .filter(log -> named.equals(String.valueOf(log.file().getFileName())))
                    .findFirst();
            return running.stream()
                    .filter(log -> log.file().equals(path))
                    .findFirst()
                    .or(() -> byName)
                    .orElseThrow(() -> unknown(named, running));
        }

        private static MagicException unknown(String named, List<LiveLog> running) {
            String names = running.stream().map(log -> log.file().toString()).collect(Collectors.joining(", "));
            return new MagicException("There is no log \"" + named + "\"; "
                    + (names.isEmpty() ? "none runs." : "these run: " + names + "."));
        }
    }
}
