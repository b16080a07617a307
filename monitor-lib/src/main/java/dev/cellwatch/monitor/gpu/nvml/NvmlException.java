package dev.cellwatch.monitor.gpu.nvml;

/** NVML cannot be used, or a device cannot be read; the message is one sentence for people. */
public final class NvmlException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int code;

    private NvmlException(int code, String message) {
        super(message);
        this.code = code;
    }

    /** There is nothing to ask: no library, or none wanted. */
    public static NvmlException unavailable(String sentence) {
        return new NvmlException(NvmlReturn.FUNCTION_NOT_FOUND, sentence);
    }

    /** The library could not be initialised. */
    public static NvmlException atInit(int code) {
        return new NvmlException(
                code,
                switch (code) {
                    case NvmlReturn.DRIVER_NOT_LOADED ->
                        "NVIDIA's library is installed, but its driver is not loaded: see what nvidia-smi says, or reboot.";
                    case NvmlReturn.NO_PERMISSION ->
                        "No permission to use the NVIDIA driver: check who may read and write /dev/nvidia*.";
                    case NvmlReturn.LIB_RM_VERSION_MISMATCH ->
                        "The NVIDIA driver was updated under a running system, and library and driver differ: reboot.";
                    case NvmlReturn.GPU_IS_LOST -> "A GPU has fallen off the bus: a reboot may bring it back.";
                    case NvmlReturn.UNKNOWN ->
                        "NVML does not start (unknown error): in a container this means that it lost its GPU,"
                                + " for example after 'systemctl daemon-reload' on the host; restart the container.";
                    default -> "NVML does not start: the driver answers with error " + code + ".";
                });
    }

    /** The library works, but there is no GPU. */
    public static NvmlException noDevices() {
        return new NvmlException(
                NvmlReturn.GPU_NOT_FOUND, "The NVIDIA driver is loaded, but it sees no GPU in this machine.");
    }

    /** One device cannot be read. */
    public static NvmlException ofDevice(int code) {
        return new NvmlException(
                code,
                switch (code) {
                    case NvmlReturn.GPU_IS_LOST, NvmlReturn.GPU_NOT_FOUND ->
                        "The GPU has fallen off the bus; it will be looked for again.";
                    case NvmlReturn.RESET_REQUIRED -> "The GPU needs a reset (nvidia-smi --gpu-reset, as root).";
                    case NvmlReturn.NO_PERMISSION -> "No permission to read this GPU.";
                    default -> "The GPU cannot be read: the driver answers with error " + code + ".";
                });
    }

    public int code() {
        return code;
    }
}
