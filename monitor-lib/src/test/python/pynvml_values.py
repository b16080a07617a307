"""Prints what pynvml (PyPI nvidia-ml-py) reads from the libnvidia-ml.so.1 on LD_LIBRARY_PATH, as JSON.

One object for each GPU, keyed by the names that Cellwatch gives the same values, in the same base units. For a library
that answers every question, as the fake of the tests does; fields that it does not know are left out.
"""

import json
import sys

try:
    import pynvml as n
except ImportError:
    sys.exit(3)


def field(gpu, number, scale=1):
    answer = n.nvmlDeviceGetFieldValues(gpu, [number])[0]
    if answer.nvmlReturn != n.NVML_SUCCESS:
        return None
    kind = {n.NVML_VALUE_TYPE_DOUBLE: "dVal", n.NVML_VALUE_TYPE_UNSIGNED_INT: "uiVal"}.get(answer.valueType, "ullVal")
    return getattr(answer.value, kind) / scale


def memory(gpu):
    info = n.nvmlDeviceGetMemoryInfo(gpu, version=n.nvmlMemory_v2)
    return {
        "nvidia_gpu_memory_total_bytes": info.total,
        "nvidia_gpu_memory_used_bytes": info.used,
        "nvidia_gpu_memory_free_bytes": info.free,
        "nvidia_gpu_memory_reserved_bytes": info.reserved,
    }


def clocks(gpu):
    domains = {
        "graphics": n.NVML_CLOCK_GRAPHICS,
        "sm": n.NVML_CLOCK_SM,
        "memory": n.NVML_CLOCK_MEM,
        "video": n.NVML_CLOCK_VIDEO,
    }
    for name, domain in domains.items():
        yield f"nvidia_gpu_{name}_clock_hertz", n.nvmlDeviceGetClockInfo(gpu, domain) * 1_000_000
        yield f"nvidia_gpu_{name}_maximum_clock_hertz", n.nvmlDeviceGetMaxClockInfo(gpu, domain) * 1_000_000


def ecc(gpu, kind, counter):
    return n.nvmlDeviceGetTotalEccErrors(gpu, kind, counter)


def temperatures(gpu):
    thresholds = {
        "shutdown_temperature": n.NVML_TEMPERATURE_THRESHOLD_SHUTDOWN,
        "slowdown_temperature": n.NVML_TEMPERATURE_THRESHOLD_SLOWDOWN,
        "memory_maximum_temperature": n.NVML_TEMPERATURE_THRESHOLD_MEM_MAX,
        "maximum_temperature": n.NVML_TEMPERATURE_THRESHOLD_GPU_MAX,
    }
    yield "nvidia_gpu_temperature_celsius", n.nvmlDeviceGetTemperature(gpu, n.NVML_TEMPERATURE_GPU)
    yield "nvidia_gpu_memory_temperature_celsius", field(gpu, n.NVML_FI_DEV_MEMORY_TEMP)
    for name, threshold in thresholds.items():
        yield f"nvidia_gpu_{name}_celsius", n.nvmlDeviceGetTemperatureThreshold(gpu, threshold)


def power(gpu):
    lowest, highest = n.nvmlDeviceGetPowerManagementLimitConstraints(gpu)
    return {
        "nvidia_gpu_power_usage_watts": n.nvmlDeviceGetPowerUsage(gpu) / 1000,
        "nvidia_gpu_power_instant_watts": field(gpu, n.NVML_FI_DEV_POWER_INSTANT, 1000),
        "nvidia_gpu_power_average_watts": field(gpu, n.NVML_FI_DEV_POWER_AVERAGE, 1000),
        "nvidia_gpu_power_enforced_limit_watts": n.nvmlDeviceGetEnforcedPowerLimit(gpu) / 1000,
        "nvidia_gpu_power_limit_watts": n.nvmlDeviceGetPowerManagementLimit(gpu) / 1000,
        "nvidia_gpu_power_default_limit_watts": n.nvmlDeviceGetPowerManagementDefaultLimit(gpu) / 1000,
        "nvidia_gpu_power_minimum_limit_watts": lowest / 1000,
        "nvidia_gpu_power_maximum_limit_watts": highest / 1000,
        "nvidia_gpu_energy_joules_total": n.nvmlDeviceGetTotalEnergyConsumption(gpu) / 1000,
    }


def errors(gpu):
    corrected, uncorrected = n.NVML_MEMORY_ERROR_TYPE_CORRECTED, n.NVML_MEMORY_ERROR_TYPE_UNCORRECTED
    now, ever = n.NVML_VOLATILE_ECC, n.NVML_AGGREGATE_ECC
    rows = n.nvmlDeviceGetRemappedRows(gpu)
    names = ["correctable", "uncorrectable", "pending", "failure"]
    return {
        "nvidia_gpu_memory_error_count": ecc(gpu, uncorrected, now),
        "nvidia_gpu_ecc_corrected_errors_total": ecc(gpu, corrected, now),
        "nvidia_gpu_ecc_corrected_lifetime_errors_total": ecc(gpu, corrected, ever),
        "nvidia_gpu_ecc_uncorrected_lifetime_errors_total": ecc(gpu, uncorrected, ever),
        "nvidia_gpu_pcie_error_count": n.nvmlDeviceGetPcieReplayCounter(gpu),
        **{f"nvidia_gpu_remapped_rows_{name}": rows[i] for i, name in enumerate(names)},
    }


def pcie(gpu):
    sent = n.nvmlDeviceGetPcieThroughput(gpu, n.NVML_PCIE_UTIL_TX_BYTES) * 1000
    received = n.nvmlDeviceGetPcieThroughput(gpu, n.NVML_PCIE_UTIL_RX_BYTES) * 1000
    return {
        "nvidia_gpu_pcie_link_generation": n.nvmlDeviceGetCurrPcieLinkGeneration(gpu),
        "nvidia_gpu_pcie_link_width": n.nvmlDeviceGetCurrPcieLinkWidth(gpu),
        "nvidia_gpu_pcie_link_maximum_generation": n.nvmlDeviceGetMaxPcieLinkGeneration(gpu),
        "nvidia_gpu_pcie_link_maximum_width": n.nvmlDeviceGetMaxPcieLinkWidth(gpu),
        "nvidia_gpu_pcie_sent_bytes_per_second": sent,
        "nvidia_gpu_pcie_received_bytes_per_second": received,
        "nvidia_gpu_pcie_bandwidth_bytes_per_second": sent + received,
    }


def activity(gpu):
    use = n.nvmlDeviceGetUtilizationRates(gpu)
    throttled = {"power_cap": 74, "sync_boost": 76, "software_thermal": 269, "hardware_thermal": 270, "power_brake": 271}
    return {
        "nvidia_gpu_utilization_ratio": use.gpu / 100,
        "nvidia_gpu_memory_controller_utilization_ratio": use.memory / 100,
        "nvidia_gpu_encoder_utilization_ratio": n.nvmlDeviceGetEncoderUtilization(gpu)[0] / 100,
        "nvidia_gpu_decoder_utilization_ratio": n.nvmlDeviceGetDecoderUtilization(gpu)[0] / 100,
        "nvidia_gpu_fan_speed_ratio": n.nvmlDeviceGetFanSpeed(gpu) / 100,
        "nvidia_gpu_performance_state": n.nvmlDeviceGetPerformanceState(gpu),
        "nvidia_gpu_throttle_reasons": n.nvmlDeviceGetCurrentClocksThrottleReasons(gpu),
        "nvidia_gpu_process_count": len(n.nvmlDeviceGetComputeRunningProcesses(gpu)),
        **{f"nvidia_gpu_throttled_{name}_seconds_total": field(gpu, number, 1e9) for name, number in throttled.items()},
    }


def counters(gpu):
    request = n.c_nvmlGpmMetricsGet_t()
    request.version = n.NVML_GPM_METRICS_GET_VERSION
    names = {
        n.NVML_GPM_METRIC_SM_UTIL: "sm_activity_ratio",
        n.NVML_GPM_METRIC_SM_OCCUPANCY: "sm_occupancy_ratio",
        n.NVML_GPM_METRIC_ANY_TENSOR_UTIL: "tensor_activity_ratio",
        n.NVML_GPM_METRIC_DRAM_BW_UTIL: "memory_bandwidth_bytes_per_second",
    }
    request.numMetrics = len(names)
    for i, metric in enumerate(names):
        request.metrics[i].metricId = metric
    request.sample1 = n.nvmlGpmSampleGet(gpu, n.nvmlGpmSampleAlloc())
    request.sample2 = n.nvmlGpmSampleGet(gpu, n.nvmlGpmSampleAlloc())
    answer = n.nvmlGpmMetricsGet(request)
    n.nvmlGpmSampleFree(request.sample1)
    n.nvmlGpmSampleFree(request.sample2)
    clock = n.nvmlDeviceGetMaxClockInfo(gpu, n.NVML_CLOCK_MEM) * 1_000_000
    most = 2 * clock * n.nvmlDeviceGetMemoryBusWidth(gpu) / 8
    factors = dict.fromkeys(names, 1) | {n.NVML_GPM_METRIC_DRAM_BW_UTIL: most}
    return {
        f"nvidia_gpu_{name}": answer.metrics[i].value / 100 * factors[metric]
        for i, (metric, name) in enumerate(names.items())
    }


def metrics(gpu):
    parts = [memory(gpu), dict(clocks(gpu)), dict(temperatures(gpu)), power(gpu), errors(gpu), pcie(gpu), activity(gpu)]
    parts.append(counters(gpu))
    return {name: number for part in parts for name, number in part.items() if number is not None}


def processes(gpu):
    return [{"pid": p.pid, "memory": p.usedGpuMemory} for p in n.nvmlDeviceGetComputeRunningProcesses(gpu)]


def main():
    n.nvmlInit()
    gpus = []
    for index in range(n.nvmlDeviceGetCount()):
        gpu = n.nvmlDeviceGetHandleByIndex(index)
        gpus.append(
            {
                "index": index,
                "uuid": n.nvmlDeviceGetUUID(gpu),
                "name": n.nvmlDeviceGetName(gpu),
                "pciBusId": n.nvmlDeviceGetPciInfo(gpu).busId,
                "computeCapability": ".".join(map(str, n.nvmlDeviceGetCudaComputeCapability(gpu))),
                "metrics": metrics(gpu),
                "processes": processes(gpu),
            }
        )
    print(json.dumps({"driver": n.nvmlSystemGetDriverVersion(), "gpus": gpus}))


main()
