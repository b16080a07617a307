package dev.cellwatch.notebook.memory;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tree of DJL's PyTorch managers below the system manager.
 *
 * <p>Which of them can code still reach? Each parent has its children in a map, so to the garbage collector all of
 * them are in use. Therefore each link from parent to child is taken out for the length of one collection. A manager
 * that is still there afterwards is held by somebody (by itself, by one of its arrays or by a child of its own, which
 * all know their manager), and its link is put back. One that is gone was out of everybody's reach; its native handles,
 * noted before, are closed as its own close() would have done. Except where another thread moved an array to another
 * manager during the collection: the array outlives its manager, and so does its memory.
 */
final class DjlManagers {

    private static final String BASE = "ai.djl.ndarray.BaseNDManager";
    private static final String ARRAY = "ai.djl.pytorch.engine.PtNDArray";

    private final Framework djl;
    private final DjlHandles natives;

    DjlManagers(Framework djl) {
        this.djl = djl;
        this.natives = new DjlHandles(djl);
    }

    /**
     * @param managers managers that nobody could reach
     * @param resources arrays and models that were freed with them
     * @param foreign managers that hold something else, which were left alone
     * @param inDoubt arrays and models that were left alone though their manager is gone
     * @param failures a sentence for each manager that could not be put back where it was
     */
    record Outcome(int managers, int resources, int foreign, int inDoubt, List<String> failures) {}

    /** What the managers hold that are still there. */
    record InUse(int managers, int arrays, long bytes) {}

    Outcome releaseUnreachable(GarbageCollection garbage) {
        List<Link> links = new ArrayList<>();
        List<Object> untouched = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        try {
            collectLinks(system(), links, untouched);
            garbage.collect();
        } finally {
            links.forEach(link -> restore(link, failures));
        }
        List<Link> dead = links.stream().filter(Link::gone).toList();
        DjlHandles.Freed freed = natives.free(
                dead.stream().flatMap(link -> link.handles().stream()).toList(), addressesInUse());
        return new Outcome(dead.size(), freed.resources(), untouched.size(), freed.inDoubt(), failures);
    }

    InUse inUse() {
        int managers = 0;
        int arrays = 0;
        long bytes = 0;
        for (Object manager : managers()) {
            boolean holds = false;
            for (Object resource : resources(manager).values()) {
                if (is(ARRAY, resource)) {
                    holds = true;
                    arrays++;
                    bytes += natives.bytes(resource);
                }
            }
            managers += holds ? 1 : 0;
        }
        return new InUse(managers, arrays, bytes);
    }

    /** Native addresses that the managers hold which are still there. */
    private Set<Long> addressesInUse() {
        Set<Long> addresses = new HashSet<>();
        for (Object manager : managers()) {
            for (Object resource : resources(manager).values()) {
                natives.of(resource).ifPresent(handle -> handle.address().ifPresent(addresses::add));
            }
        }
        return addresses;
    }

    /** The system manager and all below it. */
    private List<Object> managers() {
        List<Object> managers = new ArrayList<>(List.of(system()));
        for (int i = 0; i < managers.size(); i++) {
            resources(managers.get(i)).values().stream()
                    .filter(resource -> is(BASE, resource))
                    .forEach(managers::add);
        }
        return managers;
    }

    private Object system() {
        Object system = djl.call("ai.djl.pytorch.engine.PtNDManager", "getSystemManager", new Class<?>[0]);
        return Objects.requireNonNull(system);
    }

    /** Takes out the link to each manager below this one that may be freed, and notes it. */
    private void collectLinks(Object manager, List<Link> links, List<Object> untouched) {
        Map<String, Object> resources = resources(manager);
        for (Map.Entry<String, Object> entry : List.copyOf(resources.entrySet())) {
            Object child = entry.getValue();
            if (is(BASE, child)) {
                collectLinks(child, links, untouched);
                @Nullable List<NativeHandle> handles = handles(child);
                if (handles == null) {
                    untouched.add(child);
                } else if (resources.remove(entry.getKey(), child)) {
                    links.add(new Link(
                            entry.getKey(), new WeakReference<>(manager), new WeakReference<>(child), handles));
                }
            }
        }
    }

    /** The native handles of a manager; null where it holds, or has borrowed, what we cannot free in its place. */
    private @Nullable List<NativeHandle> handles(Object manager) {
        List<NativeHandle> handles = new ArrayList<>();
        if (!map(manager, "tempResources").isEmpty()) {
            return null;
        }
        for (Object resource : resources(manager).values()) {
            Optional<NativeHandle> handle = natives.of(resource);
            handle.ifPresent(handles::add);
            if (handle.isEmpty() && !is(BASE, resource)) {
                return null;
            }
        }
        return handles;
    }

    /** A failure with one must not leave the others cut off, whatever it is. */
    private void restore(Link link, List<String> failures) {
        try {
            restore(link);
        } catch (RuntimeException | Error failure) {
            failures.add("A manager could not be put back below its parent: " + failure.getMessage() + ".");
        }
    }

    private void restore(Link link) {
        Object child = link.child().get();
        if (child == null) {
            return;
        }
        // a child knows its parent, so the parent is there as well
        Object parent = Objects.requireNonNull(link.parent().get());
        resources(parent).put(link.id(), child);
        // only now, so that whatever another thread closes is seen either by itself or here
        if (!open(child)) {
            resources(parent).remove(link.id(), child);
        } else if (!open(parent)) {
            // it would have closed its children too
            djl.ask(child, BASE, "close");
        }
    }

    private boolean open(Object manager) {
        return Boolean.TRUE.equals(djl.ask(manager, BASE, "isOpen"));
    }

    private boolean is(String type, Object object) {
        return djl.type(type).isInstance(object);
    }

    private Map<String, Object> resources(Object manager) {
        return map(manager, "resources");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> map(Object manager, String name) {
        return (Map<String, Object>) Objects.requireNonNull(djl.read(manager, BASE, name));
    }

    /** A way from a parent to a child that is taken out. Holds on to neither. */
    private record Link(
            String id, WeakReference<Object> parent, WeakReference<Object> child, List<NativeHandle> handles) {
        boolean gone() {
            return child.get() == null;
        }
    }
}
