package dev.cellwatch.monitor.gpu;

/** The clock domains by NVML's numbers, and how they are read, in hertz. */
enum Clocks {
    GRAPHICS(0),
    SM(1),
    MEMORY(2),
    VIDEO(3);

    private static final double MEGAHERTZ = 1e6;

    private final int number;

    Clocks(int number) {
        this.number = number;
    }

    static Reading now(Clocks domain) {
        return Reading.number(
                MEGAHERTZ, (nvml, device, out) -> nvml.nvmlDeviceGetClockInfo(device, domain.number, out));
    }

    static Reading maximum(Clocks domain) {
        return Reading.number(
                MEGAHERTZ, (nvml, device, out) -> nvml.nvmlDeviceGetMaxClockInfo(device, domain.number, out));
    }
}
