package dev.cellwatch.monitor.snapshot;

import dev.cellwatch.monitor.gpu.GpuInventory;
import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.text.Times;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Makes snapshots of what was sampled last: {@code new Snapshots(history, inventory, clock).now()}. Thread-safe. */
public final class Snapshots {

    private final History history;
    private final Supplier<GpuInventory> inventory;
    private final Clock clock;
    private final Instant made;

    public Snapshots(History history, Supplier<GpuInventory> inventory, Clock clock) {
        this.history = history;
        this.inventory = inventory;
        this.clock = clock;
        this.made = clock.instant();
    }

    /** The newest values; those that nobody has read lately are null, so have somebody watch first. */
    public Snapshot now() {
        Instant now = clock.instant();
        Latest latest = new Latest(history, now.toEpochMilli());
        HostBranches host = new HostBranches(latest);
        double uptime = Duration.between(made, now).toMillis() / 1000.0;
        return new Snapshot(new Branch()
                .put("timestamp", Times.utc(now.toEpochMilli()))
                .put("uptime", OptionalDouble.of(uptime))
                .put("gpu", new GpuBranches(latest).of(inventory.get().gpus()))
                .put("cpu", host.cpu())
                .put("memory", host.memory())
                .put("disk", host.disk())
                .put("network", host.network())
                .map());
    }

    /**
     * The first snapshot after every probe has {@code answered} that has a CPU load, which takes two readings; or what
     * there is when the time is over.
     */
    public Snapshot complete(Duration limit, BooleanSupplier answered) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        Snapshot snapshot = now();
        while (!(answered.getAsBoolean() && snapshot.hasCpuLoad()) && System.nanoTime() < end) {
            Thread.sleep(20);
            snapshot = now();
        }
        return snapshot;
    }
}
