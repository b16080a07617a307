package dev.cellwatch.monitor.exposition;

import static dev.cellwatch.monitor.gpu.nvml.ScriptedNvml.ints;
import static dev.cellwatch.monitor.gpu.nvml.ScriptedNvml.longs;
import static dev.cellwatch.monitor.gpu.nvml.ScriptedNvml.processes;
import static dev.cellwatch.monitor.gpu.nvml.ScriptedNvml.text;

import dev.cellwatch.monitor.gpu.nvml.ScriptedNvml;

/** Two GPUs with a process on the first, and most of what a data centre's GPU tells. */
final class ScriptedGpus {

    /** Above what any kernel gives out: nobody's process. */
    static final long PID = 5_000_001;

    private ScriptedGpus() {}

    static ScriptedNvml two() {
        return new ScriptedNvml(2)
                .answers("nvmlSystemGetDriverVersion", arguments -> text(arguments[0], "570.86.15"))
                .answers("nvmlSystemGetCudaDriverVersion", ints(12_080))
                .answers("nvmlDeviceGetTemperature", ints(64))
                .answers("nvmlDeviceGetFanSpeed", ints(30))
                .answers("nvmlDeviceGetTotalEnergyConsumption", longs(7_000_500))
                .answers("nvmlDeviceGetPcieReplayCounter", ints(3))
                .answers("nvmlDeviceGetPcieThroughput", ints(2_000))
                .answers("nvmlDeviceGetTotalEccErrors", longs(0))
                .answers("nvmlDeviceGetEnforcedPowerLimit", ints(300_000))
                .answers("nvmlDeviceGetGraphicsRunningProcesses_v3", processes(24))
                .answers("nvmlDeviceGetComputeRunningProcesses_v3", processes(24))
                .answers("nvmlDeviceGetComputeRunningProcesses_v3#0", processes(24, PID, 5L << 30));
    }
}
