package dev.cellwatch.monitor.gpu;

import dev.cellwatch.monitor.gpu.nvml.NvmlException;
import java.util.OptionalDouble;

/** Traffic on the PCIe bus in bytes per second. Measuring blocks for about 40 ms, so a device only does it when told. */
final class PcieTraffic {

    private static final Reading SENT =
            Reading.number(1000, (nvml, device, out) -> nvml.nvmlDeviceGetPcieThroughput(device, 0, out));
    private static final Reading RECEIVED =
            Reading.number(1000, (nvml, device, out) -> nvml.nvmlDeviceGetPcieThroughput(device, 1, out));

    private OptionalDouble sent = OptionalDouble.empty();
    private OptionalDouble received = OptionalDouble.empty();

    void measure(NvmlDevice device) throws NvmlException {
        sent = SENT.from(device);
        received = RECEIVED.from(device);
    }

    void forget() {
        sent = OptionalDouble.empty();
        received = OptionalDouble.empty();
    }

    OptionalDouble sent() {
        return sent;
    }

    OptionalDouble received() {
        return received;
    }

    OptionalDouble both() {
        return sent.isPresent() && received.isPresent()
                ? OptionalDouble.of(sent.getAsDouble() + received.getAsDouble())
                : OptionalDouble.empty();
    }
}
