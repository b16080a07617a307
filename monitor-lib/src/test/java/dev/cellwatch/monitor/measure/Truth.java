package dev.cellwatch.monitor.measure;

/** What really held a simulated cell up, known from running it again with one resource made faster. */
enum Truth {
    GPU,
    /** The GPU, and a good part of it only because its clocks were cut. */
    THROTTLED,
    /** Storage or the network. */
    INPUT,
    /** Work of the CPU: preprocessing, launching kernels, code of the program itself. */
    HOST,
    /** Copies between the memories of host and GPU. */
    PCIE,
    GC,
    /** Waiting for something that no part of this machine makes faster. */
    IDLE,
    /** Several of them about equally, or one after the other. */
    MIXED
}
