package dev.cellwatch.monitor.gpu;

import dev.cellwatch.monitor.gpu.nvml.NvmlException;
import dev.cellwatch.monitor.gpu.nvml.NvmlLibrary;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Asks a device what it is. */
final class DeviceIdentity {

    private static final int LENGTH = 96;
    private static final int PCI_BUS_ID = 36; // after the short id and five numbers
    private static final List<String> ARCHITECTURES = List.of(
            "",
            "",
            "Kepler",
            "Maxwell",
            "Pascal",
            "Volta",
            "Turing",
            "Ampere",
            "Ada",
            "Hopper",
            "Blackwell",
            "",
            "",
            "Rubin");

    private DeviceIdentity() {}

    static Gpu of(NvmlDevice device, int index) throws NvmlException {
        return new Gpu(
                index,
                uuid(device).orElse("GPU-at-index-" + index),
                text(device, 0, (nvml, handle, out) -> nvml.nvmlDeviceGetName(handle, out, LENGTH))
                        .orElse("NVIDIA GPU"),
                text(device, PCI_BUS_ID, NvmlLibrary::nvmlDeviceGetPciInfo_v3),
                computeCapability(device),
                architecture(device),
                MemoryInfo.kind(device),
                List.of(),
                Optional.empty());
    }

    static Optional<String> uuid(NvmlDevice device) throws NvmlException {
        return text(device, 0, (nvml, handle, out) -> nvml.nvmlDeviceGetUUID(handle, out, LENGTH));
    }

    private static Optional<String> text(NvmlDevice device, int offset, DeviceCall call) throws NvmlException {
        return device.ask(call)
                ? Optional.of(device.out().getString(offset, LENGTH)).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    private static Optional<String> computeCapability(NvmlDevice device) throws NvmlException {
        return device.ask((nvml, handle, out) -> nvml.nvmlDeviceGetCudaComputeCapability(handle, out, out + 4))
                ? Optional.of(device.out().getInt(0) + "." + device.out().getInt(4))
                : Optional.empty();
    }

    private static Optional<String> architecture(NvmlDevice device) throws NvmlException {
        OptionalDouble number = device.number(NvmlLibrary::nvmlDeviceGetArchitecture, 1);
        return number.isPresent() && number.getAsDouble() < ARCHITECTURES.size()
                ? Optional.of(ARCHITECTURES.get((int) number.getAsDouble())).filter(name -> !name.isEmpty())
                : Optional.empty();
    }
}
