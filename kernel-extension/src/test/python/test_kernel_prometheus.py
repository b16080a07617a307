"""A real Prometheus finds kernels by itself."""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.parse
import urllib.request

import pytest
from bench_sampling import java_of
from kernel_session import Session

PROMETHEUS = shutil.which("prometheus")
pytestmark = pytest.mark.skipif(
    PROMETHEUS is None and not os.environ.get("CI"), reason="prometheus is not installed (apt-get install prometheus)"
)

CONFIGURATION = """
global:
  scrape_interval: 2s
scrape_configs:
  - job_name: kernels
    file_sd_configs:
      - files: ["{targets}/*.json"]
        refresh_interval: 30s
"""


class Prometheus:
    """Debian's Prometheus on a port of its own. Use it in a with statement."""

    def __init__(self, folder, targets):
        self.folder = folder
        (folder / "prometheus.yml").write_text(CONFIGURATION.format(targets=targets))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"

    def __enter__(self):
        self.log = open(self.folder / "prometheus.log", "w")
        self.process = subprocess.Popen(
            [PROMETHEUS, f"--config.file={self.folder}/prometheus.yml", f"--storage.tsdb.path={self.folder}/data",
             f"--web.listen-address={self.address}"], stdout=self.log, stderr=self.log,
        )  # fmt: skip
        return self

    def __exit__(self, *failure):
        self.process.terminate()
        self.process.wait(20)
        self.log.close()

    def ask(self, path):
        try:
            with urllib.request.urlopen(f"http://{self.address}/api/v1/{path}", timeout=10) as answer:
                return json.load(answer)["data"]
        except OSError:
            return None  # it has not started yet

    def up(self):
        """The notebooks whose kernels answer."""
        found = self.ask("targets?state=active")
        targets = found["activeTargets"] if found else []
        return sorted(target["labels"]["notebook"] for target in targets if target["health"] == "up")

    def query(self, expression):
        return self.ask("query?" + urllib.parse.urlencode({"query": expression}))["result"]


def until(condition, seconds):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"not so within {seconds} s"
        time.sleep(0.5)


def kernel(state, notebook):
    return Session(env={"CELLWATCH_STATE_DIR": str(state), "JPY_SESSION_NAME": f"/home/ada/{notebook}.ipynb"})


def test_prometheus_finds_kernels_loses_one_that_is_killed_and_finds_the_next(tmp_path):
    state = tmp_path / "state"
    with kernel(state, "digits") as digits, kernel(state, "words") as words, Prometheus(
        tmp_path, state / "targets"
    ) as prometheus:
        digits.run("1 + 1")
        words.run("1 + 1")
        until(lambda: prometheus.up() == ["digits.ipynb", "words.ipynb"], 75)  # the folder came after Prometheus
        until(lambda: len(prometheus.query("nvidia_gpu_utilization_ratio")) == 4, 30)
        series = prometheus.query("nvidia_gpu_utilization_ratio")
        assert {one["metric"]["notebook"] for one in series} == {"digits.ipynb", "words.ipynb"}
        assert len({one["metric"]["kernel_id"] for one in series}) == 2
        folded = prometheus.query("max by (host, uuid) (nvidia_gpu_utilization_ratio)")
        assert len(folded) == 2, "two kernels see the same two GPUs"
        os.kill(int(java_of(words.manager.provisioner.process.pid)), signal.SIGKILL)
        until(lambda: prometheus.up() == ["digits.ipynb"], 10)
        until(lambda: len(prometheus.ask("targets?state=active")["activeTargets"]) == 1, 120)
        with kernel(state, "words") as again:
            again.run("1 + 1")
            until(lambda: prometheus.up() == ["digits.ipynb", "words.ipynb"], 60)
