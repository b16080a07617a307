package dev.cellwatch.notebook.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * DJL with PyTorch. A DJL manager that is dropped without {@code close()} is never freed by the garbage collector,
 * because DJL's system manager holds on to it and to all its arrays; here such managers are found and their native
 * memory is given back. Other engines of DJL are left alone.
 */
public final class DjlMemory implements FrameworkMemory {

    private static final String PROVIDER = "ai.djl.pytorch.engine.PtEngineProvider";
    private static final String JNI = "ai.djl.pytorch.jni.JniUtils";

    @Override
    public Optional<Release> release(ClassLoader notebook, GarbageCollection garbage) {
        Framework djl = new Framework(notebook);
        Object engine = djl.has(PROVIDER) ? djl.read(null, PROVIDER, "engine") : null;
        if (engine == null) {
            return Optional.empty();
        }
        List<String> freed = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        // models close themselves when they are collected; what is left after that is for us
        garbage.collect();
        DjlManagers managers = new DjlManagers(djl);
        tell(managers.releaseUnreachable(garbage), freed, kept);
        if (usesGpus(djl, engine)) {
            emptyCache(djl, freed);
        }
        tellInUse(managers, kept);
        return Optional.of(new Release("DJL (PyTorch)", freed, kept));
    }

    private static void tell(DjlManagers.Outcome outcome, List<String> freed, List<String> kept) {
        freed.add(
                outcome.managers() == 0
                        ? "No manager was left open and out of reach."
                        : count(outcome.managers(), "manager") + " with " + outcome.resources()
                                + " arrays or models, which no code could reach any more.");
        if (outcome.foreign() > 0) {
            kept.add(
                    count(outcome.foreign(), "manager") + " with things in them that only their own close() can free.");
        }
        if (outcome.inDoubt() > 0) {
            kept.add(count(outcome.inDoubt(), "block")
                    + " of native memory that may be in use elsewhere, though the manager is gone.");
        }
        kept.addAll(outcome.failures());
    }

    private static boolean usesGpus(Framework djl, Object engine) {
        return djl.ask(engine, "ai.djl.engine.Engine", "getGpuCount") instanceof Integer count && count > 0;
    }

    private static void emptyCache(Framework djl, List<String> freed) {
        try {
            djl.call(JNI, "emptyCudaCache", new Class<?>[0]);
            freed.add("PyTorch's cache of GPU blocks that no array uses.");
        } catch (IllegalStateException noSuchCall) {
            // DJL before 0.21 keeps it until the process ends
        }
    }

    private static void tellInUse(DjlManagers managers, List<String> kept) {
        DjlManagers.InUse inUse = managers.inUse();
        if (inUse.arrays() > 0) {
            kept.add(count(inUse.arrays(), "array") + " in " + count(inUse.managers(), "manager")
                    + " that your code can still reach, about " + inUse.bytes() / (1 << 20)
                    + " MiB: close() the manager, the model or the trainer to free them.");
        }
    }

    private static String count(long number, String thing) {
        return number + " " + (number == 1 ? thing : thing.replaceFirst("^(\\w+)", "$1s"));
    }
}
