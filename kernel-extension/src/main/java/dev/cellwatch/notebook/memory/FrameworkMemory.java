package dev.cellwatch.notebook.memory;

import java.util.Optional;

/**
 * A framework that holds memory which the garbage collector does not see. Found by {@link java.util.ServiceLoader} on
 * the notebook's class path, so a library can bring its own. An implementation reaches its framework by reflection: it
 * is there whether or not the framework is.
 */
public interface FrameworkMemory {

    /**
     * Frees what nobody can use any more. It must not free anything that the user's code can still reach, must not load
     * or start a framework that is not in use, and says in {@link Release#kept} what it had to leave.
     *
     * @param notebook the class loader in which the cells' classes and libraries are
     * @param garbage collects garbage, to find out what is still reachable
     * @return empty when the framework is not in use
     */
    Optional<Release> release(ClassLoader notebook, GarbageCollection garbage);
}
