package dev.cellwatch.monitor.gpu.nvml;

import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

/** An NVML that makes its GPUs up, below everything else, so that a demonstration runs all the code of the real thing. */
final class DemoNvml implements NvmlLibrary {

    /** Above what any kernel gives out: nobody's process. */
    private static final int NOBODYS_PID = 5_000_001;

    private final InstantSource clock;
    private final List<DemoLoad> gpus = List.of(new DemoLoad(0), new DemoLoad(1));
    private DemoLoad looked = gpus.get(0);

    DemoNvml(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public boolean exports(String symbol) {
        return true;
    }

    @Override
    public int call(String symbol, Object... arguments) {
        return switch (symbol) {
            case "nvmlInit_v2", "nvmlShutdown" -> NvmlReturn.SUCCESS;
            case "nvmlSystemGetDriverVersion" -> text(arguments[0], "demo");
            case "nvmlSystemGetCudaDriverVersion" -> putInt(arguments[0], 12_080);
            case "nvmlSystemGetProcessName" -> processName((int) arguments[0], arguments[1]);
            case "nvmlDeviceGetCount_v2" -> putInt(arguments[0], gpus.size());
            case "nvmlDeviceGetHandleByIndex_v2" -> putLong(arguments[1], (int) arguments[0] + 1L);
            case "nvmlGpmSampleAlloc" -> putLong(arguments[0], 1);
            case "nvmlGpmSampleFree" -> NvmlReturn.SUCCESS;
            case "nvmlGpmMetricsGet" -> activity((long) arguments[0]);
            default ->
                symbol.startsWith("nvmlDevice") || symbol.startsWith("nvmlGpm")
                        ? ofDevice(symbol, Math.toIntExact((long) arguments[0]) - 1, arguments)
                        : NvmlReturn.NOT_SUPPORTED;
        };
    }

    private int ofDevice(String symbol, int index, Object... arguments) {
        return switch (symbol) {
            case "nvmlDeviceGetUUID" -> text(arguments[1], "GPU-00000000-0000-0000-0000-00000000000" + index);
            case "nvmlDeviceGetName" -> text(arguments[1], "Demo GPU 80GB");
            case "nvmlDeviceGetPciInfo_v3" -> text((long) arguments[1] + 36, "00000000:0" + (index + 1) + ":00.0");
            case "nvmlDeviceGetCudaComputeCapability" -> putInt(arguments[1], 9) | putInt(arguments[2], 0);
            case "nvmlDeviceGetArchitecture" -> putInt(arguments[1], 9);
            case "nvmlDeviceGetComputeRunningProcesses_v3" -> processes(index, arguments);
            case "nvmlDeviceGetGraphicsRunningProcesses_v3" -> putInt(arguments[1], 0);
            default -> reading(symbol, gpus.get(index), arguments);
        };
    }

    private int reading(String symbol, DemoLoad gpu, Object... arguments) {
        long now = clock.millis();
        Object out = arguments[arguments.length - 1];
        return switch (symbol) {
            case "nvmlDeviceGetUtilizationRates" -> putInts(out, gpu.utilization(now), gpu.memoryUtilization(now));
            case "nvmlDeviceGetMemoryInfo_v2" -> memory(gpu.memoryUsed(now), (long) out);
            case "nvmlDeviceGetPowerUsage" -> putInt(out, gpu.milliwatts(now));
            case "nvmlDeviceGetFieldValues" -> fields(gpu, (int) arguments[1], (long) out);
            case "nvmlDeviceGetCurrentClocksThrottleReasons" -> putLong(out, throttle(gpu, now));
            case "nvmlDeviceGetTemperature" -> putInt(out, gpu.celsius(now));
            case "nvmlDeviceGetTemperatureThreshold" ->
                putInt(out, List.of(92, 87, 95, 83).get((int) arguments[1]));
            case "nvmlDeviceGetFanSpeed" -> putInt(out, Math.max(30, gpu.celsius(now) * 2 - 80));
            case "nvmlDeviceGetClockInfo" -> putInt(out, clock((int) arguments[1], gpu.smMegahertz(now), 1545));
            case "nvmlDeviceGetMaxClockInfo" -> putInt(out, clock((int) arguments[1], 1980, 1545));
            case "nvmlDeviceGetMemoryBusWidth" -> putInt(out, 5120);
            case "nvmlGpmQueryDeviceSupport" -> putInts(out, 1, 1);
            case "nvmlGpmSampleGet" -> looked(gpu);
            case "nvmlDeviceGetPerformanceState" -> putInt(out, gpu.utilization(now) == 0 ? 8 : 0);
            case "nvmlDeviceGetEncoderUtilization", "nvmlDeviceGetDecoderUtilization" -> putInt(arguments[1], 0);
            default -> fixed(symbol, out, arguments);
        };
    }

    private static int fixed(String symbol, Object out, Object... arguments) {
        return switch (symbol) {
            case "nvmlDeviceGetEnforcedPowerLimit",
                    "nvmlDeviceGetPowerManagementLimit",
                    "nvmlDeviceGetPowerManagementDefaultLimit" -> putInt(out, DemoLoad.POWER_LIMIT_MILLIWATTS);
            case "nvmlDeviceGetPowerManagementLimitConstraints" ->
                putInt(arguments[1], 200_000) | putInt(arguments[2], DemoLoad.POWER_LIMIT_MILLIWATTS);
            case "nvmlDeviceGetCurrPcieLinkGeneration", "nvmlDeviceGetMaxPcieLinkGeneration" -> putInt(out, 5);
            case "nvmlDeviceGetCurrPcieLinkWidth", "nvmlDeviceGetMaxPcieLinkWidth" -> putInt(out, 16);
            case "nvmlDeviceGetPcieThroughput" -> putInt(out, 2_400_000);
            case "nvmlDeviceGetPcieReplayCounter" -> putInt(out, 0);
            case "nvmlDeviceGetTotalEccErrors" -> putLong(out, 0);
            default -> NvmlReturn.NOT_SUPPORTED;
        };
    }

    private int fields(DemoLoad gpu, int count, long values) {
        long now = clock.millis();
        for (int i = 0; i < count; i++) {
            Pointer field = new Pointer(values + 40L * i);
            long value =
                    switch (field.getInt(0)) {
                        case 83 -> gpu.millijoules(now);
                        case 82 -> gpu.celsius(now) + 9;
                        case 185, 186 -> gpu.milliwatts(now);
                        default -> -1;
                    };
            field.setInt(24, 3); // an unsigned long long
            field.setInt(28, value < 0 ? NvmlReturn.NOT_SUPPORTED : NvmlReturn.SUCCESS);
            field.setLong(32, value);
        }
        return NvmlReturn.SUCCESS;
    }

    private int looked(DemoLoad gpu) {
        looked = gpu;
        return NvmlReturn.SUCCESS;
    }

    /** What the GPU that was looked at last is busy with, a busy GPU's tensor cores more than an idle one's. */
    private int activity(long request) {
        long now = clock.millis();
        for (int i = 0; i < new Pointer(request).getInt(4); i++) {
            Pointer metric = new Pointer(request + 24 + 40L * i);
            double percent =
                    switch (metric.getInt(0)) {
                        case 2 -> 0.92 * looked.utilization(now);
                        case 3 -> 0.38 * looked.utilization(now);
                        case 5 -> 0.45 * looked.utilization(now);
                        default -> 0.8 * looked.memoryUtilization(now);
                    };
            metric.setInt(4, NvmlReturn.SUCCESS);
            metric.setDouble(8, percent);
        }
        return NvmlReturn.SUCCESS;
    }

    private int processes(int index, Object... arguments) {
        Pointer count = new Pointer((long) arguments[1]);
        boolean room = count.getInt(0) > 0;
        count.setInt(0, 1);
        if (!room) {
            return NvmlReturn.INSUFFICIENT_SIZE;
        }
        putInt(
                arguments[2],
                index == 0 ? Math.toIntExact(ProcessHandle.current().pid()) : NOBODYS_PID);
        new Pointer((long) arguments[2]).setInt(16, -1);
        new Pointer((long) arguments[2]).setInt(20, -1);
        return putLong((long) arguments[2] + 8, gpus.get(index).memoryUsed(clock.millis()));
    }

    private static int processName(int pid, Object out) {
        return text(out, pid == NOBODYS_PID ? "train.py (demo)" : "java");
    }

    private static int memory(long used, long out) {
        putLong(out + 8, DemoLoad.MEMORY_TOTAL);
        putLong(out + 16, DemoLoad.MEMORY_RESERVED);
        putLong(out + 24, DemoLoad.MEMORY_TOTAL - DemoLoad.MEMORY_RESERVED - used);
        return putLong(out + 32, used);
    }

    private static long throttle(DemoLoad gpu, long now) {
        return gpu.utilization(now) == 0 ? 1 : gpu.powerCapped(now) ? 4 : 0;
    }

    private static int clock(int type, int processor, int video) {
        return type == 2 ? 2619 : type == 3 ? video : processor;
    }

    private static int putInts(Object out, int first, int second) {
        return putInt(out, first) | putInt((long) out + 4, second);
    }

    private static int putInt(Object out, int value) {
        new Pointer((long) out).setInt(0, value);
        return NvmlReturn.SUCCESS;
    }

    private static int putLong(Object out, long value) {
        new Pointer((long) out).setLong(0, value);
        return NvmlReturn.SUCCESS;
    }

    private static int text(Object out, String text) {
        byte[] bytes = (text + '\0').getBytes(StandardCharsets.UTF_8);
        new Pointer((long) out).write(0, bytes, 0, bytes.length);
        return NvmlReturn.SUCCESS;
    }
}
