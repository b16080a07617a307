"""A copy of the project as a fresh clone has it, and its launcher, for a user who has nothing yet."""

import json
import os
import shutil
import signal
import subprocess
import time
import urllib.request
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[4]
LIMIT_SECONDS = 600


class Clone:
    def __init__(self, folder):
        self.root = folder / "a clone"
        self.state = folder / "state"
        self.env = {name: value for name, value in os.environ.items() if not name.startswith(("CELLWATCH", "JUPYTER"))}
        self.env.pop("DISPLAY", None)
        self.env["HOME"] = str(folder / "home")
        self.env["CELLWATCH_STATE_DIR"] = str(self.state)
        self.env.setdefault("PIP_CACHE_DIR", str(Path.home() / ".cache" / "pip"))  # what was downloaded once is enough
        (folder / "home").mkdir()
        self._copy()

    def _copy(self):
        listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
        names = subprocess.run(listing, cwd=PROJECT, capture_output=True, check=True).stdout.decode().split("\0")
        for name in filter(None, names):
            source, target = PROJECT / name, self.root / name
            if source.is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(source, target)

    @property
    def command(self):
        return str(self.root / "bin" / "environment-manager")

    def run(self, *arguments, **options):
        settings = {"env": self.env, "cwd": self.root, "timeout": LIMIT_SECONDS} | options
        return subprocess.run([self.command, *arguments], capture_output=True, text=True, check=False, **settings)

    def json(self, *arguments, **options):
        done = self.run(*arguments, **options)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def start(self, *arguments):
        """Starts the launcher with its output in a file, as the leader of its own process group."""
        output = open(self.root.parent / "output.txt", "w+")
        process = subprocess.Popen(
            [self.command, *arguments], env=self.env, cwd=self.root, stdout=output, stderr=output, start_new_session=True
        )
        return process, Path(output.name)

    def kill_when(self, word, sent, *arguments):
        """Starts the launcher and ends it, it alone, as soon as it has said a word."""
        process, output = self.start(*arguments)
        until(lambda: word in output.read_text() or process.poll() is not None)
        assert process.poll() is None, f"it ended by itself:\n{output.read_text()}"
        os.kill(process.pid, sent)
        process.wait(30)
        return output.read_text()

    def down(self):
        return self.run("down")


def until(condition, seconds=LIMIT_SECONDS):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("did not come about")


def get(port, path, token=None, data=None):
    """The answer of a server on this machine, decoded."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", data=data)
    if token:
        request.add_header("Authorization", f"token {token}")
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def is_gone(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"


INTERRUPT, TERMINATE, KILL = signal.SIGINT, signal.SIGTERM, signal.SIGKILL
# what a shell starts in the background ignores Ctrl+C, and so would all that is started from here
signal.signal(signal.SIGINT, signal.default_int_handler)
