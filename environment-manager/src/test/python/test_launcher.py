"""The launcher from end to end: a fresh clone, real Maven, pip, JupyterLab and kernels. The tests follow one another,
as a user's days do."""

import json
import os
import re
import shutil
import socket
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.error import HTTPError

import pytest
from clone import INTERRUPT, KILL, PROJECT, TERMINATE, Clone, get, is_gone, until

QUICK_START = "notebooks/01-quickstart.ipynb"
FIGURE = "application/vnd.cellwatch.figure.v1+json"
USUAL_PORT = 8888


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    made = Clone(tmp_path_factory.mktemp("launcher"))
    yield made
    made.down()


@pytest.fixture(scope="module")
def lab(clone):
    """JupyterLab, started by the one command."""
    done = clone.run("--demo", "--no-browser")
    assert done.returncode == 0, done.stderr
    yield clone.json("status", "--json") | {"said": done.stdout}
    clone.down()


def copy_with(tmp_path, *, without=()):
    """A PATH with the tools of a bare system, and nothing of what is named."""
    folder = tmp_path / "bin"
    folder.mkdir()
    tools = "sh dirname readlink find head sed cat grep mkdir rm mv uname env sleep tail apt-get java mvn python3".split()
    for tool in tools:
        found = shutil.which(tool)
        if found and tool not in without:
            (folder / tool).symlink_to(found)
    if "apt-get" in without or not (folder / "apt-get").exists():
        (folder / "apt-get").write_text("#!/bin/sh\n")
        (folder / "apt-get").chmod(0o755)
    return str(folder)


def test_everything_that_is_missing_is_named_at_once_with_the_line_that_installs_it(clone, tmp_path):
    env = clone.env | {"PATH": copy_with(tmp_path, without=("java", "mvn", "python3"))}
    env.pop("JAVA_HOME", None)
    done = clone.run("up", env=env)
    assert done.returncode == 3
    assert "JDK 17" in done.stderr and "Maven" in done.stderr and "Python 3.10" in done.stderr
    assert "Install with:  sudo apt-get install openjdk-17-jdk maven python3 python3-venv" in done.stderr


def test_a_build_that_is_interrupted_is_done_again_by_the_next_start(clone):
    said = clone.kill_when("Building Cellwatch", TERMINATE, "--version")
    assert "Building Cellwatch" in said
    done = clone.run("--version")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("environment-manager ")


def test_it_works_from_elsewhere_and_through_a_link(clone, tmp_path):
    link = tmp_path / "em"
    link.symlink_to(clone.command)
    done = subprocess.run([link, "--help"], env=clone.env, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Commands:" in done.stdout
    assert done.stderr == "", "built again, though nothing changed"


@pytest.mark.parametrize(
    ("moment", "sent"),
    [("Making the environment", KILL), ("Installing JupyterLab", KILL), ("Installing collected", TERMINATE)],
)
def test_a_first_start_that_is_killed_leaves_nothing_that_the_next_trips_over(clone, moment, sent):
    said = clone.kill_when(moment, sent, "up", "--no-browser", "--demo")
    assert moment in said, said
    assert not clone.json("status", "--json")["running"]


def test_the_one_command_serves_jupyterlab_on_the_quick_start(clone, lab):
    assert f"http://127.0.0.1:{lab['port']}/lab/tree/{QUICK_START}?token=" in lab["said"]
    assert lab["running"] and lab["demo"]
    token = lab["url"].split("token=")[1]
    assert get(lab["port"], f"/api/contents/{QUICK_START}", token)["type"] == "notebook"
    with pytest.raises(HTTPError) as refused:
        get(lab["port"], "/api/contents")
    assert refused.value.code == 403


def test_nobody_else_can_read_the_token(clone, lab):
    token = lab["url"].split("token=")[1]
    arguments = Path(f"/proc/{lab['pid']}/cmdline").read_bytes().decode()
    assert "jupyterlab" in arguments and token not in arguments
    folder = clone.state / "jupyter"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "lab.token").stat().st_mode) == 0o600


def test_it_listens_on_this_machine_alone(lab):
    listening = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    addresses = {row[1].split(":")[0] for row in listening if row[3] == "0A" and int(row[1].split(":")[1], 16) == lab["port"]}
    assert addresses == {"0100007F"}


def test_a_second_start_finds_the_first_and_prepares_nothing(clone, lab):
    done = clone.run("up", "--no-browser", "--demo")
    assert done.returncode == 0
    assert "JupyterLab runs already." in done.stderr
    assert "Installing" not in done.stderr
    assert lab["url"] in done.stdout


def test_over_ssh_the_tunnel_is_named(clone, lab):
    done = clone.run("up", env=clone.env | {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.7 22"})
    port = lab["port"]
    assert f"ssh -N -L {port}:127.0.0.1:{port} " in done.stdout and "@192.0.2.7" in done.stdout


def test_status_shows_a_kernel_with_its_notebook(clone, lab):
    token = lab["url"].split("token=")[1]
    body = {"path": QUICK_START, "name": "q", "type": "notebook", "kernel": {"name": "java"}}
    get(lab["port"], "/api/sessions", token, json.dumps(body).encode())
    kernels = clone.json("status", "--json")["kernels"]
    assert [(kernel["notebook"], kernel["language"]) for kernel in kernels] == [(QUICK_START, "java")]
    assert QUICK_START in clone.run("status").stdout


def test_doctor_finds_what_the_start_has_put_there(clone, lab):
    checks = {check["check"]: check for check in json.loads(clone.run("doctor", "--json").stdout)["checks"]}
    for name in ("JDK", "Python", "Jupyter", "Java kernel", "Renderer"):
        assert checks[name]["level"] == "ok", checks[name]


def test_down_ends_the_server_and_its_kernels(clone, lab):
    children = Path(f"/proc/{lab['pid']}/task/{lab['pid']}/children").read_text().split()
    assert children, "the kernel of the test before"
    done = clone.down()
    assert done.stdout.strip() == "JupyterLab is stopped."
    assert is_gone(lab["pid"]) and all(is_gone(int(child)) for child in children)
    assert clone.down().stdout.strip() == "JupyterLab was not running."


def test_an_environment_of_an_older_version_is_made_anew(clone):
    clone.run("up", "--no-browser")
    clone.down()
    python, marker = clone.root / ".venv/bin/python", clone.root / ".venv/cellwatch.whole"
    subprocess.run([python, "-m", "pip", "uninstall", "-q", "-y", "jupyter-server-proxy"], check=True)
    lines = [line for line in marker.read_text().splitlines(keepends=True) if "jupyter-server-proxy" not in line]
    assert len(lines) < len(marker.read_text().splitlines())
    marker.write_text("".join(lines))  # as before that came with it
    done = clone.run("up", "--no-browser")
    assert done.returncode == 0 and "Preparing JupyterLab" in done.stderr, done.stderr
    shown = subprocess.run([python, "-m", "pip", "show", "jupyter-server-proxy"], capture_output=True, check=False)
    assert shown.returncode == 0
    clone.down()


def test_two_starts_at_once_are_one_server(clone):
    first, _ = clone.start("up", "--no-browser")
    second = clone.run("up", "--no-browser")
    assert first.wait(120) == 0 and second.returncode == 0, second.stderr
    pid = clone.json("status", "--json")["pid"]
    servers = [p for p in Path("/proc").glob("[0-9]*/cmdline") if str(clone.root).encode() in (c := p.read_bytes()) and b"jupyterlab" in c]
    assert [p.parent.name for p in servers] == [str(pid)]
    clone.down()


def test_a_port_that_is_taken_is_said_and_the_next_one_used(clone):
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = clone.run("up", "--no-browser", "--port", str(port))
        assert f"Port {port} is taken; using " in done.stderr
        assert clone.json("status", "--json")["port"] > port
    clone.down()


@pytest.mark.parametrize("how", ["detached", "foreground"])
def test_a_port_that_somebody_takes_while_it_starts_is_left_to_them(clone, how):
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with closing(socket.socket()) as quicker:
        foreground = ["--foreground"] if how == "foreground" else []
        first, output = clone.start("up", "--no-browser", "--port", str(port), *foreground)
        until(lambda: (clone.state / "jupyter" / "lab.json").exists() or first.poll() is not None)
        quicker.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        quicker.bind(("127.0.0.1", port))
        quicker.listen()
        until(lambda: "JupyterLab:  http" in output.read_text() or first.poll() is not None)
        assert "Somebody else took its port" in output.read_text()
        assert clone.json("status", "--json")["port"] > port
    clone.down()
    first.wait(60)


def test_in_the_foreground_it_stays_until_it_is_ended(clone):
    process, output = clone.start("up", "--foreground", "--no-browser", "--port", "18990")
    until(lambda: "JupyterLab:  http" in output.read_text() or process.poll() is not None)
    token = re.search(r"JupyterLab: {2}http://127.0.0.1:18990/.*token=(\w+)", output.read_text())[1]
    assert get(18990, "/api/status", token), "the address is there when the server answers"
    assert clone.json("status", "--json")["running"]
    os.kill(process.pid, TERMINATE)
    process.wait(60)
    assert not clone.json("status", "--json")["running"]


def outputs(notebook):
    cells = json.loads(notebook.read_text())["cells"]
    return [output for cell in cells if cell["cell_type"] == "code" for output in cell["outputs"]]


def test_the_training_notebook_runs_without_a_front_end_and_shows_its_run(clone, tmp_path):
    out = tmp_path / "out.ipynb"
    done = clone.run("run", "notebooks/02-training.ipynb", "-o", str(out), "--demo")
    assert done.returncode == 0, done.stderr
    data = [output["data"] for output in outputs(out) if "data" in output]
    [report] = [text for text in ("".join(one["text/plain"]) for one in data) if "Bottleneck" in text]
    assert report.startswith("spirals: ") and "CPU time" in report and "Energy" in report and "DEMO" in report
    [plot] = [one for one in data if FIGURE in one]
    text = "".join(plot["text/plain"])
    assert "spirals" in text and "epoch 60 of 60" in text and "over after" in text and "DEMO" in text
    names = [trace["name"] for trace in plot[FIGURE]["data"]]
    assert {"loss", "validation", "accuracy", "batch ms", "samples/s", "GPU 0"} <= set(names)
    accuracy = plot[FIGURE]["data"][names.index("accuracy")]
    assert accuracy["y"]["bdata"], "it was drawn"
    printed = "".join("".join(output["text"]) for output in outputs(out) if output["output_type"] == "stream")
    assert float(printed.split("validate_Accuracy=")[1].split("}")[0].split(",")[0]) > 0.7, "it has learned: " + printed


def test_the_quick_start_runs_without_a_front_end_and_keeps_its_plots(clone, tmp_path):
    out = tmp_path / "out.ipynb"
    done = clone.run("run", QUICK_START, "-o", str(out), "--demo")
    assert done.returncode == 0, done.stderr
    assert "[3/5] %live_monitor 1 20" in done.stdout
    plots = [output["data"] for output in outputs(out) if FIGURE in output.get("data", {})]
    assert len(plots) == 1
    assert "image/svg+xml" in plots[0] and "text/plain" in plots[0]
    assert "application/vnd.plotly.v1+json" in plots[0], "the last frame, which came after the cell was over"
    assert "DEMO" in "".join(plots[0]["text/plain"])
    printed = "".join("".join(output["text"]) for output in outputs(out) if output["output_type"] == "stream")
    losses = [float(line.split("loss")[1]) for line in printed.splitlines() if "loss" in line]
    assert losses[-1] < losses[0]


def test_the_notebook_of_traces_shows_its_tree_without_a_collector(clone, tmp_path):
    out = tmp_path / "out.ipynb"
    env = {name: value for name, value in clone.env.items() if not name.startswith("OTEL")}
    done = clone.run("run", "notebooks/03-traces.ipynb", "-o", str(out), env=env)
    assert done.returncode == 0, done.stderr
    printed = "".join("".join(output["text"]) for output in outputs(out) if output["output_type"] == "stream")
    assert "Tracing is off" in printed and '"English ' in printed and '"Deutsch ' in printed, printed
    steps = re.findall(r"^ *(\S.*?) +\d+\.\d{3} ms ", printed, re.MULTILINE)
    assert steps.count("POST /languages") == 3 and steps.count("Model Loading") == 1, "only the first one loads"
    assert {"HTTP Request Handling", "CUDA Initialization", "GPU Kernel Execution", "Error Handling"} <= set(steps)


def test_a_cell_that_fails_is_named_and_the_exit_code_says_so(clone, tmp_path):
    notebook = json.loads((PROJECT / QUICK_START).read_text())
    code = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    notebook["cells"] = [code | {"id": "a", "source": ["int x = 1;"]}, code | {"id": "b", "source": ["int y = x / 0;"]}]
    (tmp_path / "bad.ipynb").write_text(json.dumps(notebook))
    done = clone.run("run", str(tmp_path / "bad.ipynb"), "-o", str(tmp_path / "out.ipynb"))
    assert done.returncode == 1
    assert "Cell 2 failed" in done.stderr and "by zero" in done.stderr
    assert outputs(tmp_path / "out.ipynb")[-1]["output_type"] == "error"


def test_a_notebook_that_is_not_there_is_wrong_usage(clone):
    assert clone.run("run", "no-such.ipynb").returncode == 2


@pytest.fixture(scope="module")
def other_jupyter(tmp_path_factory):
    """A Jupyter of the user's own, with JJava."""
    folder = tmp_path_factory.mktemp("other") / "venv"
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    subprocess.run([folder / "bin" / "pip", "install", "-q", "jjava==1.0a8", "jupyter_client==8.10.0"], check=True)
    return folder


def test_install_adds_it_to_another_jupyter_and_uninstall_puts_back_what_was_there(clone, other_jupyter):
    spec = other_jupyter / "share" / "jupyter" / "kernels" / "java" / "kernel.json"
    before = spec.read_bytes()
    for _ in range(2):
        done = clone.run("install", "--python", str(other_jupyter / "bin" / "python"))
        assert done.returncode == 0, done.stderr
    assert "cellwatch" in json.loads(spec.read_text())["env"]["JJAVA_CLASSPATH"]
    renderer = other_jupyter / "share" / "jupyter" / "labextensions" / "cellwatch-figure-renderer"
    assert (renderer / "static" / "plotly.min.js").stat().st_size > 1_000_000
    assert answer_of_a_kernel(other_jupyter, clone.env, "%cellwatch").startswith("Cellwatch ")
    for _ in range(2):
        assert clone.run("uninstall", "--prefix", str(other_jupyter)).returncode == 0
    assert spec.read_bytes() == before
    assert not renderer.exists() and not (other_jupyter / "share" / "jupyter" / "cellwatch").exists()
    assert sorted(path.name for path in spec.parent.iterdir()) == ["jjava-launcher.jar", "jjava.jar", "kernel.json"]


def answer_of_a_kernel(venv, env, code):
    script = """
import sys
from jupyter_client.manager import start_new_kernel
manager, client = start_new_kernel(kernel_name="java")
shown = []
client.execute_interactive(sys.argv[1], output_hook=lambda m: shown.append(m["content"].get("data", {}).get("text/plain", "")))
print("".join(shown))
manager.shutdown_kernel()
"""
    done = subprocess.run([venv / "bin" / "python", "-c", script, code], env=env, capture_output=True, text=True, check=True)
    return done.stdout


def test_a_jupyter_without_a_java_kernel_is_told_what_it_lacks(clone, tmp_path):
    done = clone.run("install", "--prefix", str(tmp_path))
    assert done.returncode == 3
    assert "There is no JJava kernel" in done.stderr and "pip install jjava" in done.stderr


def test_gpu_prints_what_pynvml_reads_from_the_same_library(clone, tmp_path):
    if not shutil.which("gcc"):
        assert os.environ.get("CI") != "true", "gcc is needed"
        pytest.skip("gcc is missing")
    library = tmp_path / "libnvidia-ml.so.1"
    source = PROJECT / "monitor-lib" / "src" / "test" / "c" / "fake_nvml.c"
    subprocess.run(["gcc", "-shared", "-fPIC", "-o", library, source], check=True)
    (tmp_path / "libnvidia-ml.so.1.conf").write_text("gpus 2\n")
    script = PROJECT / "monitor-lib" / "src" / "test" / "python" / "pynvml_values.py"
    env = clone.env | {"LD_LIBRARY_PATH": str(tmp_path)}
    theirs = json.loads(subprocess.run([sys.executable, script], env=env, capture_output=True, check=True).stdout)
    ours = clone.json("gpu", "--json", env=clone.env | {"CELLWATCH_NVML_LIBRARY": str(library)})
    assert ours["driver"] == theirs["driver"]
    assert [gpu["uuid"] for gpu in ours["gpus"]] == [gpu["uuid"] for gpu in theirs["gpus"]]
    for mine, other in zip(ours["gpus"], theirs["gpus"], strict=True):
        common = mine["metrics"].keys() & other["metrics"].keys()
        assert len(common) > 30
        assert {name: mine["metrics"][name] for name in common} == pytest.approx({n: other["metrics"][n] for n in common})


def test_a_snapshot_is_one_object_with_the_promised_keys(clone):
    snapshot = clone.json("snapshot", "--demo")
    assert list(snapshot) == ["timestamp", "uptime", "gpu", "cpu", "memory", "disk", "network"]
    assert snapshot["gpu"][0]["memory_total"] > 0


KEYS = {
    "gpu": ["gpu_id", "name", "load", "memory_used", "memory_total", "memory_util", "temperature"],
    "cpu": ["cpu_percent", "cpu_count", "cpu_freq", "load_avg"],
    "memory": ["total", "available", "used", "percent", "swap_total", "swap_used", "swap_percent"],
    "disk": ["total", "used", "free", "percent", "read_mb", "write_mb"],
    "network": ["bytes_sent", "bytes_recv", "packets_sent", "packets_recv"],
}


def test_monitor_ends_by_itself_after_the_time_that_was_asked_for(clone, tmp_path):
    log = tmp_path / "metrics.jsonl"
    done = clone.run("monitor", "1", "3", "--demo", "--log-file", str(log))
    assert done.returncode == 0 and done.stdout.startswith("Watching this machine every 1 s for 3 s."), done.stderr
    assert done.stdout.count("GPU 0") == 4 and done.stdout.endswith("Done.\n"), done.stdout
    samples = [json.loads(line) for line in log.read_text().splitlines()]
    assert [list(sample) for sample in samples] == [["timestamp", "uptime", *KEYS]] * 4
    uptimes = [sample["uptime"] for sample in samples]
    assert 2 <= uptimes[-1] - uptimes[0] <= 5, "four readings, a second apart"


def test_monitor_ends_on_ctrl_c_with_whole_lines_in_its_log(clone, tmp_path):
    log = tmp_path / "metrics.jsonl"
    with open(log, "wb") as full:  # a log of another day, as large as a log gets
        full.truncate(64 * 1024 * 1024 - 2)
        full.seek(0, os.SEEK_END)
        full.write(b"}\n")
    process, output = clone.start("monitor", "0.5", "--demo", "--log-file", str(log))
    until(lambda: log.stat().st_size < 1 << 20 and log.read_text().count("\n") >= 2)
    os.kill(process.pid, INTERRUPT)
    process.wait(30)
    said = output.read_text()
    assert "every 0.5 s" in said and str(log) in said and "Press Ctrl+C to stop." in said
    assert "GPU 0" in said and "Memory" in said, "a summary for each reading"
    assert said.endswith("Stopped.\n") and "Exception" not in said
    assert (tmp_path / "metrics.jsonl.1").stat().st_size == 64 * 1024 * 1024
    for line in log.read_text().splitlines():
        sample = json.loads(line)
        assert list(sample) == ["timestamp", "uptime", *KEYS]
        assert len(sample["gpu"]) == 2
        for branch, keys in KEYS.items():
            objects = sample[branch] if branch == "gpu" else [sample[branch]]
            assert all(sorted(one) == sorted(keys) for one in objects), branch
