package dev.cellwatch.monitor.gpu;

/** What is read of a GPU only where somebody asks for it. */
public enum GpuExtra {
    /** Traffic on the PCIe bus; measuring it blocks for 40 ms a time. */
    PCIE_TRAFFIC,
    /** What the parts of the GPU were busy with; others that profile the GPU may want the same counters. */
    PERFORMANCE_COUNTERS
}
