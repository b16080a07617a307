package dev.cellwatch.monitor.gpu.nvml;

import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An NVML that does what a test tells it: {@code new ScriptedNvml(2).answers("nvmlDeviceGetPowerUsage", ints(250_000))}.
 * A function that was told nothing is not supported. Where only one GPU is to behave so, its index follows the symbol
 * after a {@code #}.
 */
public final class ScriptedNvml implements NvmlLibrary {

    /** What a function does: writes its answer and returns a code. */
    @FunctionalInterface
    public interface Answer {
        int to(Object... arguments);
    }

    private final Map<String, Answer> answers = new HashMap<>();
    private final Set<String> missing = new HashSet<>();
    private final List<String> calls = new ArrayList<>();

    public ScriptedNvml(int gpus) {
        answers("nvmlInit_v2", code(0)).answers("nvmlShutdown", code(0)).hasGpus(gpus);
        answers("nvmlDeviceGetHandleByIndex_v2", arguments -> put(arguments[1], (int) arguments[0] + 1L));
        answers("nvmlDeviceGetUUID", arguments -> text(arguments[1], "GPU-" + ((long) arguments[0] - 1)));
        answers("nvmlDeviceGetName", arguments -> text(arguments[1], "Test GPU"));
        answers("nvmlDeviceGetUtilizationRates", ints(50, 25));
        answers("nvmlDeviceGetMemoryInfo_v2", longs(0, 80L << 30, 1L << 30, 59L << 30, 20L << 30));
        answers("nvmlDeviceGetPowerUsage", ints(250_000));
    }

    public ScriptedNvml hasGpus(int count) {
        return answers("nvmlDeviceGetCount_v2", ints(count));
    }

    public ScriptedNvml answers(String symbol, Answer answer) {
        answers.put(symbol, answer);
        return this;
    }

    public ScriptedNvml lacks(String symbol) {
        missing.add(symbol);
        return this;
    }

    /** How often anything was called. */
    public long calls() {
        return calls.size();
    }

    /** How often a function was called. */
    public long calls(String symbol) {
        return calls.stream().filter(symbol::equals).count();
    }

    /** A source that opens this library. */
    public NvmlSource source() {
        return () -> this;
    }

    @Override
    public boolean exports(String symbol) {
        return !missing.contains(symbol) && answers.containsKey(symbol);
    }

    @Override
    public int call(String symbol, Object... arguments) {
        calls.add(symbol);
        if (missing.contains(symbol)) {
            return NvmlReturn.FUNCTION_NOT_FOUND;
        }
        boolean ofGpu = arguments.length > 0 && arguments[0] instanceof Long;
        Answer ofAll = answers.getOrDefault(symbol, code(NvmlReturn.NOT_SUPPORTED));
        return (ofGpu ? answers.getOrDefault(symbol + "#" + ((long) arguments[0] - 1), ofAll) : ofAll).to(arguments);
    }

    public static Answer code(int code) {
        return arguments -> code;
    }

    /** Writes ints one after another to the last argument. */
    public static Answer ints(int... values) {
        return arguments -> {
            for (int i = 0; i < values.length; i++) {
                new Pointer((long) arguments[arguments.length - 1]).setInt(4L * i, values[i]);
            }
            return NvmlReturn.SUCCESS;
        };
    }

    /** Writes longs one after another to the last argument. */
    public static Answer longs(long... values) {
        return arguments -> {
            for (int i = 0; i < values.length; i++) {
                put((long) arguments[arguments.length - 1] + 8L * i, values[i]);
            }
            return NvmlReturn.SUCCESS;
        };
    }

    /** Writes a process list: pid, bytes, pid, bytes ... in records of a size. */
    public static Answer processes(int size, long... pidsAndBytes) {
        return arguments -> {
            new Pointer((long) arguments[1]).setInt(0, pidsAndBytes.length / 2);
            for (int i = 0; i < pidsAndBytes.length / 2; i++) {
                Pointer process = new Pointer((long) arguments[2] + (long) size * i);
                process.setInt(0, (int) pidsAndBytes[2 * i]);
                process.setLong(8, pidsAndBytes[2 * i + 1]);
            }
            return NvmlReturn.SUCCESS;
        };
    }

    public static int put(Object address, long value) {
        new Pointer((long) address).setLong(0, value);
        return NvmlReturn.SUCCESS;
    }

    public static int putInt(Object address, int value) {
        new Pointer((long) address).setInt(0, value);
        return NvmlReturn.SUCCESS;
    }

    public static int text(Object address, String text) {
        byte[] bytes = (text + '\0').getBytes(StandardCharsets.UTF_8);
        new Pointer((long) address).write(0, bytes, 0, bytes.length);
        return NvmlReturn.SUCCESS;
    }
}
