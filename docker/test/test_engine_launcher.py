"""The launcher's own commands on a real engine, one after the other, as a user's day goes."""

import contextlib
import getpass
import http.server
import json
import os
import pathlib
import re
import subprocess
import threading
import time
import urllib.parse
import urllib.request

import pytest
from engine import FOLDER, ROOT, Engine, why_not
from kernel_session import Session
from live_stack import output, until
from mail_server import mail_server
from stand_ins import authority, build

if why_not() and os.environ.get("CI") != "true":
    pytest.skip(f"no engine: {why_not()}", allow_module_level=True)

PROJECT = "cellwatch-" + re.sub("[^a-z0-9_-]", "-", getpass.getuser().lower())
SERVICES = """prometheus grafana alertmanager node-exporter hostrelay relay cadvisor socket-proxy process-exporter
loki alloy jaeger""".split()


class Launcher:
    """Called in this checkout, for a user who has nothing yet."""

    def __init__(self, folder, versions):
        self.state = folder / "a state"
        self.env = {name: value for name, value in os.environ.items() if not name.startswith(("CELLWATCH", "JUPYTER"))}
        self.env |= {
            "DOCKER_CONFIG": os.environ.get("DOCKER_CONFIG", str(pathlib.Path.home() / ".docker")),
            "PIP_CACHE_DIR": str(pathlib.Path.home() / ".cache" / "pip"),
            "HOME": str(folder),
            "CELLWATCH_STATE_DIR": str(self.state),
            "CELLWATCH_VERSIONS": str(versions),
        }

    def run(self, *arguments, program=ROOT / "bin/environment-manager", **options):
        # as somebody calls it who lets nobody else read new files: containers have other users
        settings = {"env": self.env, "timeout": 300, "capture_output": True, "text": True, "umask": 0o077} | options
        began = time.monotonic()
        done = subprocess.run([program, *arguments], **settings)
        done.seconds = time.monotonic() - began
        print(f"{' '.join(arguments)}: {done.seconds:.1f} s, exit {done.returncode}\n{done.stdout}{done.stderr}")
        return done

    def up(self, *arguments, **options):
        return self.run("--enable-monitoring", "--demo", "--no-browser", *arguments, **options)

    def status(self):
        return json.loads(self.run("status", "--json").stdout)

    def settings(self):
        lines = (self.state / "monitoring/stack.env").read_text().splitlines()
        return {name: value.strip("'") for name, value in (line.split("=", 1) for line in lines if "=" in line)}

    def query(self, expression):
        where = f"http://127.0.0.1:{self.settings()['CELLWATCH_PROMETHEUS_PORT']}/api/v1/query?"
        with urllib.request.urlopen(where + urllib.parse.urlencode({"query": expression}), timeout=10) as answer:
            return json.load(answer)["data"]["result"]


def containers():
    """What runs of this user's project, by service."""
    form = '{{.Label "com.docker.compose.service"}} {{.Status}}'
    listed = output("docker", "ps", "--filter", f"label=com.docker.compose.project={PROJECT}", "--format", form)
    return dict(line.split(" ", 1) for line in listed.splitlines())


def volumes():
    listed = output("docker", "volume", "ls", "-q").splitlines()
    return {name.removeprefix(f"{PROJECT}_") for name in listed if name.startswith(f"{PROJECT}_")}


def gateway():
    """Where a container on edge reaches this machine."""
    return output("docker", "network", "inspect", f"{PROJECT}_edge", "-f", "{{(index .IPAM.Config 0).Gateway}}")


@contextlib.contextmanager
def someone_to_tell(answer=200):
    """Stands in for Slack where a container on edge reaches it: its address, and what it was told."""
    told = []

    class Webhook(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            told.append((self.path, json.loads(self.rfile.read(int(self.headers["Content-Length"])))))
            self.send_response(answer)
            self.end_headers()

        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer((gateway(), 0), Webhook)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{gateway()}:{server.server_port}", told
    finally:
        server.shutdown()


@pytest.fixture(scope="module")
def launcher(tmp_path_factory):
    with Engine():
        if volumes():  # these tests end with a purge
            pytest.skip("this user's own monitoring is on this engine")
        versions = os.environ.get("CELLWATCH_VERSIONS") or build(FOLDER / "stand-ins")
        made = Launcher(tmp_path_factory.mktemp("launcher"), versions)
        try:
            yield made
        finally:
            made.run("down", "--purge", "--yes")


@pytest.fixture(scope="module")
def started(launcher):
    """The one command, on ports that are free here."""
    done = launcher.up("--auto-ports")
    assert done.returncode == 0, done.stdout + done.stderr
    launcher.first_seconds = done.seconds
    return done.stdout


def test_what_would_run_is_told_and_nothing_is_started(launcher):
    done = launcher.up("--auto-ports", "--dry-run")
    assert done.returncode == 0 and "docker compose" in done.stdout and "127.0.0.1" in done.stdout
    assert containers() == {} and not (launcher.state / "monitoring").exists()


def test_one_command_ends_with_every_service_healthy(launcher, started):
    running = containers()
    assert set(running) == set(SERVICES)
    assert not [service for service, status in running.items() if "unhealthy" in status or "starting" in status]
    assert "Grafana" in started and "http://localhost:" in started
    targets = launcher.query("up")
    assert {one["metric"]["job"] for one in targets} >= {"prometheus", "node", "process", "cadvisor"}
    assert {one["value"][1] for one in targets} == {"1"}


def test_how_long_a_start_took_and_takes_again_is_told(launcher, started, capsys):
    again = launcher.up()
    assert again.returncode == 0 and again.seconds < launcher.first_seconds
    with capsys.disabled():
        print(f"\nfigure: all healthy after {launcher.first_seconds:.1f} s (60), a second start {again.seconds:.1f} s (5)")


def test_the_doctor_looks_into_grafana(launcher, started):
    assert "opens for admin, Prometheus answers it, and it has 1 dashboard." in grafana(launcher)
    file = launcher.state / "monitoring/secrets/grafana_password"
    right = file.read_text()
    file.write_text("another one")
    try:
        assert f"does not open for admin with the password in {file}." in grafana(launcher)
    finally:
        file.write_text(right)


def grafana(launcher):
    checks = json.loads(launcher.run("doctor", "--json").stdout)["checks"]
    return " ".join(check["text"] for check in checks if check["check"] == "Grafana")


def test_the_password_is_shown_once_and_lies_where_it_says(launcher, started):
    password = (launcher.state / "monitoring/secrets/grafana_password").read_text().strip()
    assert len(password) == 24 and password in started
    assert (launcher.state / "monitoring/secrets").stat().st_mode & 0o077 == 0
    assert password not in launcher.up().stdout


def test_a_kernel_is_found_with_its_notebook_and_learns_where_traces_go(launcher, started):
    notebook = {"CELLWATCH_STATE_DIR": str(launcher.state), "CELLWATCH_GPU": "demo", "JPY_SESSION_NAME": "/home/ada/day.ipynb"}
    with Session(env=notebook) as kernel:
        kernel.run("1 + 1")
        series = 'nvidia_gpu_utilization_ratio{job="kernels",notebook="day.ipynb"}'
        until(lambda: launcher.query(series), 90, lambda: launcher.query("up"))
        port = launcher.settings()["CELLWATCH_OTLP_GRPC_PORT"]
        assert f"127.0.0.1:{port}" in kernel.run("%cellwatch").text()
        printed = launcher.run("scrape", "kernels")
        assert printed.returncode == 0 and "nvidia_gpu_utilization_ratio{" in printed.stdout


def test_services_are_told_by_each_command(launcher, started):
    status = launcher.run("status")
    assert all(service in status.stdout for service in SERVICES)
    health = launcher.run("health")
    assert health.stdout.startswith("grafana: 200\nprometheus: 200\n"), health.stdout
    usual = [line for line in health.stdout.splitlines()[2:] if line.endswith(": Error - nobody listens there")]
    assert not usual, "what nobody has configured may be absent"
    assert launcher.run("health", "grafana", "prometheus").returncode == 0
    dead = {"CELLWATCH_SERVICES": "qdrant=http://127.0.0.1:1/health"}
    configured = launcher.run("health", env=launcher.env | dead)
    assert configured.returncode == 1 and "qdrant: Error - nobody listens there" in configured.stdout
    assert launcher.run("monitoring", "reload").returncode == 0
    logs = launcher.run("logs", "prometheus", "--since", "1h")
    assert logs.returncode == 0 and "prometheus" in logs.stdout.lower()
    assert launcher.run("logs", "promehteus").returncode == 2


def test_monitoring_goes_and_comes_back_and_the_notebooks_and_the_data_stay(launcher, started):
    before = launcher.status()
    first = launcher.query("min_over_time(timestamp(up{job=\"prometheus\"})[1h:15s])")
    assert launcher.run("--no-monitoring").returncode == 0
    assert containers() == {} and "prometheus-data" in volumes()
    between = launcher.status()
    assert between["pid"] == before["pid"] if "pid" in before else between["url"] == before["url"]
    assert launcher.up().returncode == 0
    assert set(containers()) == set(SERVICES)
    again = launcher.query("min_over_time(timestamp(up{job=\"prometheus\"})[1h:15s])")
    assert again[0]["value"][1] == first[0]["value"][1], "it remembers the first scrape"


def test_another_password_reaches_a_grafana_that_runs_and_a_wrong_user_stays_out(launcher, started):
    done = launcher.up("--grafana-password", "-", input="a new password of ours\n")
    assert done.returncode == 0, done.stderr
    assert "a new password of ours" not in done.stdout + done.stderr
    assert (launcher.state / "monitoring/secrets/grafana_password").read_text().strip() == "a new password of ours"
    for wrong in ("", "admin"):
        refused = launcher.up("--grafana-password", wrong)
        assert refused.returncode == 2 and len(refused.stderr.strip().splitlines()) <= 2, refused.stderr
    assert set(containers()) == set(SERVICES)


def test_alerts_go_nowhere_until_slack_is_named_and_a_test_reaches_it(launcher, started):
    assert "Alerts go nowhere: " in started
    nobody = launcher.run("alert-test")
    assert nobody.returncode == 1 and nobody.stderr.startswith("Alerts go nowhere: "), nobody.stderr
    file = launcher.state / "monitoring/secrets/slack_api_url"
    secret = "T0B0-hunter2"
    with someone_to_tell() as (address, told):
        file.touch(0o600)
        file.write_text(f"{address}/services/{secret}\n")
        assert "enable-monitoring" in launcher.run("monitoring", "reload").stderr, "it has no way out yet"
        done = launcher.up()
        assert done.returncode == 0 and "go to Slack (#zakenak-alerts)" in done.stdout, done.stdout + done.stderr
        tested = launcher.run("alert-test")
    assert tested.returncode == 0 and "Slack:     told\n" in tested.stdout, tested.stdout + tested.stderr
    # a machine that is short of something is told, too
    path, message = next(one for one in told if "CellwatchTest" in one[1]["attachments"][0]["title"])
    assert path == f"/services/{secret}"
    assert message["channel"] == "#zakenak-alerts"
    assert message["attachments"][0]["title"] == "[FIRING:1] CellwatchTest"
    assert "nothing is wrong" in message["attachments"][0]["text"]
    with someone_to_tell(answer=404) as (address, told):
        file.write_text(f"{address}/services/{secret}\n")
        reloaded = launcher.run("monitoring", "reload")
        assert reloaded.returncode == 0 and "go to Slack" in reloaded.stdout
        refused = launcher.run("alert-test")
    assert refused.returncode == 1 and "Slack:     failed, after 1 attempt; why: " in refused.stdout
    assert told[0][0] == f"/services/{secret}"
    seen = done.stdout + done.stderr + tested.stdout + reloaded.stdout + refused.stdout + refused.stderr
    assert secret not in seen + whatever_shows("alertmanager", launcher)
    file.unlink()
    assert "Alerts go nowhere: " in launcher.run("monitoring", "reload").stdout


def test_mail_is_sent_to_a_server_that_wants_tls_and_a_log_in_as_soon_as_was_chosen(launcher, started, tmp_path):
    if "CELLWATCH_VERSIONS" in os.environ:
        pytest.skip("the Alertmanager of other images does not trust a server of the tests")
    password = launcher.state / "monitoring/secrets/smtp_password"
    password.write_text("hunter2 of mail\n")
    with mail_server(gateway(), "hunter2 of mail", authority(FOLDER / "stand-ins"), tmp_path) as (port, kept):
        named = {"SMARTHOST": f"{gateway()}:{port}", "FROM": "cellwatch@example.org", "TO": "ada@example.org"}
        launcher.env |= {f"CELLWATCH_ALERT_SMTP_{name}": value for name, value in named.items()}
        done = launcher.up("--alert-profile", "fast")
        assert "go to mail (ada@example.org), within 10 s" in done.stdout, done.stdout + done.stderr
        tested = launcher.run("alert-test")
    assert tested.returncode == 0 and "Mail:      told\n" in tested.stdout, tested.stdout + tested.stderr
    mail = next(one for one in kept if "CellwatchTest" in one["message"]["Subject"])
    assert mail["tls"] and mail["user"] == "cellwatch@example.org" and mail["to"] == ["ada@example.org"]
    assert mail["message"]["From"] == "cellwatch@example.org"
    assert "nothing is wrong" in mail["message"].get_body(("html", "plain")).get_content()
    kept_profile = json.loads((launcher.state / "environment.json").read_text())["CELLWATCH_ALERT_PROFILE"]
    configuration = (launcher.state / "monitoring/alertmanager/alertmanager.yml").read_text()
    assert kept_profile == "fast" and "group_wait: 10s" in configuration and "hunter2" not in configuration
    password.unlink()
    for name in named:
        del launcher.env[f"CELLWATCH_ALERT_SMTP_{name}"]
    assert "Alerts go nowhere: " in launcher.run("monitoring", "reload").stdout


def whatever_shows(service, launcher):
    """Of a container: its settings, processes and log, and its configuration as it lies there."""
    form = f"label=com.docker.compose.service={service}"
    container = output("docker", "ps", "-q", "--filter", form, "--filter", f"label=com.docker.compose.project={PROJECT}")
    seen = [output("docker", "inspect", container), output("docker", "top", container, "-eo", "pid,args")]
    log = subprocess.run(["docker", "logs", container], capture_output=True, text=True)
    assert "unexpected status code 404" in log.stderr, "its log is that of the test"
    seen += [log.stdout, log.stderr, (launcher.state / "monitoring/alertmanager/alertmanager.yml").read_text()]
    assert "slack_configs" in seen[-1]
    return "".join(seen)


def test_purge_asks_and_takes_everything_along(launcher, started):
    assert launcher.run("down", "--purge", input="n\n").returncode == 1 and "prometheus-data" in volumes()
    assert launcher.run("down", "--purge", "--yes").returncode == 0
    assert containers() == {} and "prometheus-data" not in volumes()
