package dev.cellwatch.notebook.memory;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** The native memory of DJL's PyTorch arrays and models. */
final class DjlHandles {

    private static final String ARRAY = "ai.djl.pytorch.engine.PtNDArray";
    private static final String BLOCK = "ai.djl.pytorch.engine.PtSymbolBlock";
    private static final String JNI = "ai.djl.pytorch.jni.JniUtils";

    private final Framework djl;

    DjlHandles(Framework djl) {
        this.djl = djl;
    }

    /**
     * @param resources arrays and models that were freed
     * @param inDoubt those that were left alone, because somebody may still use them
     */
    record Freed(int resources, int inDoubt) {}

    /** The native side of an array or model; empty for anything else. */
    Optional<NativeHandle> of(Object resource) {
        if (djl.type(ARRAY).isInstance(resource)) {
            return Optional.of(
                    new NativeHandle(resource, value(resource, "ai.djl.util.NativeResource"), "deleteNDArray"));
        }
        if (djl.type(BLOCK).isInstance(resource)) {
            return Optional.of(new NativeHandle(resource, value(resource, BLOCK), "deleteModule"));
        }
        return Optional.empty();
    }

    /**
     * Frees those whose array or model was collected.
     *
     * @param taken addresses in use elsewhere, which stay; what is freed is added
     */
    Freed free(List<NativeHandle> handles, Set<Long> taken) {
        int freed = 0;
        int inDoubt = 0;
        for (NativeHandle handle : handles) {
            Optional<Long> address = handle.address();
            if (address.isEmpty()) {
                continue;
            }
            if (handle.orphaned() && taken.add(address.get())) {
                handle.take().ifPresent(mine -> djl.call(JNI, handle.deleter(), new Class<?>[] {long.class}, mine));
                freed++;
            } else {
                inDoubt++;
            }
        }
        return new Freed(freed, inDoubt);
    }

    /** What an array holds; 0 when it was closed. */
    long bytes(Object array) {
        try {
            Object type = Objects.requireNonNull(djl.ask(array, ARRAY, "getDataType"));
            Object size = Objects.requireNonNull(djl.ask(array, "ai.djl.ndarray.NDArray", "size"));
            Object each = Objects.requireNonNull(djl.ask(type, "ai.djl.ndarray.types.DataType", "getNumOfBytes"));
            return ((Number) size).longValue() * ((Number) each).longValue();
        } catch (IllegalStateException closedMeanwhile) {
            return 0;
        }
    }

    private AtomicReference<?> value(Object resource, String type) {
        return (AtomicReference<?>) Objects.requireNonNull(djl.read(resource, type, "handle"));
    }
}
