package dev.cellwatch.monitor.gpu;

import static dev.cellwatch.monitor.gpu.Reading.bigNumber;
import static dev.cellwatch.monitor.gpu.Reading.ecc;
import static dev.cellwatch.monitor.gpu.Reading.field;
import static dev.cellwatch.monitor.gpu.Reading.number;
import static dev.cellwatch.monitor.gpu.Reading.percent;
import static dev.cellwatch.monitor.gpu.Reading.remapped;
import static dev.cellwatch.monitor.metric.Shape.fast;
import static dev.cellwatch.monitor.metric.Shape.once;
import static dev.cellwatch.monitor.metric.Shape.slow;
import static dev.cellwatch.monitor.metric.Unit.BYTES;
import static dev.cellwatch.monitor.metric.Unit.BYTES_PER_SECOND;
import static dev.cellwatch.monitor.metric.Unit.CELSIUS;
import static dev.cellwatch.monitor.metric.Unit.COUNT;
import static dev.cellwatch.monitor.metric.Unit.HERTZ;
import static dev.cellwatch.monitor.metric.Unit.JOULES;
import static dev.cellwatch.monitor.metric.Unit.RATIO;
import static dev.cellwatch.monitor.metric.Unit.SECONDS;
import static dev.cellwatch.monitor.metric.Unit.WATTS;

import dev.cellwatch.monitor.gpu.PerformanceCounters.Part;
import dev.cellwatch.monitor.gpu.nvml.NvmlException;
import dev.cellwatch.monitor.gpu.nvml.NvmlLibrary;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Row;
import dev.cellwatch.monitor.metric.Shape;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What is measured of a GPU. A row is all that a metric needs: history, exposition, JSON and documents follow from it.
 * The row of the XID codes is read for a {@code GPU_XID} subject, all others for a {@code GPU}, the memory rows for a
 * {@code GPU_INSTANCE} (MIG), too.
 */
@SuppressWarnings("ImmutableEnumChecker") // rows and readings hold nothing that changes
public enum GpuMetric implements Metric {
    UTILIZATION(
            "nvidia_gpu_utilization_ratio",
            fast(RATIO).drawn(),
            "Share of time in which any kernel ran, however small.",
            NvmlDevice::busy),
    MEMORY_CONTROLLER_UTILIZATION(
            "nvidia_gpu_memory_controller_utilization_ratio",
            fast(RATIO).drawn(),
            "Share of time in which memory was read or written.",
            NvmlDevice::memoryBusy),
    MEMORY_USED(
            "nvidia_gpu_memory_used_bytes",
            fast(BYTES).drawn(),
            "Memory in use, without the driver's reserve where that is told apart.",
            device -> device.memory(MemoryInfo::used)),
    MEMORY_TOTAL(
            "nvidia_gpu_memory_total_bytes",
            fast(BYTES).drawn(),
            "Memory of the device.",
            device -> device.memory(MemoryInfo::total)),
    MEMORY_FREE(
            "nvidia_gpu_memory_free_bytes",
            fast(BYTES),
            "Memory that can still be taken.",
            device -> device.memory(MemoryInfo::free)),
    MEMORY_RESERVED(
            "nvidia_gpu_memory_reserved_bytes",
            fast(BYTES),
            "Memory that the driver and the firmware keep.",
            device -> device.memory(MemoryInfo::reserved)),
    POWER_USAGE(
            "nvidia_gpu_power_usage_watts",
            fast(WATTS).drawn(),
            "Power drawn; a one-second average on most GPUs since Ampere.",
            number(1e-3, NvmlLibrary::nvmlDeviceGetPowerUsage)),
    POWER_INSTANT(
            "nvidia_gpu_power_instant_watts",
            fast(WATTS),
            "Power drawn at this moment.",
            field(NvmlField.POWER_INSTANT, 1e-3)),
    POWER_AVERAGE(
            "nvidia_gpu_power_average_watts",
            slow(WATTS),
            "Power drawn, averaged over about a second.",
            field(NvmlField.POWER_AVERAGE, 1e-3)),
    ENERGY(
            "nvidia_gpu_energy_joules_total",
            fast(JOULES).counter(),
            "Energy used since the driver was loaded.",
            field(NvmlField.TOTAL_ENERGY, 1e-3).or(bigNumber(1e-3, NvmlLibrary::nvmlDeviceGetTotalEnergyConsumption))),
    THROTTLE_REASONS(
            "nvidia_gpu_throttle_reasons",
            fast(COUNT).drawn(),
            "Why the clocks are lowered: a set of bits.",
            bigNumber(1, NvmlLibrary::nvmlDeviceGetCurrentClocksThrottleReasons)),
    TEMPERATURE("nvidia_gpu_temperature_celsius", slow(CELSIUS).drawn(), "Temperature of the GPU.", Temperatures.gpu()),
    MEMORY_TEMPERATURE(
            "nvidia_gpu_memory_temperature_celsius",
            slow(CELSIUS).drawn(),
            "Temperature of the memory.",
            field(NvmlField.MEMORY_TEMPERATURE, 1)),
    FAN_SPEED(
            "nvidia_gpu_fan_speed_ratio",
            slow(RATIO).drawn(),
            "Speed that the fan is told to run at.",
            number(0.01, NvmlLibrary::nvmlDeviceGetFanSpeed)),
    GRAPHICS_CLOCK(
            "nvidia_gpu_graphics_clock_hertz",
            slow(HERTZ),
            "Clock of the graphics domain.",
            Clocks.now(Clocks.GRAPHICS)),
    SM_CLOCK(
            "nvidia_gpu_sm_clock_hertz",
            slow(HERTZ).drawn(),
            "Clock of the streaming multiprocessors.",
            Clocks.now(Clocks.SM)),
    MEMORY_CLOCK(
            "nvidia_gpu_memory_clock_hertz", slow(HERTZ).drawn(), "Clock of the memory.", Clocks.now(Clocks.MEMORY)),
    VIDEO_CLOCK("nvidia_gpu_video_clock_hertz", slow(HERTZ), "Clock of the video engines.", Clocks.now(Clocks.VIDEO)),
    PERFORMANCE_STATE(
            "nvidia_gpu_performance_state",
            slow(COUNT),
            "0 is the fastest state, 15 the slowest.",
            Reading.upTo(15, NvmlLibrary::nvmlDeviceGetPerformanceState)),
    ENCODER_UTILIZATION(
            "nvidia_gpu_encoder_utilization_ratio",
            slow(RATIO),
            "Share of time in which the video encoder worked.",
            percent((nvml, device, out) -> nvml.nvmlDeviceGetEncoderUtilization(device, out, out + 8))),
    DECODER_UTILIZATION(
            "nvidia_gpu_decoder_utilization_ratio",
            slow(RATIO),
            "Share of time in which the video decoder worked.",
            percent((nvml, device, out) -> nvml.nvmlDeviceGetDecoderUtilization(device, out, out + 8))),
    POWER_ENFORCED_LIMIT(
            "nvidia_gpu_power_enforced_limit_watts",
            slow(WATTS).drawn(),
            "Power limit in force.",
            number(1e-3, NvmlLibrary::nvmlDeviceGetEnforcedPowerLimit)),
    POWER_LIMIT(
            "nvidia_gpu_power_limit_watts",
            slow(WATTS),
            "Power limit that is set.",
            number(1e-3, NvmlLibrary::nvmlDeviceGetPowerManagementLimit)),
    PCIE_GENERATION(
            "nvidia_gpu_pcie_link_generation",
            slow(COUNT),
            "PCIe generation in use, lower at rest.",
            number(1, NvmlLibrary::nvmlDeviceGetCurrPcieLinkGeneration)),
    PCIE_WIDTH(
            "nvidia_gpu_pcie_link_width",
            slow(COUNT),
            "PCIe lanes in use.",
            number(1, NvmlLibrary::nvmlDeviceGetCurrPcieLinkWidth)),
    PCIE_BANDWIDTH(
            "nvidia_gpu_pcie_bandwidth_bytes_per_second",
            slow(BYTES_PER_SECOND),
            "PCIe traffic in both directions, measured over 20 ms each (CELLWATCH_PCIE=on).",
            device -> device.pcie().both()),
    PCIE_SENT(
            "nvidia_gpu_pcie_sent_bytes_per_second",
            slow(BYTES_PER_SECOND),
            "PCIe traffic from the GPU, measured over 20 ms (CELLWATCH_PCIE=on).",
            device -> device.pcie().sent()),
    PCIE_RECEIVED(
            "nvidia_gpu_pcie_received_bytes_per_second",
            slow(BYTES_PER_SECOND),
            "PCIe traffic to the GPU, measured over 20 ms (CELLWATCH_PCIE=on).",
            device -> device.pcie().received()),
    SM_ACTIVITY(
            "nvidia_gpu_sm_activity_ratio",
            slow(RATIO),
            "Multiprocessors that were busy, between two readings (CELLWATCH_GPM=on, Hopper and newer).",
            device -> device.counters().share(Part.MULTIPROCESSORS)),
    SM_OCCUPANCY(
            "nvidia_gpu_sm_occupancy_ratio",
            slow(RATIO),
            "Warps that were active, of as many as there can be (CELLWATCH_GPM=on, Hopper and newer).",
            device -> device.counters().share(Part.WARPS)),
    TENSOR_ACTIVITY(
            "nvidia_gpu_tensor_activity_ratio",
            slow(RATIO),
            "Share of time in which tensor cores worked (CELLWATCH_GPM=on, Hopper and newer).",
            device -> device.counters().share(Part.TENSOR_CORES)),
    MEMORY_BANDWIDTH(
            "nvidia_gpu_memory_bandwidth_bytes_per_second",
            slow(BYTES_PER_SECOND),
            "Memory read and written, from its share of what clock and bus allow (CELLWATCH_GPM=on, Hopper and newer).",
            device -> device.counters().memoryBytesPerSecond()),
    PROCESS_COUNT(
            "nvidia_gpu_process_count",
            slow(COUNT),
            "Processes that have a context on the GPU.",
            device -> device.processes().count()),
    ERROR_COUNT(
            "nvidia_gpu_error_count",
            slow(COUNT),
            "XID errors of all codes since watching began, where the driver lets us listen.",
            NvmlDevice::xidErrors),
    MEMORY_ERROR_COUNT(
            "nvidia_gpu_memory_error_count",
            slow(COUNT),
            "Memory errors not corrected, since the driver was loaded.",
            ecc(1, 0)),
    PCIE_ERROR_COUNT(
            "nvidia_gpu_pcie_error_count",
            slow(COUNT),
            "PCIe packets that had to be sent again.",
            number(1, NvmlLibrary::nvmlDeviceGetPcieReplayCounter)),
    ECC_CORRECTED(
            "nvidia_gpu_ecc_corrected_errors_total",
            slow(COUNT).counter(),
            "Memory errors corrected, since the driver was loaded.",
            ecc(0, 0)),
    ECC_CORRECTED_LIFETIME(
            "nvidia_gpu_ecc_corrected_lifetime_errors_total",
            slow(COUNT).counter(),
            "Memory errors corrected, over the GPU's life.",
            ecc(0, 1)),
    ECC_UNCORRECTED_LIFETIME(
            "nvidia_gpu_ecc_uncorrected_lifetime_errors_total",
            slow(COUNT).counter(),
            "Memory errors not corrected, over the GPU's life.",
            ecc(1, 1)),
    REMAPPED_CORRECTABLE(
            "nvidia_gpu_remapped_rows_correctable",
            slow(COUNT),
            "Memory rows replaced after errors that could be corrected.",
            remapped(0)),
    REMAPPED_UNCORRECTABLE(
            "nvidia_gpu_remapped_rows_uncorrectable",
            slow(COUNT),
            "Memory rows replaced after errors that could not be corrected.",
            remapped(1)),
    REMAPPING_PENDING(
            "nvidia_gpu_remapped_rows_pending",
            slow(COUNT),
            "1 when a row waits for a reset to be replaced.",
            remapped(2)),
    REMAPPING_FAILED(
            "nvidia_gpu_remapped_rows_failure",
            slow(COUNT),
            "1 when a row could not be replaced: the GPU needs service.",
            remapped(3)),
    THROTTLED_BY_POWER_CAP(
            "nvidia_gpu_throttled_power_cap_seconds_total",
            slow(SECONDS).counter(),
            "Time with clocks lowered to stay within the power limit.",
            field(NvmlField.THROTTLED_BY_POWER_CAP, 1e-9)),
    THROTTLED_BY_SYNC_BOOST(
            "nvidia_gpu_throttled_sync_boost_seconds_total",
            slow(SECONDS).counter(),
            "Time with clocks lowered to those of another GPU in its group.",
            field(NvmlField.THROTTLED_BY_SYNC_BOOST, 1e-9)),
    THROTTLED_BY_SOFTWARE_THERMAL(
            "nvidia_gpu_throttled_software_thermal_seconds_total",
            slow(SECONDS).counter(),
            "Time with clocks lowered by the driver because of heat.",
            field(NvmlField.THROTTLED_BY_SOFTWARE_THERMAL, 1e-9)),
    THROTTLED_BY_HARDWARE_THERMAL(
            "nvidia_gpu_throttled_hardware_thermal_seconds_total",
            slow(SECONDS).counter(),
            "Time with clocks cut by the hardware because of heat.",
            field(NvmlField.THROTTLED_BY_HARDWARE_THERMAL, 1e-9)),
    THROTTLED_BY_POWER_BRAKE(
            "nvidia_gpu_throttled_power_brake_seconds_total",
            slow(SECONDS).counter(),
            "Time with clocks cut by the hardware because the power supply asked for it.",
            field(NvmlField.THROTTLED_BY_POWER_BRAKE, 1e-9)),
    POWER_DEFAULT_LIMIT(
            "nvidia_gpu_power_default_limit_watts",
            once(WATTS),
            "Power limit after a reset.",
            number(1e-3, NvmlLibrary::nvmlDeviceGetPowerManagementDefaultLimit)),
    POWER_MINIMUM_LIMIT(
            "nvidia_gpu_power_minimum_limit_watts",
            once(WATTS),
            "Lowest power limit that can be set.",
            number(
                    1e-3,
                    (nvml, device, out) -> nvml.nvmlDeviceGetPowerManagementLimitConstraints(device, out, out + 8))),
    POWER_MAXIMUM_LIMIT(
            "nvidia_gpu_power_maximum_limit_watts",
            once(WATTS),
            "Highest power limit that can be set.",
            number(
                    1e-3,
                    (nvml, device, out) -> nvml.nvmlDeviceGetPowerManagementLimitConstraints(device, out + 8, out))),
    GRAPHICS_MAXIMUM_CLOCK(
            "nvidia_gpu_graphics_maximum_clock_hertz",
            once(HERTZ),
            "Highest clock of the graphics domain.",
            Clocks.maximum(Clocks.GRAPHICS)),
    SM_MAXIMUM_CLOCK(
            "nvidia_gpu_sm_maximum_clock_hertz",
            once(HERTZ),
            "Highest clock of the multiprocessors.",
            Clocks.maximum(Clocks.SM)),
    MEMORY_MAXIMUM_CLOCK(
            "nvidia_gpu_memory_maximum_clock_hertz",
            once(HERTZ),
            "Highest clock of the memory.",
            Clocks.maximum(Clocks.MEMORY)),
    VIDEO_MAXIMUM_CLOCK(
            "nvidia_gpu_video_maximum_clock_hertz",
            once(HERTZ),
            "Highest clock of the video engines.",
            Clocks.maximum(Clocks.VIDEO)),
    SHUTDOWN_TEMPERATURE(
            "nvidia_gpu_shutdown_temperature_celsius",
            once(CELSIUS),
            "Temperature at which it switches itself off.",
            Temperatures.threshold(0)),
    SLOWDOWN_TEMPERATURE(
            "nvidia_gpu_slowdown_temperature_celsius",
            once(CELSIUS),
            "Temperature at which hardware cuts the clocks.",
            Temperatures.threshold(1)),
    MEMORY_MAXIMUM_TEMPERATURE(
            "nvidia_gpu_memory_maximum_temperature_celsius",
            once(CELSIUS),
            "Memory temperature that lowers the clocks.",
            Temperatures.threshold(2)),
    MAXIMUM_TEMPERATURE(
            "nvidia_gpu_maximum_temperature_celsius",
            once(CELSIUS),
            "Temperature that lowers the clocks.",
            Temperatures.threshold(3)),
    PCIE_MAXIMUM_GENERATION(
            "nvidia_gpu_pcie_link_maximum_generation",
            once(COUNT),
            "Highest PCIe generation of GPU and slot.",
            number(1, NvmlLibrary::nvmlDeviceGetMaxPcieLinkGeneration)),
    PCIE_MAXIMUM_WIDTH(
            "nvidia_gpu_pcie_link_maximum_width",
            once(COUNT),
            "Most PCIe lanes of GPU and slot.",
            number(1, NvmlLibrary::nvmlDeviceGetMaxPcieLinkWidth)),
    XID_ERRORS(
            "nvidia_gpu_xid_errors_total",
            slow(COUNT).counter(),
            "XID errors of one code since watching began.",
            device -> OptionalDouble.empty());

    private final Row row;
    private final Reading reading;

    GpuMetric(String id, Shape shape, String help, Reading reading) {
        this.row = new Row(id, shape, help);
        this.reading = reading;
    }

    @Override
    public Row row() {
        return row;
    }

    /** The rows that a MIG instance has, too. */
    public static List<GpuMetric> ofInstances() {
        return List.of(MEMORY_USED, MEMORY_TOTAL, MEMORY_FREE, MEMORY_RESERVED);
    }

    OptionalDouble read(NvmlDevice device) throws NvmlException {
        return reading.from(device);
    }
}
