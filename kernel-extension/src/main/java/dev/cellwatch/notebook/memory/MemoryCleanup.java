package dev.cellwatch.notebook.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Frees what a JVM can free: garbage with all that hangs on it, then what each framework holds for nobody.
 *
 * <pre>{@code Report report = MemoryCleanup.of(loader).run(loader);}</pre>
 */
public final class MemoryCleanup {

    private final List<FrameworkMemory> frameworks;
    private final GarbageCollection garbage;

    public MemoryCleanup(List<FrameworkMemory> frameworks, GarbageCollection garbage) {
        this.frameworks = List.copyOf(frameworks);
        this.garbage = garbage;
    }

    /** With every framework that the notebook's class loader knows. */
    public static MemoryCleanup of(ClassLoader notebook) {
        List<FrameworkMemory> found = new ArrayList<>();
        try {
            ServiceLoader.load(FrameworkMemory.class, notebook).forEach(found::add);
        } catch (ServiceConfigurationError broken) {
            // a library announces what it does not have; those found before it still count
        }
        return new MemoryCleanup(found, new GarbageCollection());
    }

    /**
     * What a cleanup did.
     *
     * @param collected whether the JVM collected garbage when asked
     */
    public record Report(MemoryReading before, MemoryReading after, boolean collected, List<Release> releases) {}

    /** Takes from a tenth of a second to a few seconds, as the size of the heap wants it. */
    public Report run(ClassLoader notebook) {
        MemoryReading before = MemoryReading.now();
        List<Release> releases = new ArrayList<>();
        for (FrameworkMemory framework : frameworks) {
            release(framework, notebook).ifPresent(releases::add);
        }
        // last, because what the frameworks let go may hold more
        boolean collected = garbage.collect();
        return new Report(before, MemoryReading.now(), collected, releases);
    }

    private Optional<Release> release(FrameworkMemory framework, ClassLoader notebook) {
        try {
            return framework.release(notebook, garbage);
        } catch (RuntimeException | LinkageError failure) {
            String name = framework.getClass().getSimpleName();
            return Optional.of(new Release(name, List.of(), List.of("It could not be asked: " + failure + ".")));
        }
    }
}
