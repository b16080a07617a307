"""The endpoint of a real kernel: found, scraped, kept shut, and gone with its kernel."""

import json
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from kernel_session import MODULE, Session
from referencing import Registry, Resource

TOKEN = "a-token-for-this-test"
TRAINING = """var run = Cellwatch.training("digits"); run.log(1, "loss", 0.5); run.close();"""


def targets(kernel):
    return Path(kernel.env["CELLWATCH_STATE_DIR"]) / "targets"


def target(kernel):
    """Where the kernel announces itself, as Prometheus reads it."""
    kernel.until(lambda: list(targets(kernel).glob("*.json")))
    [file] = targets(kernel).glob("*.json")
    [group] = json.loads(file.read_text())
    return group


def ask(address, path, token=None, method="GET"):
    """Status and body."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    request = urllib.request.Request(f"http://{address}{path}", method=method, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()


@pytest.fixture(scope="module")
def endpoint():
    """A kernel that has run a cell, and the address that it announces."""
    with Session(env={"CELLWATCH_TOKEN": TOKEN, "JPY_SESSION_NAME": "/home/ada/digits.ipynb"}) as kernel:
        kernel.run("1 + 1")
        group = target(kernel)
        [address] = group["targets"]
        yield kernel, address, group["labels"]


def test_a_kernel_is_found_and_scraped_without_a_setting(endpoint):
    kernel, address, labels = endpoint
    assert labels["notebook"] == "digits.ipynb" and labels["session"] == "/home/ada/digits.ipynb"
    assert labels["kernel_id"] and labels["host"] and "env" not in labels
    assert ask(address, "/metrics")[0] == 200
    kernel.until(lambda: "cellwatch_probe_success" in ask(address, "/metrics")[1])  # the first begins to measure
    assert ask(address, "/-/healthy")[0] == 200
    assert f"http://{address}/metrics" in kernel.run("%metrics").text()
    assert "Python-urllib" in kernel.run("%metrics status").text()


def test_nobody_gets_further_without_the_token(endpoint):
    kernel, address, _ = endpoint
    for path in ("/", "/page/page.js", "/api/metrics", "/admin/monitor/system", "/admin/monitor/gpu/stream"):
        assert ask(address, path)[0] == 401
    assert ask(address, "/admin/monitor/metrics/reset", method="POST")[0] == 401
    assert TOKEN not in kernel.run("%metrics").text()


def test_the_api_answers_as_it_is_described(endpoint):
    kernel, address, _ = endpoint
    description = yaml.safe_load((MODULE.parent / "docs" / "openapi.yaml").read_text())
    assert kernel.run(f"{TRAINING} %live_monitor 1 0".replace(" %", "\n%")).error() is None
    ask(address, "/api/metrics", TOKEN)
    time.sleep(3)  # until there has been a second reading
    registry = Registry().with_resource("", Resource.opaque(description))
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            content = operation["responses"]["200"].get("content", {}).get("application/json")
            if not content:
                continue
            query = "".join(f"?{it['name']}=1" for it in operation.get("parameters", []))
            status, body = ask(address, path + query, TOKEN, method.upper())
            assert status == 200, (path, body)
            schema = {"components": description["components"], **content["schema"]}
            Draft202012Validator(schema, registry=registry).validate(json.loads(body))
    activity = json.loads(ask(address, "/admin/monitor/activity", TOKEN)[1])
    assert activity["runs"][0]["loss"] == 0.5 and activity["log"]
    gpus = json.loads(ask(address, "/admin/monitor/gpu", TOKEN)[1])
    assert gpus["demo"] and gpus["gpus"][0]["metrics"]["nvidia_gpu_memory_total_bytes"] > 1e9
    system = json.loads(ask(address, "/admin/monitor/system", TOKEN)[1])
    assert system["cpu"]["cores_logical"] > 0 and system["processes"] and system["system"]["hostname"]


def test_the_stream_tells_each_second(endpoint):
    _, address, _ = endpoint
    request = urllib.request.Request(
        f"http://{address}/admin/monitor/gpu/stream", headers={"Authorization": f"Bearer {TOKEN}"}
    )
    with urllib.request.urlopen(request, timeout=20) as stream:
        assert stream.headers["Content-Type"] == "text/event-stream"
        began, seen = time.monotonic(), []
        while len(seen) < 3:
            line = stream.readline().decode()
            if line.startswith("data: "):
                seen.append(json.loads(line[6:])["timestamp"])
        assert time.monotonic() - began < 6 and len(set(seen)) == 3


def test_a_taken_port_is_named_and_another_can_be_had(endpoint):
    kernel, address, _ = endpoint
    port = address.split(":")[1]
    with Session(env={"CELLWATCH_METRICS_PORT": port}) as other:
        assert f"Port {port} is taken by another program." in other.run("%metrics start").error()
        assert other.run("%metrics start --port 0").error() is None
        assert target(other)["targets"] != [address]
    assert ask(address, "/metrics")[0] == 200


def test_where_no_jupyter_server_is_in_front_there_is_no_link_through_its_proxy():
    with Session(env={"SSH_CONNECTION": "10.0.0.2 50000 10.0.0.1 22"}) as kernel:
        shown = kernel.run("%metrics start").text()
        assert "ssh -L" in shown and "/proxy/" not in shown and "Page: " not in shown


def test_it_vanishes_with_its_kernel():
    with Session() as kernel:
        address = target(kernel)["targets"][0]
        kernel.manager.shutdown_kernel()
        assert not list(targets(kernel).iterdir())
        with pytest.raises(OSError):
            ask(address, "/metrics")


def test_off_is_off():
    with Session(env={"CELLWATCH_METRICS": "off"}) as kernel:
        kernel.run("1 + 1")
        kernel.listen(3)
        assert not targets(kernel).exists()
        assert "CELLWATCH_METRICS is off" in kernel.run("%metrics").text()
        cell = 'Thread.getAllStackTraces().keySet().stream().anyMatch(t -> t.getName().contains("HTTP"))'
        assert kernel.run(cell).result() == "false"
