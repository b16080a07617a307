package dev.cellwatch.monitor.jvm;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/** The pauses that garbage collection made from now on, each with its time. Thread-safe. */
public final class GcPauses implements NotificationListener, AutoCloseable {

    /** With more, only their number, the longest and the fullest heap are kept. */
    private static final int MOST = 10_000;

    /**
     * A time in which the program stood still.
     *
     * @param startMillis milliseconds since the epoch
     */
    public record Pause(long startMillis, long endMillis) {
        public long millis() {
            return endMillis - startMillis;
        }
    }

    private final long jvmStartMillis = ManagementFactory.getRuntimeMXBean().getStartTime();
    private final List<Pause> pauses = new ArrayList<>();
    private long longestMillis;
    private long fullestHeap;

    private GcPauses() {}

    /** Listens until it is closed. */
    public static GcPauses listen() {
        GcPauses pauses = new GcPauses();
        emitters().forEach(emitter -> emitter.addNotificationListener(pauses, null, null));
        return pauses;
    }

    private static List<NotificationEmitter> emitters() {
        List<NotificationEmitter> emitters = new ArrayList<>();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector instanceof NotificationEmitter emitter && JvmBeans.stopsTheProgram(collector.getName())) {
                emitters.add(emitter);
            }
        }
        return emitters;
    }

    @Override
    public void handleNotification(Notification notification, Object handback) {
        if (notification.getUserData() instanceof CompositeData data
                && notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            add(GarbageCollectionNotificationInfo.from(data).getGcInfo());
        }
    }

    private synchronized void add(GcInfo collection) {
        longestMillis = Math.max(longestMillis, collection.getDuration());
        fullestHeap = Math.max(fullestHeap, heap(collection));
        if (pauses.size() < MOST) {
            pauses.add(new Pause(jvmStartMillis + collection.getStartTime(), jvmStartMillis + collection.getEndTime()));
        }
    }

    /** What was in the heap when it was about to be collected: never is it fuller than at such a moment. */
    private static long heap(GcInfo collection) {
        List<String> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getName)
                .toList();
        return collection.getMemoryUsageBeforeGc().entrySet().stream()
                .filter(pool -> pools.contains(pool.getKey()))
                .map(Map.Entry::getValue)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
    }

    /** Those that fell into that time, wholly or in part. */
    public synchronized List<Pause> between(long fromMillis, long toMillis) {
        return pauses.stream()
                .filter(pause -> pause.endMillis() > fromMillis && pause.startMillis() < toMillis)
                .toList();
    }

    /** The longest of all, 0 for none. */
    public synchronized long longestMillis() {
        return longestMillis;
    }

    /** The most that was in the heap before any of them, 0 for none. */
    public synchronized long fullestHeap() {
        return fullestHeap;
    }

    @Override
    public void close() {
        for (NotificationEmitter emitter : emitters()) {
            try {
                emitter.removeNotificationListener(this);
            } catch (ListenerNotFoundException gone) {
                // the collector has forgotten it already
            }
        }
    }
}
