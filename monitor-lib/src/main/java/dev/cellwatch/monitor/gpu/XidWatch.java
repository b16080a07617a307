package dev.cellwatch.monitor.gpu;

import dev.cellwatch.monitor.gpu.nvml.NvmlLibrary;
import dev.cellwatch.monitor.gpu.nvml.NvmlReturn;
import dev.cellwatch.monitor.gpu.nvml.OutMemory;
import java.util.HashMap;
import java.util.Map;

/**
 * Listens for XID errors: the driver reports each once, to whoever has asked, where it lets us ask. For one thread at a
 * time; belongs to one initialisation of the library.
 */
final class XidWatch {

    private static final long XID_EVENTS = 8;
    private static final int MOST_AT_ONCE = 1000;
    private static final int DATA = 8;

    private final NvmlLibrary nvml;
    private final OutMemory out;
    private final long set;
    private final Map<Long, String> uuids = new HashMap<>();

    private XidWatch(NvmlLibrary nvml, OutMemory out, long set) {
        this.nvml = nvml;
        this.out = out;
        this.set = set;
    }

    /** A watch; one that never hears of anything where the driver gives none. */
    static XidWatch open(NvmlLibrary nvml, OutMemory out) {
        boolean created = nvml.nvmlEventSetCreate(out.address()) == NvmlReturn.SUCCESS;
        return new XidWatch(nvml, out, created ? out.getLong(0) : 0);
    }

    /** Asks for a GPU's errors, and says whether they will come. */
    boolean listenTo(NvmlDevice gpu, String uuid) {
        if (set == 0 || nvml.nvmlDeviceRegisterEvents(gpu.handle(), XID_EVENTS, set) != NvmlReturn.SUCCESS) {
            return false;
        }
        uuids.put(gpu.handle(), uuid);
        return true;
    }

    /** Hands over what has come, without waiting. */
    void poll(Listener listener) {
        for (int i = 0; i < MOST_AT_ONCE && !uuids.isEmpty(); i++) {
            if (nvml.nvmlEventSetWait_v2(set, out.address() + DATA, 0) != NvmlReturn.SUCCESS) {
                return;
            }
            String uuid = uuids.get(out.getLong(DATA));
            if (uuid != null && out.getLong(DATA + 8) == XID_EVENTS) {
                listener.xid(uuid, out.getLong(DATA + 16));
            }
        }
    }

    void close() {
        if (set != 0) {
            nvml.nvmlEventSetFree(set);
        }
    }

    /** Hears of one error. */
    @FunctionalInterface
    interface Listener {
        void xid(String uuid, long code);
    }
}
