package dev.cellwatch.monitor.gpu;

import dev.cellwatch.monitor.gpu.nvml.NvmlException;
import java.util.OptionalDouble;

/** How a row of {@link GpuMetric} gets its value from a device, in base units. */
@FunctionalInterface
interface Reading {

    OptionalDouble from(NvmlDevice device) throws NvmlException;

    /** An unsigned int that the call writes, times a factor. */
    static Reading number(double factor, DeviceCall call) {
        return device -> device.number(call, factor);
    }

    /** An unsigned long long that the call writes, times a factor. */
    static Reading bigNumber(double factor, DeviceCall call) {
        return device -> device.bigNumber(call, factor);
    }

    /** A number that means something only up to a limit. */
    static Reading upTo(int limit, DeviceCall call) {
        return device ->
                device.number(call, 1).stream().filter(value -> value <= limit).findFirst();
    }

    /** A share of time that the call writes as a percentage. */
    static Reading percent(DeviceCall call) {
        return device -> device.ask(call) ? NvmlDevice.share(device.out().getInt(0)) : OptionalDouble.empty();
    }

    /** A value of the batch that is read at the start of each tick, times a factor. */
    static Reading field(NvmlField field, double factor) {
        return device -> device.fields().get(field, factor);
    }

    /** Memory errors: type 0 corrected, 1 not; counter 0 since the driver was loaded, 1 over the GPU's life. */
    static Reading ecc(int errorType, int counterType) {
        return bigNumber(
                1, (nvml, device, out) -> nvml.nvmlDeviceGetTotalEccErrors(device, errorType, counterType, out));
    }

    /** One of the four numbers about replaced memory rows, which the call writes to four places. */
    static Reading remapped(int which) {
        DeviceCall call =
                (nvml, device, out) -> nvml.nvmlDeviceGetRemappedRows(device, out, out + 4, out + 8, out + 12);
        return device ->
                device.ask(call) ? NvmlDevice.known(device.out().getInt(4 * which), 1) : OptionalDouble.empty();
    }

    /** This, or where it gives nothing, the other. */
    default Reading or(Reading other) {
        return device -> {
            OptionalDouble value = from(device);
            return value.isPresent() ? value : other.from(device);
        };
    }
}
