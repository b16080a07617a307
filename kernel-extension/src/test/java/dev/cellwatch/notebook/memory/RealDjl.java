package dev.cellwatch.notebook.memory;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** The real DJL with PyTorch on the CPU, where its native library is for this platform. */
public final class RealDjl {

    private RealDjl() {}

    /** Loads it; where there is none, the test is skipped. */
    public static void start() {
        assumeTrue(System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64"));
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        try (NDManager warm = NDManager.newBaseManager()) {
            warm.ones(new Shape(1)).toFloatArray();
        }
    }

    static Release release(GarbageCollection garbage) {
        return new DjlMemory().release(RealDjl.class.getClassLoader(), garbage).orElseThrow();
    }
}
