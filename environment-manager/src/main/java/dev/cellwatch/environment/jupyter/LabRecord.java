package dev.cellwatch.environment.jupyter;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The JupyterLab that an earlier start left running.
 *
 * @param process which process it is
 * @param port where it listens, on this machine alone
 * @param token what opens it
 * @param setup what it was started with
 */
public record LabRecord(Identity process, int port, String token, Setup setup) {

    // the start time is derived from ticks since boot and shifts a little when the clock is set
    private static final Duration START_TOLERANCE = Duration.ofSeconds(5);

    /**
     * A process, told apart from a later one with the same number.
     *
     * @param pid its number
     * @param startedMillis when it started, milliseconds since the epoch; 0 where the system does not say
     */
    public record Identity(long pid, long startedMillis) {

        static Identity of(ProcessHandle handle) {
            return new Identity(
                    handle.pid(),
                    handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
        }
    }

    /**
     * What it was started with.
     *
     * @param root the project's folder
     * @param demo whether kernels show synthetic GPUs
     */
    public record Setup(String root, boolean demo) {}

    /** The process, while it is the one that was started: a number may have been given to another program since. */
    public Optional<ProcessHandle> alive() {
        return ProcessHandle.of(process.pid()).filter(ProcessHandle::isAlive).filter(this::isOurs);
    }

    private boolean isOurs(ProcessHandle handle) {
        long actual = handle.info().startInstant().map(Instant::toEpochMilli).orElse(process.startedMillis());
        return Math.abs(actual - process.startedMillis()) <= START_TOLERANCE.toMillis();
    }

    public LabAddress address() {
        return new LabAddress(port, token);
    }
}
