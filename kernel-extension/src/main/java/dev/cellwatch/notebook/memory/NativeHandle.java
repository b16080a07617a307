package dev.cellwatch.notebook.memory;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The native side of one array or model, which it does not keep from being collected: what it takes to free it once
 * nobody can reach its owner any more.
 */
final class NativeHandle {

    /** DJL's mark for an array of strings, which has no native side. */
    private static final long NOTHING = -1;

    private final PhantomReference<Object> owner;
    private final AtomicReference<?> value;
    private final String deleter;

    /**
     * @param owner the array or model
     * @param value the owner's native address; null in it when the owner is closed
     * @param deleter DJL's native method that frees it
     */
    NativeHandle(Object owner, AtomicReference<?> value, String deleter) {
        this.owner = new PhantomReference<>(owner, new ReferenceQueue<>());
        this.value = value;
        this.deleter = deleter;
    }

    String deleter() {
        return deleter;
    }

    /** Whether the owner was collected. A phantom reference knows that no finalizer can bring it back, either. */
    boolean orphaned() {
        return owner.refersTo(null);
    }

    Optional<Long> address() {
        return address(value.get());
    }

    /** The address, for the one who frees it: nobody gets it a second time. */
    Optional<Long> take() {
        return address(value.getAndSet(null));
    }

    private static Optional<Long> address(@Nullable Object value) {
        return value instanceof Long address && address != NOTHING ? Optional.of(address) : Optional.empty();
    }
}
