package dev.cellwatch.monitor.host;

import dev.cellwatch.monitor.text.Secrets;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * The processes of this machine, read when somebody asks and kept for two seconds. CPU use needs two readings: the
 * first time they are taken 300 ms apart, later the one before serves. Thread-safe.
 */
public final class Processes {

    private static final int COMMAND_LENGTH = 100;
    /** Looking for secrets takes time that grows with the length; the mask may shorten what is shown. */
    private static final int MASKED_LENGTH = 1000;

    private static final Duration KEEP = Duration.ofSeconds(2);
    private static final long FIRST_PAUSE_MILLIS = 300;

    private final ProcessSource source;
    private final Pause pause;
    private final Kept<List<HostProcess>> kept;
    private Map<Integer, ProcessSource.Reading> before = Map.of();

    Processes(ProcessSource source) {
        this(source, System::nanoTime, Thread::sleep);
    }

    Processes(ProcessSource source, LongSupplier nanoClock, Pause pause) {
        this.source = source;
        this.pause = pause;
        this.kept = new Kept<>(this::read, KEEP, nanoClock);
    }

    /** The {@code count} processes that use most of the machine's CPU and memory together, the greediest first. */
    public List<HostProcess> top(int count) {
        return kept.get().stream().limit(count).toList();
    }

    private List<HostProcess> read() {
        if (before.isEmpty()) {
            before = byPid(source.read());
            waitAMoment();
        }
        List<ProcessSource.Reading> now = source.read();
        double memoryTotal = source.memoryTotal();
        int cpus = Math.max(1, source.cpuCount());
        List<HostProcess> processes =
                now.stream().map(reading -> process(reading, memoryTotal)).toList();
        before = byPid(now);
        Comparator<HostProcess> byUse =
                Comparator.comparingDouble(process -> process.cpuRatio().orElse(0) / cpus + process.memoryRatio());
        return processes.stream().sorted(byUse.reversed()).toList();
    }

    private void waitAMoment() {
        try {
            pause.millis(FIRST_PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // goes on without CPU use, at once
        }
    }

    private HostProcess process(ProcessSource.Reading now, double memoryTotal) {
        ProcessSource.Identity identity = now.identity();
        return new HostProcess(
                now.pid(),
                identity.name(),
                identity.user(),
                cpuRatio(now),
                memoryTotal > 0 ? now.residentBytes() / memoryTotal : 0,
                now.residentBytes(),
                identity.status(),
                shortened(Secrets.mask(shortened(identity.command(), MASKED_LENGTH)), COMMAND_LENGTH));
    }

    private OptionalDouble cpuRatio(ProcessSource.Reading now) {
        ProcessSource.Reading last = before.get(now.pid());
        if (last == null || !last.isSameAs(now) || now.atMillis() <= last.atMillis()) {
            return OptionalDouble.empty();
        }
        double millis = now.atMillis() - last.atMillis();
        return OptionalDouble.of(Math.max(0, now.cpuMillis() - last.cpuMillis()) / millis);
    }

    private static String shortened(String command, int length) {
        return command.length() <= length ? command : command.substring(0, length);
    }

    private static Map<Integer, ProcessSource.Reading> byPid(List<ProcessSource.Reading> readings) {
        Map<Integer, ProcessSource.Reading> byPid = new HashMap<>();
        readings.forEach(reading -> byPid.put(reading.pid(), reading));
        return byPid;
    }

    /** How to wait. */
    interface Pause {
        void millis(long millis) throws InterruptedException;
    }
}
