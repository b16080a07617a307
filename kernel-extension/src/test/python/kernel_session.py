"""A tiny vocabulary for tests that drive a real JJava kernel."""

import os
import queue
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpecManager

MODULE = Path(__file__).resolve().parents[3]
JAR = Path(os.environ.get("CELLWATCH_JAR", MODULE / "target" / "kernel" / "cellwatch.jar"))
FIGURE = "application/vnd.cellwatch.figure.v1+json"


def prefix(version="1.0a8"):
    """The virtual environment that holds a version of JJava."""
    name = "CELLWATCH_TEST_VENV_A6" if version == "1.0a6" else "CELLWATCH_TEST_VENV"
    return Path(os.environ.get(name, sys.prefix))


DJL = ["ai.djl.pytorch:pytorch-engine:0.35.0", "ai.djl.pytorch:pytorch-jni:2.7.1-0.35.0"]
DJL_NATIVE = "ai.djl.pytorch:pytorch-native-cpu:2.7.1:jar:linux-x86_64"


DL4J = ["org.deeplearning4j:deeplearning4j-nn:1.0.0-M2.1", "org.deeplearning4j:deeplearning4j-utility-iterators:1.0.0-M2.1"]
DL4J += ["org.nd4j:nd4j-native:1.0.0-M2.1"]
DL4J_NATIVES = ["org.nd4j:nd4j-native:1.0.0-M2.1", "org.bytedeco:openblas:0.3.19-1.5.7", "org.bytedeco:javacpp:1.5.7"]


def djl_environment(folder):
    return {"OPT_OUT_TRACKING": "true", "DJL_CACHE_DIR": str(folder / "djl")}


def bring_djl(kernel, folder):
    """Adds DJL with PyTorch to a running kernel, as a notebook does; its native library comes by Maven, too."""
    bring(kernel, folder, DJL, [DJL_NATIVE])


def bring_dl4j(kernel, folder):
    """Adds DL4J with ND4J on the CPU."""
    bring(kernel, folder, DL4J, [f"{native}:jar:linux-x86_64" for native in DL4J_NATIVES])


def bring(kernel, folder, libraries, natives):
    for library in libraries:
        assert kernel.run(f"%maven {library}", 240).error() is None
    for native in natives:
        subprocess.run(
            ["mvn", "-B", "-q", "dependency:copy", f"-Dartifact={native}", f"-DoutputDirectory={folder}"],
            cwd=MODULE.parent, check=True,
        )  # fmt: skip
    for native in folder.glob("*.jar"):
        kernel.run(f"%classpath {native}")


def ports():
    """Where nobody is by chance: jupyter_client's own choice may be an outgoing connection's before the kernel has it."""
    names = ["shell_port", "iopub_port", "stdin_port", "hb_port", "control_port"]
    chosen = []
    for port in random.sample(range(20_000, 32_000), 100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                chosen.append(port)
        if len(chosen) == len(names):
            return dict(zip(names, chosen))
    raise OSError("no free ports")


class Session:
    """One kernel and what it says. Use it in a with statement."""

    def __init__(self, version="1.0a8", jar=JAR, env=None, folder=None):
        specs = KernelSpecManager(kernel_dirs=[str(prefix(version) / "share" / "jupyter" / "kernels")])
        self.state = tempfile.mkdtemp(prefix="cellwatch-state-")
        self.env = {**os.environ, "CELLWATCH_GPU": "demo", "CELLWATCH_STATE_DIR": self.state}
        self.env.pop("JJAVA_CLASSPATH", None)
        if jar:
            self.env["JJAVA_CLASSPATH"] = str(jar)
        self.env.update(env or {})
        self.logs = Path(self.env["CELLWATCH_STATE_DIR"]) / "logs"
        self.folder = folder
        self.manager = KernelManager(kernel_name="java", kernel_spec_manager=specs, cache_ports=False, **ports())
        self.messages = []

    def __enter__(self):
        self.manager.start_kernel(env=self.env, **({"cwd": str(self.folder)} if self.folder else {}))
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)
        return self

    def __exit__(self, *failure):
        self.client.stop_channels()
        if self.manager.has_kernel:
            self.manager.shutdown_kernel(now=True)
        shutil.rmtree(self.state, ignore_errors=True)

    def start(self, code):
        """Sends a cell without waiting for it."""
        return self.client.execute(code)

    def run(self, code, timeout=60):
        """Runs a cell to its end and returns what it showed."""
        return self.finish(self.start(code), timeout)

    def finish(self, cell, timeout=60):
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            message = self._next(end)
            if message and message["parent_header"].get("msg_id") == cell and _is_idle(message):
                return Cell(self, cell)
        raise TimeoutError(f"cell still running after {timeout} s: {Cell(self, cell).text()}")

    def complete(self, code):
        """What the kernel offers at the end of the code."""
        request = self.client.complete(code, len(code))
        while True:
            reply = self.client.get_shell_msg(timeout=20)
            if reply["parent_header"].get("msg_id") == request:
                return reply["content"]["matches"]

    def until(self, condition, timeout=30):
        """Collects what arrives until the condition holds."""
        end = time.monotonic() + timeout
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError(f"not so within {timeout} s")
            self._next(min(end, time.monotonic() + 0.2))

    def listen(self, seconds):
        """Collects what arrives in the next seconds."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._next(end)

    def _next(self, end):
        try:
            message = self.client.get_iopub_msg(timeout=max(0.01, end - time.monotonic()))
        except queue.Empty:
            return None
        message["arrived"] = time.monotonic()
        self.messages.append(message)
        return message


class Cell:
    """What one cell has shown so far."""

    def __init__(self, session, cell):
        self.session = session
        self.id = cell

    def messages(self, *types):
        return [
            m
            for m in self.session.messages
            if m["parent_header"].get("msg_id") == self.id and (not types or m["msg_type"] in types)
        ]

    def displays(self):
        return self.messages("display_data")

    def updates(self):
        return self.messages("update_display_data")

    def error(self):
        """The sentence that the cell failed with, or None."""
        errors = self.messages("error")
        return errors[0]["content"]["evalue"] if errors else None

    def traceback(self):
        return "\n".join(line for m in self.messages("error") for line in m["content"]["traceback"])

    def printed(self):
        return "".join(m["content"]["text"] for m in self.messages("stream"))

    def result(self):
        results = self.messages("execute_result")
        return results[0]["content"]["data"]["text/plain"] if results else None

    def text(self):
        shown = [m["content"]["data"].get("text/plain", "") for m in self.displays()]
        return "\n".join([*shown, self.printed(), self.traceback()])


def shown(message):
    return message["content"]["data"]["text/plain"]


def display_id(message):
    return message["content"]["transient"]["display_id"]


def _is_idle(message):
    return message["msg_type"] == "status" and message["content"]["execution_state"] == "idle"
