"""What goes wrong on a real engine, and what the launcher then says and leaves behind. One stack for all of it."""

import contextlib
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time

import pytest
from engine import FOLDER, ROOT, Engine, why_not
from live_stack import Neighbour, output, until
from stand_ins import build
from test_engine_launcher import PROJECT, SERVICES, Launcher, containers, volumes

if why_not() and os.environ.get("CI") != "true":
    pytest.skip(f"no engine: {why_not()}", allow_module_level=True)

# what a shell starts in the background ignores Ctrl+C, and so would all that is started from here
signal.signal(signal.SIGINT, signal.default_int_handler)
NEVER_READY = 'ENTRYPOINT ["/bin/sh", "-c", "trap exit TERM; while :; do sleep 1; done"]'


@pytest.fixture(scope="module")
def engine():
    with Engine() as one:
        if volumes():  # these tests end with a purge
            pytest.skip("this user's own monitoring is on this engine")
        yield one


@pytest.fixture(scope="module")
def versions(engine):
    return pathlib.Path(os.environ.get("CELLWATCH_VERSIONS") or build(FOLDER / "stand-ins"))


@pytest.fixture(scope="module")
def launcher(engine, versions, tmp_path_factory):
    made = Launcher(tmp_path_factory.mktemp("bad"), versions)
    made.env["DOCKER_CONFIG"] = str(behind_a_proxy(tmp_path_factory.mktemp("docker")))
    try:
        yield made
    finally:
        if engine.process and engine.process.poll() is not None:
            engine.start()
        made.run("down", "--purge", "--yes")


def behind_a_proxy(folder):
    """Settings of a docker that hands a proxy to every container; here one at which nobody answers."""
    own = pathlib.Path(os.environ.get("DOCKER_CONFIG", pathlib.Path.home() / ".docker"))
    if (own / "cli-plugins").exists():
        (folder / "cli-plugins").symlink_to(own / "cli-plugins")
    dead = "http://127.0.0.1:9"
    (folder / "config.json").write_text(json.dumps({"proxies": {"default": {"httpProxy": dead, "httpsProxy": dead}}}))
    return folder


@pytest.fixture(scope="module")
def started(launcher):
    """Whatever an earlier test has begun: the next start goes on with it."""
    done = launcher.up("--auto-ports")
    assert done.returncode == 0, done.stdout + done.stderr
    assert set(containers()) == set(SERVICES)
    return done


def networks():
    return output("docker", "network", "ls", "-q", "--filter", f"label=com.docker.compose.project={PROJECT}").split()


@contextlib.contextmanager
def one_free_subnet():
    """Networks of others until the engine has room for a single one, and the stack wants several."""
    taken = []
    try:
        while len(taken) < 64:
            name = f"cellwatch-test-full-{len(taken)}"
            made = subprocess.run(["docker", "network", "create", name], capture_output=True, text=True)
            if made.returncode:
                break
            taken.append(name)
        output("docker", "network", "rm", taken.pop())
        yield made.stderr
    finally:
        subprocess.run(["docker", "network", "rm", *taken], capture_output=True)


def begun(launcher, *arguments):
    """A start that goes on while the test does, in a session of its own as on a terminal."""
    command = [ROOT / "bin/environment-manager", "--enable-monitoring", "--demo", "--no-browser", *arguments]
    return subprocess.Popen(
        command, env=launcher.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )


def is_a_sentence(said):
    assert "Exception" not in said and "\tat " not in said and "Unexpected" not in said, said
    return True


def begins():
    """When containers were started, by service; of one that a start has left alone it stays."""
    listed = output("docker", "ps", "-q", "--filter", f"label=com.docker.compose.project={PROJECT}").split()
    form = '{{index .Config.Labels "com.docker.compose.service"}} {{.State.StartedAt}}'
    return dict(output("docker", "inspect", "-f", form, one).split(" ", 1) for one in listed)


def test_mistakes_are_a_sentence_and_nothing_is_started(launcher):
    part = launcher.up("--with", "trancing")
    assert part.returncode == 2 and part.stderr.startswith("There is no part trancing;"), part.stderr
    assert "Did you mean tracing?" in part.stderr
    empty = launcher.up("--grafana-password", "")
    assert empty.returncode == 2 and empty.stderr.startswith("--grafana-password must not be empty"), empty.stderr
    assert containers() == {} and not launcher.status()["running"]


def test_a_taken_port_is_told_with_who_has_it_before_anything_is_started(launcher):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = launcher.up("--grafana-port", str(port))
    assert done.returncode == 1
    assert f"Port {port}, for grafana, is taken by " in done.stderr and f"(process {os.getpid()})" in done.stderr
    assert "--grafana-port" in done.stderr and "--auto-ports" in done.stderr and is_a_sentence(done.stderr)
    assert containers() == {} and volumes() == set() and not launcher.status()["running"], "nor JupyterLab"


def test_an_engine_without_free_subnets_is_named_and_nothing_is_left_of_the_start(launcher):
    with one_free_subnet() as said:
        assert "subnet" in said or "address pool" in said, said
        done = launcher.up("--auto-ports")
        assert networks() == []
    assert done.returncode == 1 and is_a_sentence(done.stderr)
    assert "the engine has no free subnet; docker network prune" in done.stderr, done.stderr
    assert containers() == {} and "What this start had begun is removed again." in done.stderr


def test_after_ctrl_c_in_the_first_start_nothing_goes_on_and_the_second_start_works(launcher, request):
    first = begun(launcher, "--auto-ports")
    until(lambda: containers() or first.poll() is not None, 60, "no container yet")
    os.killpg(first.pid, signal.SIGINT)
    said, _ = first.communicate(timeout=30)
    print(said)
    assert first.returncode == 130 and "Interrupted. What has been started so far may run on" in said
    assert "could not be started" not in said and is_a_sentence(said)
    assert not [line for line in output("ps", "-eo", "args").splitlines() if f"-p {PROJECT} " in line], "no compose is left"
    request.getfixturevalue("started")


def test_behind_a_users_proxy_the_services_reach_each_other(launcher, started):
    assert {one["value"][1] for one in launcher.query("up")} == {"1"}
    grafana = output("docker", "ps", "-q", "--filter", "label=com.docker.compose.service=grafana")
    assert "127.0.0.1:9" not in output("docker", "exec", grafana, "cat", "/proc/1/environ")


def test_a_container_that_never_gets_healthy_is_named_and_the_rest_runs_on(launcher, versions, started, tmp_path):
    images = dict(line.split("=", 1) for line in versions.read_text().splitlines() if "=" in line)
    sleeper = output("docker", "create", images["RELAY_IMAGE"], "sh")
    output("docker", "commit", "-c", NEVER_READY, sleeper, "cellwatch.test/never-ready:1")
    output("docker", "rm", sleeper)
    other = tmp_path / "versions.env"
    other.write_text("".join(f"{n}={v}\n" for n, v in (images | {"LOKI_IMAGE": "cellwatch.test/never-ready:1"}).items()))
    before = begins()
    done = launcher.up(env=launcher.env | {"CELLWATCH_VERSIONS": str(other), "CELLWATCH_START_LIMIT": "7"})
    assert done.returncode == 1 and is_a_sentence(done.stderr)
    assert "loki is not ready after 7 s, but starting; it has written nothing." in done.stderr
    assert "The rest runs on; environment-manager --no-monitoring stops it." in done.stderr
    assert {one: at for one, at in begins().items() if one != "loki"} == {k: v for k, v in before.items() if k != "loki"}
    assert launcher.up().returncode == 0, "with the right image it gets well"


def test_a_name_that_grafana_does_not_know_leaves_the_account_as_it_was(launcher, started):
    done = launcher.up("--grafana-user", "ada")
    assert done.returncode == 1 and "Grafana's account is named admin" in done.stderr and is_a_sentence(done.stderr)
    assert launcher.up().returncode == 0, "the name of before is the one that is written down"


class OtherUser(Launcher):
    """Somebody else of this machine, whose copy and state lie in folders with spaces."""

    NAME = "ada"

    def __init__(self, folder, versions):
        super().__init__(folder, versions)
        self.root = folder / "a copy of it"
        for part in ("bin", "docker", "notebooks", "kernel-extension/figure-renderer", "kernel-extension/target/kernel"):
            shutil.copytree(ROOT / part, self.root / part, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
        target = self.root / "environment-manager/target"
        shutil.copytree(ROOT / "environment-manager/target/lib", target / "lib")
        for file in ("environment-manager.jar", "built"):
            shutil.copy2(ROOT / "environment-manager/target" / file, target / file)
        # an environment knows where it was made; as a module its programs run from anywhere
        subprocess.run(["cp", "-a", ROOT / ".venv", self.root / ".venv"], check=True)
        mark = self.root / ".venv/cellwatch.whole"
        mark.write_text(mark.read_text().replace(str(ROOT / ".venv"), str(self.root / ".venv")))
        self.env["JDK_JAVA_OPTIONS"] = f"-Duser.name={self.NAME}"

    def run(self, *arguments, **options):
        return super().run(*arguments, program=self.root / "bin/environment-manager", **options)


def test_two_users_of_one_machine_do_not_notice_each_other(launcher, versions, started, tmp_path):
    before, mine = begins(), volumes()
    ada = OtherUser(tmp_path / "ada", versions)
    try:
        few = [part for name in ("containers", "processes", "logs", "tracing") for part in ("--without", name)]
        done = ada.up("--auto-ports", *few)
        assert done.returncode == 0, done.stderr
        assert {one["value"][1] for one in ada.query("up")} == {"1"}
        assert ada.settings()["CELLWATCH_CONFIG"].startswith(str(tmp_path / "ada/a copy of it"))
        shared = set(ada.settings().items()) & set(launcher.settings().items())
        assert not [name for name, _ in shared if name.endswith("_PORT") and "JAEGER" not in name and "OTLP" not in name]
    finally:
        gone = ada.run("down", "--purge", "--yes")
    assert gone.returncode == 0, gone.stderr
    assert begins() == before and volumes() == mine, "of mine nothing was touched"
    assert not [name for name in output("docker", "volume", "ls", "-q").splitlines() if "cellwatch-ada" in name]
    assert launcher.status()["running"]


def test_the_doctor_tells_what_neighbours_reach_and_its_rule_closes_that(launcher, started):
    jaeger = address("jaeger", "edge")
    published, other = (jaeger, 16686), (jaeger, 13133)
    policy = output("iptables", "-S", "FORWARD").split()[:3]
    rule = None
    try:
        with Neighbour() as neighbour:
            output("iptables", "-P", "FORWARD", "ACCEPT")
            finding = loopback_ports(launcher)
            assert "any port of it" in finding["text"] and finding["level"] == "warn"
            assert neighbour.reached([published, other]) == [published, other]
            rule = finding["advice"].splitlines()[-1].removeprefix("sudo ").replace("eth0", "cwnb0").split()
            output(*rule)
            assert neighbour.reached([published, other]) == []
            assert loopback_ports(launcher) is None
    finally:
        if rule:
            output(*(part.replace("-I", "-D") for part in rule))
        output("iptables", *policy)


def loopback_ports(launcher):
    checks = json.loads(launcher.run("doctor", "--json").stdout)["checks"]
    return next((check for check in checks if check["check"] == "Loopback ports"), None)


def address(service, network):
    label = f"label=com.docker.compose.service={service}"
    container = output("docker", "ps", "-q", "--filter", label, "--filter", f"label=com.docker.compose.project={PROJECT}")
    form = "{{(index .NetworkSettings.Networks \"%s_%s\").IPAddress}}" % (PROJECT, network)
    return output("docker", "inspect", "--format", form, container)


def test_an_engine_that_is_stopped_half_way_is_told_and_the_next_start_works_on_the_old_volumes(launcher, engine, started):
    if not engine.process:
        pytest.skip("the engine is not ours to stop")
    lab = launcher.status()["url"]
    assert launcher.run("--no-monitoring").returncode == 0
    half = begun(launcher)
    until(lambda: containers() or half.poll() is not None, 60, "no container yet")
    engine.stop()
    said, _ = half.communicate(timeout=90)
    print(said)
    assert half.returncode == 1 and "the engine does not answer, or no longer" in said and is_a_sentence(said)
    off = launcher.up()
    assert off.returncode == 3 and "its engine does not answer" in off.stderr and is_a_sentence(off.stderr)
    stopping = launcher.run("--no-monitoring")
    assert stopping.returncode == 3 and is_a_sentence(stopping.stderr)
    # and as an older version, or a lost state folder, leaves it: Grafana's volume is there, its password is not
    shutil.rmtree(launcher.state / "monitoring/secrets")
    engine.start()
    again = launcher.up()
    assert again.returncode == 0, again.stderr
    assert set(containers()) == set(SERVICES) and launcher.status()["url"] == lab
    password = (launcher.state / "monitoring/secrets/grafana_password").read_text().strip()
    assert len(password) == 24 and password in again.stdout and "made with another password" in again.stderr


def test_a_purge_without_an_answer_or_with_another_than_yes_loses_nothing(launcher, started):
    before = begins()
    for answer in ("", "n\n", "purge\n"):
        done = launcher.run("down", "--purge", input=answer)
        assert done.returncode == 1 and "Nothing is deleted, and nothing stopped." in done.stderr, done.stderr
    assert begins() == before and "grafana-data" in volumes() and launcher.status()["running"]
