"""A real engine for a test run: the one that runs, else one of its own that ends with it."""

import os
import pathlib
import shutil
import subprocess
import time

ROOT = pathlib.Path(__file__).parent.parent.parent
FOLDER = ROOT / "target/engine"


def answers():
    return subprocess.run(["docker", "info"], capture_output=True, timeout=60).returncode == 0


def why_not():
    """Why there can be no engine here, or None."""
    for tool, from_where in (("docker", "docker.io"), ("ip", "iproute2"), ("iptables", "iptables")):
        if not shutil.which(tool):
            return f"{tool} is not installed (apt-get install {from_where})"
    if subprocess.run(["docker", "compose", "version"], capture_output=True).returncode:
        return "docker compose is missing (apt-get install docker-compose-plugin, or docker-compose of Debian 13)"
    if os.geteuid():
        return "only root may start an engine and make a network namespace"
    if not answers() and not shutil.which("dockerd"):
        return "no engine runs and dockerd is not installed (apt-get install docker.io)"
    return None


class Engine:
    """Use it in a with statement."""

    def __enter__(self):
        self.process = None
        if not answers():
            self.policy = subprocess.run(["iptables", "-S", "FORWARD"], capture_output=True, text=True).stdout.split()[:3]
            self.start()
        return self

    def start(self):
        FOLDER.mkdir(parents=True, exist_ok=True)
        socket = FOLDER / "engine.sock"
        (FOLDER / "engine.pid").unlink(missing_ok=True)
        self.log = open(FOLDER / "engine.log", "w")
        self.process = subprocess.Popen(
            ["dockerd", "--host", f"unix://{socket}", "--data-root", FOLDER / "data", "--exec-root", FOLDER / "exec",
             "--pidfile", FOLDER / "engine.pid", "--bridge", "none"],
            stdout=self.log, stderr=self.log, start_new_session=True,
        )  # fmt: skip
        os.environ["DOCKER_HOST"] = f"unix://{socket}"
        end = time.monotonic() + 60
        while not answers():
            assert self.process.poll() is None and time.monotonic() < end, (FOLDER / "engine.log").read_text()[-2000:]
            time.sleep(0.2)

    def socket(self):
        return os.environ.get("DOCKER_HOST", "unix:///var/run/docker.sock").removeprefix("unix://")

    def data(self):
        done = subprocess.run(["docker", "info", "--format", "{{.DockerRootDir}}"], capture_output=True, text=True)
        return done.stdout.strip()

    def stop(self):
        """As an engine ends when its machine is updated: its containers with it."""
        self.process.terminate()
        self.process.wait(60)
        self.log.close()

    def __exit__(self, *failure):
        if self.process:
            del os.environ["DOCKER_HOST"]
            self.stop()
            subprocess.run(["umount", FOLDER / "exec/netns/default"], capture_output=True)
            if subprocess.run(["pidof", "dockerd"], capture_output=True).returncode:
                # an engine leaves behind that this machine forwards nothing for others
                subprocess.run(["iptables", *self.policy], check=True)


if __name__ == "__main__":
    print(why_not() or "")
