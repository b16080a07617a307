"""The whole stack on a real engine, called as the launcher calls it."""

import base64
import json
import os
import pathlib
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

from engine import FOLDER
from rendered import DOCKER
from stand_ins import build

SERVICES = """prometheus grafana alertmanager node-exporter hostrelay relay cadvisor socket-proxy process-exporter
loki alloy jaeger""".split()
PROFILES = ["monitoring", "logs", "tracing"]
PORTS = ["GRAFANA", "PROMETHEUS", "JAEGER", "OTLP_GRPC", "OTLP_HTTP", "NODE"]
SECRETS = {"grafana_user": "ada", "grafana_password": "correct horse battery"}
SECRETS |= {"jupyter_token": ""}

PROBE = """
import socket, sys
try:
    socket.create_connection((sys.argv[1], int(sys.argv[2])), timeout=2)
except OSError:
    sys.exit(1)
"""


def until(condition, seconds, what):
    end = time.monotonic() + seconds
    while not (answer := condition()):
        assert time.monotonic() < end, f"not within {seconds} s: {what()}" if callable(what) else what
        time.sleep(0.5)
    return answer


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def output(*command, check=True):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    assert not check or done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout.strip()


class LiveStack:
    """Its folder is what the launcher would keep in the state directory."""

    def __init__(self, folder, engine, name="cellwatch-test"):
        self.folder = folder
        self.name = name
        self.ports = {port: free_port() for port in PORTS}
        self.versions = pathlib.Path(os.environ.get("CELLWATCH_VERSIONS") or build(FOLDER / "stand-ins"))
        for part in ("secrets", "services", "targets", "logs"):
            (folder / part).mkdir(parents=True)
        for secret, value in SECRETS.items():
            (folder / "secrets" / secret).write_text(value)
        (folder / "secrets").chmod(0o700)
        shutil.copytree(DOCKER / "monitoring/alertmanager", folder / "alertmanager")
        settings = {
            "CONFIG": DOCKER / "monitoring",
            "STACK": folder,
            "TARGETS": folder / "targets",
            "LOGS": folder / "logs",
            "HOST": "lab-1",
            "ALERT_TEMPERATURE": "90",
            "ENGINE_SOCKET": engine.socket(),
            "ENGINE_ROOT": engine.data(),
            **{f"{port}_PORT": number for port, number in self.ports.items()},
        }
        self.settings = folder / "stack.env"
        self.settings.write_text("".join(f"CELLWATCH_{key}={value}\n" for key, value in settings.items()))

    def compose(self, *arguments, check=True):
        profiles = [part for profile in PROFILES for part in ("--profile", profile)]
        return output(
            "docker", "compose", "-p", self.name, "--project-directory", DOCKER, "-f", DOCKER / "compose.yaml",
            "--env-file", self.versions, "--env-file", self.settings, *profiles, *arguments, check=check,
        )  # fmt: skip

    def up(self):
        began = time.monotonic()
        self.compose("up", "-d", *SERVICES)
        until(self.is_healthy, 60, self.states)
        return time.monotonic() - began

    def states(self):
        rows = [json.loads(line) for line in self.compose("ps", "-a", "--format", "json").splitlines()]
        return {row["Service"]: row["Health"] or row["State"] for row in rows}

    def is_healthy(self):
        states = self.states()
        return len(states) == len(SERVICES) and set(states.values()) <= {"healthy", "running"}

    def down(self):
        self.compose("down", "--volumes", "--timeout", "5", check=False)

    def announce(self, name, target, **labels):
        """As a kernel does: written beside, then renamed."""
        file = self.folder / "targets" / f"{name}.json"
        draft = file.with_suffix(".tmp")
        draft.write_text(json.dumps([{"targets": [target], "labels": {"kernel_id": name, "host": "lab-1", **labels}}]))
        draft.chmod(0o644)
        draft.rename(file)

    def get(self, port, path, user=None):
        request = urllib.request.Request(f"http://127.0.0.1:{self.ports[port]}{path}")
        if user:
            request.add_header("Authorization", "Basic " + base64.b64encode(":".join(user).encode()).decode())
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def status(self, port, path, user=None):
        try:
            self.get(port, path, user)
            return 200
        except urllib.error.HTTPError as refused:
            return refused.code

    def query(self, expression):
        return self.get("PROMETHEUS", "/api/v1/query?" + urllib.parse.urlencode({"query": expression}))["data"]["result"]

    def up_targets(self):
        targets = self.get("PROMETHEUS", "/api/v1/targets?state=active")["data"]["activeTargets"]
        return {target["labels"]["job"]: target["labels"] for target in targets if target["health"] == "up"}

    def address(self, service, network):
        container = self.compose("ps", "-q", service)
        form = "{{(index .NetworkSettings.Networks \"%s_%s\").IPAddress}}" % (self.name, network)
        return output("docker", "inspect", "--format", form, container)

    def image(self, name):
        lines = dict(line.split("=", 1) for line in self.versions.read_text().splitlines() if "=" in line)
        return lines[f"{name}_IMAGE"]


class Neighbour:
    """Another machine of the network, as a name space with a cable to this one. Use it in a with statement."""

    NAME = "cellwatch-nb"

    def __enter__(self):
        self.remove()
        for command in (
            f"ip netns add {self.NAME}",
            f"ip link add cwnb0 type veth peer name cwnb1 netns {self.NAME}",
            "ip address add 10.213.77.1/30 dev cwnb0",
            "ip link set cwnb0 up",
            f"ip -n {self.NAME} address add 10.213.77.2/30 dev cwnb1",
            f"ip -n {self.NAME} link set cwnb1 up",
            f"ip -n {self.NAME} route add default via 10.213.77.1",
        ):
            output(*command.split())
        return self

    def reached(self, places):
        """Which of these addresses and ports answer to it."""
        asking = [
            subprocess.Popen(["ip", "netns", "exec", self.NAME, "python3", "-c", PROBE, address, str(port)])
            for address, port in places
        ]
        return [place for place, one in zip(places, asking) if one.wait() == 0]

    def remove(self):
        for command in (f"ip netns delete {self.NAME}", "ip link delete cwnb0"):
            output(*command.split(), check=False)

    def __exit__(self, *failure):
        self.remove()
