package dev.cellwatch.monitor.measure;

/** Everything that a cell runs on. */
record SimulatedMachine(
        Processor processor,
        ByteSource disk,
        ByteSource network,
        PcieLink link,
        GpuModel gpu,
        GpuLimits limits,
        HeapShape heap) {}
