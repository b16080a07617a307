"""The rules of Prometheus, each fired and each kept silent, by promtool and without waiting for them."""

import random
import subprocess

import pytest
import yaml
from rendered import DOCKER

PROMETHEUS = DOCKER / "monitoring/prometheus"
RULE_FILES = [PROMETHEUS / "temperature.rules.yml", *sorted(PROMETHEUS.glob("rules/*.yml"))]
GPU = 'host="lab-1",uuid="GPU-7"'
KERNEL = f'{GPU},gpu="0",job="kernels",notebook="mnist.ipynb",kernel_id="1"'
OTHER = f'{GPU},gpu="0",job="kernels",notebook="other.ipynb",kernel_id="2"'
DCGM = 'host="lab-1",UUID="GPU-7",gpu="0",job="gpu",modelName="NVIDIA H200"'
RUN = 'host="lab-1",notebook="mnist.ipynb",run="mnist",job="kernels"'
GIB = 1 << 30


class Machine:
    """Series of a made-up machine, and which alerts fire at which time."""

    def __init__(self, folder):
        self.folder = folder
        self.series = []

    def has(self, name, labels, values):
        """A value each 15 seconds, as promtool writes them or as a list."""
        values = values if isinstance(values, str) else " ".join(f"{value:.6f}" for value in values)
        self.series.append({"series": f"{name}{{{labels}}}", "values": values})
        return self

    def memory(self, labels, used, total=80 * GIB):
        return self.has("nvidia_gpu_memory_used_bytes", labels, used).has(
            "nvidia_gpu_memory_total_bytes", labels, f"{total}x400"
        )

    def firing(self, minutes, name):
        """The labels and descriptions of what fires under that name then."""
        expected = {"eval_time": f"{minutes}m", "alertname": name, "exp_alerts": [{"exp_labels": {"none": "such"}}]}
        done = self.promtool({"alert_rule_test": [expected]})
        told = done.stdout + done.stderr
        assert "got:" in told, told  # it always differs from such an alert
        return told.split("got:", 1)[1]


    def tells(self, minutes, values):
        """Whether expressions have these values then: whose labels and number each, or nothing."""
        asked = [
            {"expr": name, "eval_time": f"{minutes}m", "exp_samples": [{"labels": f"{name}{{{labels}}}", "value": value}]}
            if labels
            else {"expr": name, "eval_time": f"{minutes}m", "exp_samples": []}
            for name, (labels, value) in values.items()
        ]
        done = self.promtool({"promql_expr_test": asked})
        assert done.returncode == 0, done.stdout + done.stderr
        return True

    def promtool(self, expected):
        whole = {
            "rule_files": [str(file) for file in RULE_FILES],
            "evaluation_interval": "15s",
            "tests": [{"interval": "15s", "input_series": self.series, **expected}],
        }
        file = self.folder / "test.yml"
        file.write_text(yaml.safe_dump(whole))
        return subprocess.run(["promtool", "test", "rules", str(file)], capture_output=True, text=True)


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def fires(told, *parts):
    return "Labels:" in told and all(part in told for part in parts)


def count(told):
    return told.count("Labels:")


def test_two_kernels_and_one_hot_gpu_are_one_alert_that_names_it(machine):
    for kernel in (KERNEL, OTHER):
        machine.has("nvidia_gpu_temperature_celsius", kernel, "86x40").memory(kernel, f"{GIB}x40")
    told = machine.firing(3, "GPUHighTemperature")
    assert count(told) == 1
    assert fires(told, 'severity="critical"', 'priority="P2"', 'service="gpu"', 'uuid="GPU-7"', 'host="lab-1"')
    assert "GPU 0 on lab-1: temperature above 85 °C: 86 °C (for 2 minutes)" in told
    assert "kernel_id" not in told and "notebook" not in told
    assert count(machine.firing(1, "GPUHighTemperature")) == 0, "it has to hold"


def test_a_kernel_that_is_restarted_keeps_an_alert_as_it_was(machine):
    machine.has("nvidia_gpu_temperature_celsius", KERNEL, "86x6 _x40").has(
        "nvidia_gpu_temperature_celsius", OTHER, "_x5 86x40"
    )
    assert count(machine.firing(3, "GPUHighTemperature")) == 1


@pytest.mark.parametrize(
    "celsius, expected", [(80, []), (81, ["HighGPUTemperature"]), (85, ["HighGPUTemperature"])]
)
def test_a_warm_gpu_is_a_warning_and_its_limits_are_no_part_of_it(machine, celsius, expected):
    machine.has("nvidia_gpu_temperature_celsius", KERNEL, f"{celsius}x40")
    both = ("HighGPUTemperature", "GPUHighTemperature")
    assert [name for name in both if count(machine.firing(5, name))] == expected


def test_a_gpu_whose_name_nobody_tells_is_told_by_its_uuid(machine):
    machine.has("nvidia_gpu_temperature_celsius", KERNEL, "90x40")
    assert "GPU GPU-7 on lab-1: temperature" in machine.firing(5, "GPUHighTemperature")


def test_full_memory_of_a_gpu_is_told_after_five_minutes_and_of_what_is_there(machine):
    machine.memory(KERNEL, f"{73 * GIB}x100").memory(OTHER, f"{73 * GIB}x100")
    for name in ("GPUHighMemoryUsage", "HighGPUMemoryUsage"):
        told = machine.firing(6, name)
        assert count(told) == 1 and fires(told, 'severity="warning"', 'priority="P3"')
        assert "GPU 0 on lab-1: memory usage above 90 %: 91.25% (for 5 minutes)" in told
        assert count(machine.firing(4, name)) == 0


def test_memory_that_is_half_full_is_not_full(machine):
    """The source's expression, used by free, is above 90 at 48 %."""
    machine.memory(KERNEL, f"{40 * GIB}x100")
    assert count(machine.firing(20, "GPUHighMemoryUsage")) == 0


def test_a_part_of_a_divided_gpu_is_somebodys_to_fill(machine):
    part = KERNEL.replace("GPU-7", "MIG-7")
    machine.memory(part, f"{79 * GIB}x200").has("nvidia_gpu_utilization_ratio", part, "0x200")
    assert count(machine.firing(40, "GPUHighMemoryUsage")) == count(machine.firing(40, "GPUAllocatedAndIdle")) == 0


def test_an_error_is_told_at_once_and_is_over_five_minutes_later(machine):
    machine.has("nvidia_gpu_error_count", KERNEL, "0x20 1x60").memory(KERNEL, f"{GIB}x100")
    told = machine.firing(6, "GPUErrorsDetected")
    assert count(told) == 1 and fires(told, 'severity="critical"', 'priority="P1"')
    assert "GPU 0 on lab-1: GPU errors (XID) in the last 5 minutes: 1" in told
    assert count(machine.firing(4, "GPUErrorsDetected")) == 0
    assert count(machine.firing(12, "GPUErrorsDetected")) == 0


def test_a_kernel_that_begins_to_count_is_no_error(machine):
    machine.has("nvidia_gpu_error_count", KERNEL, "3x100").has("nvidia_gpu_error_count", OTHER, "_x20 0x60")
    assert count(machine.firing(6, "GPUErrorsDetected")) == 0


def test_a_gpu_that_is_held_and_rests_for_half_an_hour_is_told(machine):
    machine.memory(KERNEL, f"{20 * GIB}x200").has("nvidia_gpu_utilization_ratio", KERNEL, "0x200")
    told = machine.firing(31, "GPUAllocatedAndIdle")
    assert count(told) == 1 and fires(told, 'severity="info"', 'priority="P4"')
    assert "memory is held and nothing runs for 30 minutes: 25% of it" in told
    assert count(machine.firing(29, "GPUAllocatedAndIdle")) == 0


def test_a_gpu_that_another_kernel_sees_working_does_not_rest(machine):
    machine.memory(KERNEL, f"{20 * GIB}x200").has("nvidia_gpu_utilization_ratio", KERNEL, "0x200")
    machine.has("nvidia_gpu_utilization_ratio", OTHER, "0x60 0.5x2 0x200")
    assert count(machine.firing(40, "GPUAllocatedAndIdle")) == 0


def test_memory_and_disk_of_the_machine_are_told_after_five_minutes(machine):
    node = 'host="lab-1",job="node",instance="lab-1:9100"'
    machine.has("node_memory_MemTotal_bytes", node, "100x60").has("node_memory_MemAvailable_bytes", node, "9x60")
    machine.has("node_filesystem_size_bytes", node + ',mountpoint="/"', "200x60")
    machine.has("node_filesystem_avail_bytes", node + ',mountpoint="/"', "19x60")
    machine.has("node_filesystem_size_bytes", node + ',mountpoint="/data"', "200x60")
    machine.has("node_filesystem_avail_bytes", node + ',mountpoint="/data"', "1x60")
    memory, disk = machine.firing(6, "HighMemoryUsage"), machine.firing(6, "LowDiskSpace")
    assert count(memory) == 1 and fires(memory, 'severity="warning"', 'service="node"', "above 90 %: 91%")
    assert count(disk) == 1 and fires(disk, 'severity="critical"', "less than 10 % of the disk is free: 9.5%")


def losses(shape):
    noise = random.Random(11)
    return {
        "rises": [1 + 0.004 * i + noise.gauss(0, 0.02) for i in range(120)],
        "falls": [2 - 0.01 * i + noise.gauss(0, 0.02) for i in range(120)],
        "stays": [1.0] * 120,
        "stays, noisy": [1 + noise.gauss(0, 0.2) for i in range(120)],
        "stays, one odd value": [1.0] * 60 + [5.0] + [1.0] * 59,
        "creeps": [1 + 0.0002 * i for i in range(120)],
    }[shape]


@pytest.mark.parametrize("shape", ["rises", "falls", "stays", "stays, noisy", "stays, one odd value", "creeps"])
def test_a_loss_is_told_when_it_rises_and_never_when_it_falls_or_wanders(machine, shape):
    machine.has("training_loss", RUN, losses(shape))
    told = [machine.firing(minutes, "TrainingLossIncreasing") for minutes in (22, 26, 29)]
    if shape == "rises":
        assert all(fires(one, 'run="mnist"', 'severity="info"', 'service="kernels"') for one in told)
        assert "mnist of mnist.ipynb on lab-1: the loss goes up" in told[0]
    else:
        assert [count(one) for one in told] == [0, 0, 0]


def test_dcgm_exporter_alone_is_as_good_and_beside_a_kernel_it_is_the_same_gpu(machine):
    machine.has("DCGM_FI_DEV_GPU_TEMP", DCGM, "86x60")
    for name, mebibytes in (("USED", 75_000), ("FREE", 5_000), ("RESERVED", 500)):
        machine.has(f"DCGM_FI_DEV_FB_{name}", DCGM, f"{mebibytes}x60")
    machine.has("DCGM_EXP_XID_ERRORS_COUNT", DCGM + ',xid="31"', "0x8 2x60")
    told = {name: machine.firing(6, name) for name in ("GPUHighTemperature", "GPUHighMemoryUsage", "GPUErrorsDetected")}
    assert all(count(one) == 1 for one in told.values()), told
    assert "GPU 0 on lab-1: memory usage above 90 %: 93.17%" in told["GPUHighMemoryUsage"]
    machine.has("nvidia_gpu_temperature_celsius", KERNEL, "87x60").has("nvidia_gpu_error_count", KERNEL, "0x60")
    assert count(machine.firing(6, "GPUHighTemperature")) == count(machine.firing(6, "GPUErrorsDetected")) == 1


FIELDS = {"FB_USED": 2, "FB_FREE": 7, "GPU_UTIL": 50, "GPU_TEMP": 61, "POWER_USAGE": 300, "PCIE_REPLAY_COUNTER": 4}


@pytest.mark.parametrize("reserved", [1, None])
def test_what_dcgm_exporter_tells_goes_by_the_names_of_kernels_in_base_units(machine, reserved):
    for name, value in (FIELDS | ({"FB_RESERVED": reserved} if reserved else {})).items():
        machine.has(f"DCGM_FI_DEV_{name}", DCGM, f"{value}x20")
    for name in ("PCIE_TX_BYTES", "PCIE_RX_BYTES"):
        machine.has(f"DCGM_FI_PROF_{name}", DCGM, "1000x20")
    gpu, mebibyte = f'{GPU},gpu="0"', 1 << 20
    assert machine.tells(3, {
        "nvidia_gpu_memory_used_bytes": (gpu, 2 * mebibyte),
        "nvidia_gpu_memory_total_bytes": (gpu, (9 + (reserved or 0)) * mebibyte),
        "nvidia_gpu_utilization_ratio": (gpu, 0.5),
        "nvidia_gpu_temperature_celsius": (gpu, 61),
        "nvidia_gpu_power_usage_watts": (gpu, 300),
        "nvidia_gpu_pcie_error_count": (gpu, 4),
        "nvidia_gpu_pcie_bandwidth_bytes_per_second": (gpu, 2000),
    })  # fmt: skip


def test_memory_of_a_divided_gpus_parts_is_not_taken_for_the_gpus(machine):
    for name in ("FB_USED", "FB_FREE", "GPU_UTIL"):
        machine.has(f"DCGM_FI_DEV_{name}", DCGM + ',GPU_I_ID="1",GPU_I_PROFILE="1g.18gb"', "5x20")
    names = ("nvidia_gpu_memory_used_bytes", "nvidia_gpu_memory_total_bytes", "nvidia_gpu_utilization_ratio")
    assert machine.tells(3, {name: (None, None) for name in names})


def test_a_service_that_does_not_answer_is_told_and_a_kernel_that_went_is_not(machine):
    machine.has("up", 'host="lab-1",job="node",service="node",instance="lab-1:9100"', "1x4 0x40")
    machine.has("up", 'host="lab-1",job="kernels",service="kernels",instance="127.0.0.1:19540"', "1x4 0x40")
    told = machine.firing(6, "ServiceDown")
    assert count(told) == 1 and fires(told, 'service="node"', 'severity="critical"', 'priority="P1"')
    assert "lab-1:9100 (node) on lab-1 has not answered Prometheus for 2 minutes" in told


def test_every_alert_has_a_severity_a_priority_a_service_and_sentences():
    for file in RULE_FILES:
        for group in yaml.safe_load(file.read_text())["groups"]:
            for rule in group["rules"]:
                if "alert" in rule:
                    assert rule["labels"]["severity"] in {"critical", "warning", "info"}, rule
                    assert rule["labels"]["priority"] in {"P1", "P2", "P3", "P4"}, rule
                    assert "service" in rule["labels"] or rule["expr"].startswith("up{"), rule
                    assert set(rule["annotations"]) == {"summary", "description"}, rule
