package dev.cellwatch.monitor.gpu;

import java.util.OptionalDouble;

/** How temperatures are read, in degrees Celsius. */
final class Temperatures {

    /** The size of the versioned structure, 12 bytes, and its number. */
    private static final int VERSION_1 = 12 | 1 << 24;

    private static final DeviceCall VERSIONED = (nvml, device, out) -> nvml.nvmlDeviceGetTemperatureV(device, out);

    private Temperatures() {}

    /** The GPU's own; the driver is to drop the first call one day, and then has only the second. */
    static Reading gpu() {
        return Reading.number(1, (nvml, device, out) -> nvml.nvmlDeviceGetTemperature(device, 0, out))
                .or(device -> {
                    device.out().putInt(0, VERSION_1).putInt(4, 0);
                    return device.ask(VERSIONED)
                            ? OptionalDouble.of(device.out().getInt(8))
                            : OptionalDouble.empty();
                });
    }

    /** A limit by NVML's number: 0 switches off, 1 slows down, 2 memory, 3 GPU. */
    static Reading threshold(int number) {
        return Reading.number(1, (nvml, device, out) -> nvml.nvmlDeviceGetTemperatureThreshold(device, number, out));
    }
}
