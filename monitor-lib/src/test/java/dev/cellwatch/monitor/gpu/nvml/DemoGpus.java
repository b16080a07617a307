package dev.cellwatch.monitor.gpu.nvml;

import java.time.InstantSource;

/** As many GPUs of the demonstration as a test wants: {@code DemoGpus.source(8, clock)}. */
public final class DemoGpus implements NvmlLibrary {

    private final NvmlLibrary two;
    private final int count;

    private DemoGpus(NvmlLibrary two, int count) {
        this.two = two;
        this.count = count;
    }

    public static NvmlSource source(int count, InstantSource clock) {
        return () -> new DemoGpus(NvmlSource.demo(clock).open(), count);
    }

    @Override
    public boolean exports(String symbol) {
        return two.exports(symbol);
    }

    @Override
    public int call(String symbol, Object... arguments) {
        return switch (symbol) {
            case "nvmlDeviceGetCount_v2" -> ScriptedNvml.putInt(arguments[0], count);
            case "nvmlDeviceGetHandleByIndex_v2" -> ScriptedNvml.put(arguments[1], (int) arguments[0] + 1L);
            case "nvmlDeviceGetUUID" ->
                ScriptedNvml.text(arguments[1], "GPU-00000000-0000-0000-0000-00000000000" + ((long) arguments[0] - 1));
            default -> two.call(symbol, ofTwo(symbol, arguments));
        };
    }

    private static Object[] ofTwo(String symbol, Object... arguments) {
        Object[] same = arguments.clone();
        if (symbol.startsWith("nvmlDevice") && same[0] instanceof Long handle) {
            same[0] = (handle - 1) % 2 + 1;
        }
        return same;
    }
}
