"""The stack on a real engine: it comes up, everything is scraped, and nobody gets where they should not."""

import http.server
import json
import os
import pathlib
import subprocess
import threading
import time

import pytest
from engine import Engine, why_not
from kernel_session import Session
from live_stack import SECRETS, LiveStack, Neighbour, output, until

if why_not() and os.environ.get("CI") != "true":
    pytest.skip(f"no engine: {why_not()}", allow_module_level=True)

METRICS = "# HELP training_loss Training loss.\n# TYPE training_loss gauge\ntraining_loss{run=\"digits\"} 0.25\n"


class FakeKernel(http.server.BaseHTTPRequestHandler):
    says = METRICS

    def do_GET(self):
        known = self.path == "/metrics" and self.headers["Host"].startswith("127.0.0.1:")
        self.send_response(200 if known else 421)
        self.send_header("Content-Type", "text/plain; version=0.0.4")
        self.end_headers()
        self.wfile.write(self.says.encode() if known else b"")

    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="module")
def live(tmp_path_factory):
    with Engine() as engine:
        stack = LiveStack(tmp_path_factory.mktemp("stack"), engine)
        try:
            stack.seconds = stack.up()
            yield stack
        finally:
            print(stack.compose("logs", "--tail", "5", check=False))
            stack.down()


@pytest.fixture(scope="module")
def kernel():
    """A port of the kernels on this machine's loopback address that answers as a kernel does."""
    for port in range(19600, 19640):
        try:
            server = http.server.ThreadingHTTPServer(("127.0.0.1", port), FakeKernel)
            break
        except OSError:
            continue
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield port
    server.shutdown()


@pytest.fixture
def guest(live):
    """Runs a command in a container where notebooks in containers run, and gives what it printed."""
    return lambda *command: output(
        "docker", "run", "--rm", "--network", f"{live.name}_lab", live.image("RELAY"), *command, check=False
    )


def test_all_services_are_healthy_within_a_minute(live):
    assert live.seconds < 60
    assert live.is_healthy()


def test_every_expected_target_answers_with_the_hosts_name(live):
    until(lambda: set(live.up_targets()) >= {"prometheus", "node", "process", "cadvisor"}, 60, live.up_targets)
    for job in ("prometheus", "node", "process", "cadvisor"):
        labels = live.up_targets()[job]
        assert labels["host"] == "lab-1" and labels["service"] == job
        assert labels["instance"].startswith("lab-1:")


def test_a_kernel_on_the_loopback_address_is_scraped_with_its_notebook(live, kernel):
    live.announce("k1", f"127.0.0.1:{kernel}", notebook="digits.ipynb")
    found = until(lambda: live.query('training_loss{notebook="digits.ipynb"}'), 60, live.up_targets)
    assert found[0]["value"][1] == "0.25"
    assert found[0]["metric"] == {
        "__name__": "training_loss",
        "instance": f"127.0.0.1:{kernel}",
        "job": "kernels",
        "service": "kernels",
        "kernel_id": "k1",
        "host": "lab-1",
        "notebook": "digits.ipynb",
        "run": "digits",
    }


def test_the_gpus_of_a_real_kernel_stand_there_with_its_notebook(live):
    settings = {
        "CELLWATCH_STATE_DIR": str(live.folder),
        "CELLWATCH_TARGETS_DIR": str(live.folder / "targets"),
        "CELLWATCH_GPU": "demo",
        "JPY_SESSION_NAME": "/home/ada/real.ipynb",
    }
    with Session(env=settings) as session:
        session.run("1 + 1")
        series = 'nvidia_gpu_utilization_ratio{job="kernels",notebook="real.ipynb"}'
        found = until(lambda: live.query(series), 90, live.up_targets)
    assert {one["metric"]["gpu"] for one in found} == {"0", "1"}


def test_a_kernel_in_a_container_is_scraped_beside_it(live):
    script = f"mkdir /tmp/w; printf '{METRICS}' >/tmp/w/metrics; exec httpd -f -p 19540 -h /tmp/w"
    container = output(
        "docker", "run", "-d", "--network", f"{live.name}_lab", live.image("RELAY"), "sh", "-c", script
    )
    try:
        form = "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}"
        live.announce("k2", output("docker", "inspect", "-f", form, container) + ":19540", notebook="words.ipynb")
        until(lambda: live.query('up{job="kernels",notebook="words.ipynb"} == 1'), 60, live.up_targets)
    finally:
        output("docker", "rm", "-f", container)


def test_the_relays_pass_on_scrapes_of_kernels_alone(live, kernel):
    prometheus = live.compose("ps", "-q", "prometheus")

    def ask(path, *options):
        command = ["docker", "exec", prometheus, "wget", "-S", "-q", "-O", "-", *options, f"http://relay:9400{path}"]
        return subprocess.run(command, capture_output=True, text=True)

    assert ask(f"/port/{kernel}/metrics").stdout == METRICS
    assert "403" in ask(f"/port/{kernel}/metrics", "--post-data", "x").stderr
    for path in ("/", f"/port/{kernel}/", f"/port/{kernel}/api/metrics", "/port/22/metrics", "/port/19640/metrics"):
        assert "404" in ask(path).stderr, path
    assert "404" in ask(f"/port/{live.ports['PROMETHEUS']}/metrics").stderr
    assert "502" in ask("/port/19639/metrics").stderr, "nobody listens there"


def test_the_relay_comes_back_after_it_was_killed(live, kernel):
    live.compose("kill", "-s", "SIGKILL", "hostrelay")
    live.compose("up", "-d", "hostrelay")
    until(live.is_healthy, 30, live.states)
    prometheus = live.compose("ps", "-q", "prometheus")
    assert "training_loss" in output(
        "docker", "exec", prometheus, "wget", "-q", "-O", "-", f"http://relay:9400/port/{kernel}/metrics"
    )


def test_a_neighbour_reaches_neither_kernels_nor_exporters(live, kernel):
    closed = [("10.213.77.1", port) for port in (kernel, *live.ports.values())]
    closed += [
        (live.address(service, network), port)
        for service, network, port in (
            ("relay", "mon", 9400),
            ("process-exporter", "mon", 9256),
            ("cadvisor", "mon", 8080),
            ("loki", "mon", 3100),
            ("alertmanager", "mon", 9093),
            ("socket-proxy", "sock", 2375),
        )
    ]
    open_to_all = ("10.213.77.1", listening_everywhere())
    with Neighbour() as neighbour:
        assert neighbour.reached([open_to_all, *closed]) == [open_to_all], "the cable works, and leads nowhere else"


def listening_everywhere():
    """A port that all may reach, to show that the others are closed and not the way to them."""
    server = http.server.ThreadingHTTPServer(("0.0.0.0", 0), FakeKernel)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_port


def test_a_notebook_in_a_container_reaches_neither_dashboards_nor_alerts_nor_logs(live, guest):
    places = ["prometheus 9090", "jaeger-collector 4318"]
    for service, network, port in (
        ("grafana", "mon", 3000),
        ("grafana", "edge", 3000),
        ("alertmanager", "mon", 9093),
        ("loki", "mon", 3100),
        ("relay", "mon", 9400),
        ("socket-proxy", "sock", 2375),
    ):
        places += [f"{service} {port}", f"{live.address(service, network)} {port}"]
    probes = " ".join(f"(nc -w 2 {place} </dev/null && echo {place}) &" for place in places)
    assert set(guest("sh", "-c", f"{probes} wait").splitlines()) == set(places[:2])


def test_the_way_to_the_engine_lets_cadvisor_read_and_nobody_change(live):
    cadvisor = live.compose("ps", "-q", "cadvisor")

    def ask(path, *options):
        where = f"http://socket-proxy:2375{path}"
        return output("docker", "exec", cadvisor, "sh", "-c", f"wget -S -q -O - {' '.join(options)} {where} 2>&1", check=False)

    assert "ServerVersion" in ask("/info")
    assert "403" in ask("/containers/create", "--post-data={}")
    assert "403" in ask(f"/containers/{cadvisor}/json", "--post-data={}")
    for path in ("/images/json", "/secrets", f"/containers/{cadvisor}/logs?stdout=1", "/events", "/volumes"):
        assert "403" in ask(path), path
    until(lambda: live.query('container_memory_working_set_bytes{name!=""}'), 60, live.up_targets)


def test_what_dashboards_ask_of_exporters_is_told_by_them(live):
    listed = (pathlib.Path(__file__).parent / "exporter-metrics.txt").read_text().splitlines()
    names = [name for name in listed if name.startswith(("node_", "namedprocess_", "container_"))]
    missing = lambda: [name for name in names if not live.query(name)]  # noqa: E731
    until(lambda: not missing(), 60, missing)


def test_prometheus_has_its_retention_its_labels_and_no_way_to_end_it(live):
    flags = live.get("PROMETHEUS", "/api/v1/status/flags")["data"]
    assert flags["storage.tsdb.retention.time"] == "15d" and flags["web.enable-lifecycle"] == "false"
    configuration = live.get("PROMETHEUS", "/api/v1/status/config")["data"]["yaml"]
    assert "host: lab-1" in configuration and "cluster: cellwatch" in configuration


def test_prometheus_has_found_its_alertmanager(live):
    found = live.get("PROMETHEUS", "/api/v1/alertmanagers")["data"]["activeAlertmanagers"]
    assert [one["url"] for one in found] == ["http://alertmanager:9093/api/v2/alerts"]


def test_its_rules_are_loaded_and_each_can_be_evaluated(live):
    rules = lambda: [  # noqa: E731
        rule for group in live.get("PROMETHEUS", "/api/v1/rules")["data"]["groups"] for rule in group["rules"]
    ]
    until(lambda: all(rule["health"] == "ok" for rule in rules()), 90, rules)
    alerts = {rule["name"] for rule in rules() if rule["type"] == "alerting"}
    assert {"GPUHighTemperature", "HighGPUMemoryUsage", "TrainingLossIncreasing", "ServiceDown"} <= alerts
    hot = next(rule for rule in rules() if rule["name"] == "GPUHighTemperature")
    assert hot["query"].endswith(" > 90") and "above 90 °C: " in hot["annotations"]["description"], "as it was set"
    assert live.query('ALERTS{alertname="ServiceDown"}') == [], "all that is expected answers"


def test_a_gpu_error_that_two_kernels_see_is_one_alert_at_alertmanager(live, kernel):
    for name in ("k7", "k8"):
        live.announce(name, f"127.0.0.1:{kernel}", notebook=f"{name}.ipynb")
    row = '# TYPE nvidia_gpu_error_count gauge\nnvidia_gpu_error_count{gpu="3",uuid="GPU-7"} '
    FakeKernel.says = METRICS + row + "0\n"
    until(lambda: len(live.query('nvidia_gpu_error_count{uuid="GPU-7"}')) >= 2, 60, live.up_targets)
    FakeKernel.says = METRICS + row + "1\n"
    alertmanager = live.compose("ps", "-q", "alertmanager")
    asked = "http://127.0.0.1:9093/api/v2/alerts?filter=alertname%3DGPUErrorsDetected"

    def told():
        return json.loads(output("docker", "exec", alertmanager, "wget", "-q", "-O", "-", asked))

    alerts = until(told, 90, lambda: live.query("ALERTS"))
    assert len(alerts) == 1
    labels = alerts[0]["labels"]
    assert (labels["uuid"], labels["host"], labels["service"]) == ("GPU-7", "lab-1", "gpu")
    assert (labels["severity"], labels["priority"], labels["cluster"]) == ("critical", "P1", "cellwatch")
    assert alerts[0]["annotations"]["summary"].endswith(" on lab-1: GPU errors (XID) in the last 5 minutes")


def test_a_gpu_that_is_too_hot_is_told_once_and_a_warm_one_beside_it_as_well(live):
    alertmanager = live.compose("ps", "-q", "alertmanager")
    end = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 120))
    seen = (("GPUHighTemperature", "GPU-1"), ("HighGPUTemperature", "GPU-1"), ("HighGPUTemperature", "GPU-2"))
    alerts = [{"labels": {"alertname": name, "host": "lab-1", "uuid": uuid}, "endsAt": end} for name, uuid in seen]
    asked = ["docker", "exec", alertmanager, "wget", "-q", "-O", "-"]
    where = "http://127.0.0.1:9093/api/v2/alerts"
    output(*asked, "--header", "Content-Type: application/json", "--post-data", json.dumps(alerts), where)
    told = json.loads(output(*asked, where + "?filter=uuid%3D~%22GPU-%5B12%5D%22"))
    states = {(one["labels"]["alertname"], one["labels"]["uuid"]): one["status"]["state"] for one in told}
    assert set(states) == set(seen)
    assert states[seen[1]] == "suppressed" and "suppressed" not in (states[seen[0]], states[seen[2]])


def test_a_new_target_file_counts_without_a_restart_and_a_reload_is_a_signal(live):
    live.compose("kill", "-s", "SIGHUP", "prometheus")
    until(lambda: live.query("prometheus_config_last_reload_successful == 1"), 30, live.states)
    assert live.states()["prometheus"] == "healthy"


def test_grafana_lets_the_user_in_and_nobody_else_and_has_the_dashboard(live):
    user = (SECRETS["grafana_user"], SECRETS["grafana_password"])
    assert live.status("GRAFANA", "/api/user") == live.status("GRAFANA", "/api/user", ("admin", "admin")) == 401
    assert live.get("GRAFANA", "/api/user", user)["login"] == "ada"
    assert "cellwatch-research" in [one["uid"] for one in live.get("GRAFANA", "/api/search", user)]
    assert live.get("GRAFANA", "/api/dashboards/uid/cellwatch-research", user)["dashboard"]["panels"]
    for uid in ("prometheus", "loki", "jaeger", "alertmanager"):
        assert live.get("GRAFANA", f"/api/datasources/uid/{uid}", user)["uid"] == uid


def test_secrets_are_in_no_environment_and_no_command_line(live):
    for container in live.compose("ps", "-q").split():
        seen = output("docker", "inspect", container) + output("docker", "top", container, "-eo", "pid,args")
        assert SECRETS["grafana_password"] not in seen


def test_containers_run_with_what_the_file_says(live):
    for container in live.compose("ps", "-q").split():
        whole = json.loads(output("docker", "inspect", container))[0]
        host = whole["HostConfig"]
        assert not host["Privileged"] and host["CapDrop"] == ["ALL"] and host["Memory"] and host["NanoCpus"]
        assert host["LogConfig"]["Config"] == {"max-size": "100m", "max-file": "3"}
