package dev.cellwatch.notebook.memory;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;

/**
 * A collection of garbage that has had its effect when it returns: {@link System#gc} alone comes back before the
 * cleaners and finalizers have run that give native memory back. Cleaners with a thread of their own cannot be waited
 * for; they get a moment.
 */
public class GarbageCollection {

    private static final long PATIENCE_MILLIS = 2000;
    private static final long MOMENT_MILLIS = 50;

    /**
     * Collects, and waits until finalizers and the JVM's own cleaners have run, at most a few seconds.
     *
     * @return whether anything was collected: false where the JVM ignores the request, or when interrupted
     */
    public boolean collect() {
        // twice: what the cleaners and finalizers of the first round let go is garbage only in the second
        boolean collected = round();
        System.runFinalization();
        boolean again = collected && round();
        pause();
        return again;
    }

    private static void pause() {
        try {
            Thread.sleep(MOMENT_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean round() {
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        PhantomReference<Object> garbage = new PhantomReference<>(new Object(), queue);
        System.gc();
        try {
            return queue.remove(PATIENCE_MILLIS) != null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            Reference.reachabilityFence(garbage);
        }
    }
}
