package dev.cellwatch.monitor.gpu.nvml;

/** NVML's return codes, and what they mean for the one who asked. */
public final class NvmlReturn {

    public static final int SUCCESS = 0;
    public static final int UNINITIALIZED = 1;
    public static final int INVALID_ARGUMENT = 2;
    public static final int NOT_SUPPORTED = 3;
    public static final int NO_PERMISSION = 4;
    public static final int NOT_FOUND = 6;
    public static final int INSUFFICIENT_SIZE = 7;
    public static final int DRIVER_NOT_LOADED = 9;
    public static final int TIMEOUT = 10;
    public static final int FUNCTION_NOT_FOUND = 13;
    public static final int GPU_IS_LOST = 15;
    public static final int RESET_REQUIRED = 16;
    public static final int LIB_RM_VERSION_MISMATCH = 18;
    public static final int ARGUMENT_VERSION_MISMATCH = 25;
    public static final int GPU_NOT_FOUND = 28;
    public static final int UNKNOWN = 999;

    private NvmlReturn() {}

    /** The field does not exist here and will not until the library is initialised again: do not ask again. */
    public static boolean isLastingAbsence(int code) {
        return code == NOT_SUPPORTED || code == FUNCTION_NOT_FOUND;
    }

    /** The device is gone or broken: nothing else that it answers can be trusted. */
    public static boolean isDeviceFailure(int code) {
        return needsInit(code) || code == RESET_REQUIRED;
    }

    /** All handles are worthless: only shutting the library down and initialising it again helps. */
    public static boolean needsInit(int code) {
        return switch (code) {
            case UNINITIALIZED, DRIVER_NOT_LOADED, GPU_IS_LOST, LIB_RM_VERSION_MISMATCH, GPU_NOT_FOUND -> true;
            default -> false;
        };
    }
}
