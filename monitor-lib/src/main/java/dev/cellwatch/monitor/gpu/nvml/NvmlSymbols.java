package dev.cellwatch.monitor.gpu.nvml;

/** A library by the names that it exports. */
public interface NvmlSymbols {

    /** Whether this driver's library has the function. */
    boolean exports(String symbol);

    /**
     * Calls a function with integers and addresses only ({@code Integer} and {@code Long}) and returns its return code;
     * a function that the library lacks answers {@link NvmlReturn#FUNCTION_NOT_FOUND}.
     */
    int call(String symbol, Object... arguments);
}
