package dev.cellwatch.monitor.metric;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a value belongs to: a GPU, the host, one disk. Two subjects are the same when kind and id are.
 *
 * @param kind what sort of thing it is
 * @param id unique within its kind: a GPU's uuid, a disk's device name, empty for the host
 * @param labels the labels that its series carry, for example {@code gpu} and {@code uuid}
 */
public record Subject(Kind kind, String id, Map<String, String> labels) {

    /** What sort of thing a subject is. */
    public enum Kind {
        GPU,
        /** A MIG instance of a GPU. */
        GPU_INSTANCE,
        /** Error counts of a GPU by XID code. */
        GPU_XID,
        HOST,
        CORE,
        DISK,
        FILESYSTEM,
        NETWORK,
        CONNECTIONS,
        JVM,
        COLLECTOR,
        RUN
    }

    public static final Subject HOST = new Subject(Kind.HOST, "", Map.of());
    public static final Subject JVM = new Subject(Kind.JVM, "", Map.of());

    public Subject {
        labels = Map.copyOf(labels);
    }

    /** A subject with one label, as most have: {@code Subject.of(Kind.DISK, "device", "nvme0n1")}. */
    public static Subject of(Kind kind, String label, String value) {
        return new Subject(kind, value, Map.of(label, value));
    }

    /** The label's value, or an empty string. */
    public String label(String name) {
        return labels.getOrDefault(name, "");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Subject that && kind == that.kind && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + id.hashCode();
    }
}
