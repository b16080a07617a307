package dev.cellwatch.monitor.gpu;

import dev.cellwatch.monitor.gpu.nvml.NvmlException;
import dev.cellwatch.monitor.gpu.nvml.NvmlSource;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.sampling.Probe;
import dev.cellwatch.monitor.sampling.ProbeException;
import dev.cellwatch.monitor.sampling.Tick;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads NVIDIA GPUs through NVML: {@code new GpuProbe(NvmlSource.driver(Optional.empty()), Set.of())}. The library is
 * loaded by the first read, on the sampling thread, and let go by {@link #rest}. A lost driver is looked for at every
 * read; a GPU lost beside others that work, at the next one and after that every ten seconds. Thread-safe; {@link
 * #inventory} never calls the driver.
 */
public final class GpuProbe implements Probe {

    /** Starting a driver can take seconds: not again and again for a GPU that stays lost. */
    private static final long RESTART_MILLIS = 10_000;

    private final NvmlSource source;
    private final Set<GpuExtra> extras;
    private final ReentrantLock driver = new ReentrantLock();
    private final XidCounts xids = new XidCounts();
    private final ProcessNames names;
    private final AtomicReference<@Nullable CompletableFuture<Map<String, Long>>> peaksAsked = new AtomicReference<>();
    private @Nullable NvmlSession session;
    private long restartAtMillis = Long.MIN_VALUE;
    private volatile GpuInventory inventory;

    /**
     * @param source where NVML comes from
     * @param extras what else is to be read than what costs little
     */
    public GpuProbe(NvmlSource source, Set<GpuExtra> extras) {
        this.source = source;
        this.extras = Set.copyOf(extras);
        this.names = new ProcessNames(Path.of("/proc"), source.demo());
        this.inventory = GpuInventory.without(source.reasonBeforeReading(), source.demo());
    }

    @Override
    public String name() {
        return "gpu";
    }

    /** Which GPUs there are and who uses them, as of the last slow tick; from any thread, at once. */
    public GpuInventory inventory() {
        return inventory;
    }

    /**
     * The most memory in bytes that this process ever held on each GPU, by uuid, as of the next reading of all tiers;
     * without those where the driver does not count it. Never calls the driver: whoever asks has everything read then,
     * and does without it where no reading comes.
     */
    public CompletableFuture<Map<String, Long>> accountedPeaks() {
        return peaksAsked.updateAndGet(asked -> asked == null ? new CompletableFuture<>() : asked);
    }

    @Override
    public void read(Tick tick, Consumer<Sample> out) throws ProbeException {
        if (!driver.tryLock()) {
            throw new ProbeException("The NVIDIA driver has not answered an earlier call yet.");
        }
        try {
            readAll(tick, out);
        } catch (NvmlException failed) {
            String reason = String.valueOf(failed.getMessage());
            inventory = GpuInventory.without(reason, source.demo());
            close();
            throw new ProbeException(reason, failed);
        } finally {
            driver.unlock();
        }
    }

    /** Not before its time, unless the clock was set back. */
    private boolean isRestartDue(long nowMillis) {
        return nowMillis >= restartAtMillis || nowMillis < restartAtMillis - RESTART_MILLIS;
    }

    private void readAll(Tick tick, Consumer<Sample> out) throws NvmlException {
        if (session != null && session.isStale() && isRestartDue(tick.timeMillis())) {
            restartAtMillis = tick.timeMillis() + RESTART_MILLIS;
            close();
        }
        boolean opens = session == null;
        if (session == null) {
            session = NvmlSession.open(source.open(), xids, names);
        }
        List<Sample> samples = new ArrayList<>();
        session.read(tick, extras, samples::add);
        if (tick.slow() || opens || session.isStale()) {
            inventory = session.inventory(source.demo()); // before anybody can see a sample and ask whose it is
        }
        samples.forEach(out);
        if (tick.slow()) {
            answer(session, peaksAsked.getAndSet(null));
        }
    }

    private static void answer(NvmlSession session, @Nullable CompletableFuture<Map<String, Long>> asked) {
        if (asked != null) {
            asked.complete(session.accountedPeaks());
        }
    }

    /** Lets the driver go, so that a laptop's GPU can sleep; not while a call hangs in it. */
    @Override
    public void rest() {
        if (driver.tryLock()) {
            try {
                close();
            } finally {
                driver.unlock();
            }
        }
    }

    private void close() {
        if (session != null) {
            session.close();
            session = null;
        }
    }
}
