"""The stack as an engine would be told it: by the compose plugin where there is one, else by reading the file."""

import functools
import json
import os
import pathlib
import re
import subprocess

import yaml

DOCKER = pathlib.Path(__file__).parent.parent
PROFILES = ["monitoring", "gpu", "logs", "tracing"]
OVERLAYS = ["gpu", "gpu-cdi", "desktop", "podman", "container", "container.gpu", "container.gpu-cdi", "container.podman", "notify"]
VARIABLE = re.compile(r"\$(?:\$|\{(\w+)(?::([-?])([^}]*))?\})")
SETTINGS = {
    "CELLWATCH_CONFIG": "/stack/config",
    "CELLWATCH_STACK": "/stack/state",
    "CELLWATCH_TARGETS": "/stack/targets",
    "CELLWATCH_LOGS": "/stack/logs",
    "CELLWATCH_WORK": "/stack/work",
    "CELLWATCH_HOST": "lab-1",
}


def versions():
    lines = (DOCKER / "versions.env").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


@functools.cache
def has_plugin():
    try:
        return subprocess.run(["docker", "compose", "version"], capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


@functools.cache
def stack(overlay=None):
    """The rendered services, networks and volumes, with all profiles."""
    return by_plugin(overlay) if has_plugin() else by_reading()


def by_plugin(overlay):
    base = overlay.split(".")[0] if overlay else ""
    overlays = [base, overlay] if base != overlay else [base]  # container.gpu stands on container
    files = [DOCKER / "compose.yaml"] + [DOCKER / f"compose.{one}.yaml" for one in overlays if one]
    command = ["docker", "compose", "-p", "rendered", "--env-file", str(DOCKER / "versions.env")]
    command += [part for file in files for part in ("-f", str(file))]
    command += [part for profile in PROFILES for part in ("--profile", profile)]
    done = subprocess.run(
        [*command, "config", "--format", "json"], capture_output=True, text=True, env={**clean(), **SETTINGS}
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def clean():
    return {name: value for name, value in os.environ.items() if not name.startswith("CELLWATCH_")}


def by_reading():
    text = "\n".join(
        line for line in (DOCKER / "compose.yaml").read_text().splitlines() if not line.lstrip().startswith("#")
    )
    whole = yaml.safe_load(VARIABLE.sub(lambda found: value(found, {**versions(), **SETTINGS}), text))
    for service in whole["services"].values():
        service["ports"] = [port(one) for one in service.get("ports", [])]
        service["volumes"] = [mount(one) for one in service.get("volumes", [])]
        networks = service.get("networks", {})
        service["networks"] = networks if isinstance(networks, dict) else dict.fromkeys(networks)
    return whole


def value(found, known):
    name, how, other = found.groups()
    if name is None:
        return "$"
    if name in known:
        return known[name]
    assert how == "-", f"{name} has no value"
    return other


def port(text):
    address, published, target = text.split(":")
    return {"host_ip": address, "published": published, "target": int(target)}


def mount(text):
    source, target, *how = text.split(":")
    kind = "bind" if source.startswith("/") else "volume"
    return {"type": kind, "source": source, "target": target, "read_only": how == ["ro"]}
