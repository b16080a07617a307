package dev.cellwatch.monitor.gpu;

import dev.cellwatch.monitor.gpu.nvml.NvmlException;
import dev.cellwatch.monitor.gpu.nvml.NvmlLibrary;
import java.util.OptionalLong;

/** The most memory that this process ever held on a device: the driver counts that where root has switched it on. */
final class ProcessAccounting {

    static final long OWN_PID = ProcessHandle.current().pid();

    private static final DeviceCall MODE = NvmlLibrary::nvmlDeviceGetAccountingMode;
    private static final DeviceCall STATS =
            (nvml, device, out) -> nvml.nvmlDeviceGetAccountingStats(device, (int) OWN_PID, out);
    private static final int MOST_MEMORY = 8;
    private static final int IS_RUNNING = 32;

    private ProcessAccounting() {}

    /**
     * In bytes; absent where the driver does not count, or does not know the process by this pid, as in a container.
     *
     * @param listed whether the driver names this process on the device; one that it does not has had nothing
     */
    static OptionalLong peak(NvmlDevice device, boolean listed) throws NvmlException {
        // the statistics refuse for good while the mode is off, and it may be switched on: so it is asked first
        if (!device.ask(MODE) || device.out().getInt(0) != 1) {
            return OptionalLong.empty();
        }
        if (!listed) {
            return OptionalLong.of(0);
        }
        // one that has ended had the same pid before us
        boolean ours = device.ask(STATS) && device.out().getInt(IS_RUNNING) == 1;
        long bytes = device.out().getLong(MOST_MEMORY);
        return ours && bytes >= 0 ? OptionalLong.of(bytes) : OptionalLong.empty(); // all ones: not told
    }
}
