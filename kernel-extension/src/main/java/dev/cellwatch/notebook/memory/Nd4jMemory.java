package dev.cellwatch.notebook.memory;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * ND4J. Its own threads free the native memory of arrays that were collected, so a collection is what it takes; then its
 * cache of freed blocks is emptied. Workspaces are the user's and stay.
 */
public final class Nd4jMemory implements FrameworkMemory {

    private static final String ND4J = "org.nd4j.linalg.factory.Nd4j";
    private static final String SERVICE = "org.nd4j.linalg.api.memory.deallocation.DeallocatorService";
    private static final int MOST_WAITS = 20;
    private static final long WAIT_MILLIS = 100;

    @Override
    public Optional<Release> release(ClassLoader notebook, GarbageCollection garbage) {
        Framework nd4j = new Framework(notebook);
        if (!started() || !nd4j.has(ND4J)) {
            return Optional.empty();
        }
        int before = buffers(nd4j);
        garbage.collect();
        int after = settled(nd4j);
        Object manager = nd4j.call(ND4J, "getMemoryManager", new Class<?>[0]);
        nd4j.ask(Objects.requireNonNull(manager), "org.nd4j.linalg.api.memory.MemoryManager", "purgeCaches");
        return Optional.of(new Release(
                "ND4J",
                List.of(Math.max(0, before - after) + " buffers, and its cache of freed blocks."),
                after == 0
                        ? List.of()
                        : List.of(
                                after + " buffers of arrays that your code, a workspace or ND4J itself still uses.")));
    }

    /** Whether ND4J runs. To look at its classes instead would start it, with all its native libraries. */
    private static boolean started() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("DeallocatorServiceThread"));
    }

    private static int buffers(Framework nd4j) {
        Object service = Objects.requireNonNull(nd4j.call(ND4J, "getDeallocatorService", new Class<?>[0]));
        return ((Map<?, ?>) Objects.requireNonNull(nd4j.read(service, SERVICE, "referenceMap"))).size();
    }

    /** How many buffers are left when ND4J's threads have no more to free. */
    private static int settled(Framework nd4j) {
        int count = buffers(nd4j);
        for (int i = 0; i < MOST_WAITS; i++) {
            try {
                Thread.sleep(WAIT_MILLIS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return count;
            }
            int next = buffers(nd4j);
            if (next == count) {
                return count;
            }
            count = next;
        }
        return count;
    }
}
