package dev.cellwatch.monitor.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import oshi.software.os.OSProcess;

/** The processes of this machine through OSHI. */
final class OshiProcesses implements ProcessSource {

    private final OshiSystem system;

    OshiProcesses(OshiSystem system) {
        this.system = system;
    }

    @Override
    public List<Reading> read() {
        List<Reading> readings = new ArrayList<>();
        for (OSProcess process : system.os().getProcesses(null, null, 0)) {
            if (process.getState() != OSProcess.State.INVALID) {
                readings.add(reading(process));
            }
        }
        return readings;
    }

    private static Reading reading(OSProcess process) {
        return new Reading(
                process.getProcessID(),
                process.getStartTime(),
                process.getKernelTime() + process.getUserTime(),
                System.currentTimeMillis(),
                process.getResidentMemory(),
                new Identity(process.getName(), known(process.getUser()), status(process), process.getCommandLine()));
    }

    /** OSHI writes "unknown" where it does not know. */
    private static String known(String text) {
        return text.equalsIgnoreCase("unknown") ? "" : text;
    }

    /** What {@code ps} calls uninterruptible sleep is "waiting" in OSHI's words; {@code RUNNING} becomes "Running". */
    private static String status(OSProcess process) {
        String name = process.getState().name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    @Override
    public long memoryTotal() {
        return system.hardware().getMemory().getTotal();
    }

    @Override
    public int cpuCount() {
        return system.hardware().getProcessor().getLogicalProcessorCount();
    }
}
