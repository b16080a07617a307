package dev.cellwatch.environment.engine;

/** How a container gets at the NVIDIA GPUs. */
public enum GpuAccess {
    /** Through Docker's {@code nvidia} runtime. */
    RUNTIME("through the nvidia runtime"),
    /** Through devices that are described for every engine (CDI). */
    CDI("through CDI devices"),
    NO_GPU("nvidia-smi lists no GPU here"),
    NO_RUNTIME("the engine has neither the nvidia runtime nor CDI devices; install NVIDIA's container toolkit");

    private final String words;

    GpuAccess(String words) {
        this.words = words;
    }

    /** How, or why not. */
    public String words() {
        return words;
    }

    public boolean given() {
        return this == RUNTIME || this == CDI;
    }
}
