"""JupyterLab in a container, on a real engine: its kernels are found beside those of this machine, and nothing restarts it."""

import json
import os
import pathlib
import shutil
import urllib.request

import pytest
from engine import FOLDER, Engine, why_not
from kernel_session import Session
from live_stack import free_port, output, until
from research_base import image
from stand_ins import build
from test_engine_launcher import PROJECT, SERVICES, Launcher, containers, volumes

if why_not() and os.environ.get("CI") != "true":
    pytest.skip(f"no engine: {why_not()}", allow_module_level=True)
if not shutil.which("debootstrap") and os.environ.get("CI") != "true":
    pytest.skip("debootstrap is not installed (apt-get install debootstrap)", allow_module_level=True)


class Notebooks:
    """The launcher with --container, and the JupyterLab that it has started."""

    def __init__(self, folder, versions):
        self.launcher = Launcher(folder, versions)
        self.work = folder / "my work"
        self.launcher.env["CELLWATCH_WORK"] = str(self.work)
        self.port = str(free_port())
        if "bridge" not in output("docker", "network", "ls", "--format", "{{.Name}}").split():
            self.launcher.env["DOCKER_BUILDKIT"] = "0"  # a BuildKit of Docker's builds on that network alone

    def up(self, *arguments):
        done = self.launcher.run("up", "--container", "--demo", "--no-browser", "--port", self.port, *arguments, timeout=600)
        assert done.returncode == 0, done.stdout + done.stderr
        return done

    def status(self):
        return self.launcher.status()["container"]

    def ask(self, path, body=None):
        """Jupyter's API, with the token that the launcher told."""
        return json.loads(self.read(f"api/{path}", json.dumps(body).encode() if body else None))

    def read(self, path, data=None):
        url = self.status()["url"]
        base, token = url.split("/lab/")[0], url.split("token=")[1]
        request = urllib.request.Request(f"{base}/{path}", data, {"Authorization": f"token {token}"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.read().decode()

    def started(self):
        container = output("docker", "ps", "-q", "--filter", "label=dev.cellwatch.role=research")
        return container, output("docker", "inspect", "--format", "{{.State.StartedAt}} {{.RestartCount}}", container)


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory):
    with Engine():
        if volumes():  # these tests end with a purge
            pytest.skip("this user's own monitoring is on this engine")
        folder = tmp_path_factory.mktemp("container")
        versions = pathlib.Path(os.environ.get("CELLWATCH_VERSIONS") or with_base(folder))
        made = Notebooks(folder, versions)
        try:
            yield made
        finally:
            made.launcher.run("down", "--purge", "--yes")


def with_base(folder):
    """The stand-ins, with a base on which the image is really built."""
    lines = build(FOLDER / "stand-ins").read_text().splitlines()
    lines = [line for line in lines if not line.startswith("RESEARCH_BASE_IMAGE=")]
    file = folder / "versions.env"
    file.write_text("\n".join([*lines, f"RESEARCH_BASE_IMAGE={image(FOLDER / 'stand-ins')}", ""]))
    return file


@pytest.fixture(scope="module")
def started(notebooks):
    return notebooks.up("--enable-monitoring", "--auto-ports").stdout


def test_what_would_run_is_told_and_nothing_is_started(notebooks):
    done = notebooks.up("--dry-run")
    assert " build research" in done.stdout and f"127.0.0.1:{notebooks.port}" in done.stdout
    assert containers() == {} and not (notebooks.launcher.state / "monitoring").exists()


def test_one_command_builds_and_starts_the_notebooks_and_the_monitoring(notebooks, started):
    assert set(containers()) == {*SERVICES, "research"}
    assert notebooks.status()["url"] in started
    assert notebooks.ask("status")["kernels"] == 0
    assert notebooks.work.is_dir()


def test_a_kernel_in_the_container_and_one_of_this_machine_are_scraped_at_once(notebooks, started):
    name = "in a container.ipynb"  # as JupyterLab asks for a kernel
    session = {"path": name, "name": name, "type": "notebook", "kernel": {"name": "java"}}
    notebooks.ask("sessions", session)
    here = {"CELLWATCH_STATE_DIR": str(notebooks.launcher.state), "JPY_SESSION_NAME": "/home/ada/here.ipynb"}
    query = notebooks.launcher.query
    with Session(env=here) as kernel:
        kernel.run("1 + 1")
        for notebook in (name, "here.ipynb"):
            series = f'nvidia_gpu_utilization_ratio{{job="kernels",notebook="{notebook}"}}'
            until(lambda series=series: query(series), 120, lambda: query("up"))
        instances = {one["metric"]["notebook"]: one["metric"]["instance"] for one in query('up{job="kernels"} == 1')}
    assert instances[name].startswith("research:")
    assert instances["here.ipynb"].startswith("127.0.0.1:")
    page = notebooks.read(f"proxy/{instances[name]}/metrics")  # as the link of %metrics goes
    assert "nvidia_gpu" in page
    assert [kernel["notebook"] for kernel in notebooks.status()["kernels"]] == [name]


def test_jupyterlab_itself_is_scraped_with_its_token(notebooks, started):
    query = notebooks.launcher.query
    until(lambda: query('up{job="research"} == 1'), 90, lambda: query("up"))


def test_its_kernels_are_told_where_the_monitoring_is(notebooks, started):
    told = json.loads((notebooks.launcher.state / "monitoring/research/environment.json").read_text())
    assert told["OTEL_EXPORTER_OTLP_ENDPOINT"] == "http://jaeger-collector:4317"


def test_nothing_that_is_done_beside_it_restarts_it(notebooks, started):
    before = notebooks.started()
    assert notebooks.launcher.run("--no-monitoring").returncode == 0
    assert set(containers()) == {"research"}
    assert not (notebooks.launcher.state / "monitoring/research/environment.json").exists()
    assert "runs already" in notebooks.up().stderr
    notebooks.up("--enable-monitoring")
    assert set(containers()) == {*SERVICES, "research"}
    assert "runs already" in notebooks.up("--enable-monitoring").stderr
    assert notebooks.started() == before


def test_each_command_knows_it(notebooks, started):
    assert "Container   JupyterLab" in notebooks.launcher.run("status").stdout
    assert notebooks.launcher.run("logs", "research", "--since", "1h").stdout
    assert notebooks.launcher.run("health", "research").stdout == "research: 200\n"


def test_what_it_writes_belongs_to_whoever_started_it(notebooks, started):
    output("docker", "exec", notebooks.started()[0], "sh", "-c", "echo 1 >'/home/jovyan/work/by a kernel'")
    assert (notebooks.work / "by a kernel").stat().st_uid == os.getuid()


def test_down_ends_it_and_a_purge_takes_its_images(notebooks, started):
    assert "JupyterLab's container is stopped." in notebooks.launcher.run("down").stdout
    assert containers() == {} and output("docker", "image", "ls", "-q", f"{PROJECT}-research")
    assert notebooks.launcher.run("down", "--purge", "--yes").returncode == 0
    assert not output("docker", "image", "ls", "-q", f"{PROJECT}-research")
    assert (notebooks.work / "by a kernel").exists()
