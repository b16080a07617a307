package dev.cellwatch.monitor.gpu.nvml;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The native library, each function looked up by name when it is first called. Thread-safe. */
class LookedUpNvml implements NvmlLibrary {

    private final NativeLibrary library;
    private final Map<String, Optional<Function>> functions = new ConcurrentHashMap<>();

    LookedUpNvml(NativeLibrary library) {
        this.library = library;
    }

    @Override
    public final boolean exports(String symbol) {
        return function(symbol).isPresent();
    }

    @Override
    public final int call(String symbol, Object... arguments) {
        return function(symbol).map(found -> found.invokeInt(arguments)).orElse(NvmlReturn.FUNCTION_NOT_FOUND);
    }

    private Optional<Function> function(String symbol) {
        return functions.computeIfAbsent(symbol, this::lookUp);
    }

    private Optional<Function> lookUp(String symbol) {
        try {
            return Optional.of(library.getFunction(symbol));
        } catch (UnsatisfiedLinkError missing) {
            return Optional.empty();
        }
    }
}
