"""A tiny vocabulary for tests that look at a notebook in a real browser."""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import nbformat
import plotly
from playwright.sync_api import sync_playwright

MODULE = Path(__file__).resolve().parents[3]
RENDERER = MODULE / "figure-renderer"
CHROMIUM = os.environ.get("CELLWATCH_TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STARTUP_SECONDS = 120  # a busy machine with two cores


def install_renderer(data):
    """Copies the renderer into a Jupyter data folder, as the launcher does."""
    target = Path(data) / "labextensions" / "cellwatch-figure-renderer"
    shutil.copytree(RENDERER / "static", target / "static")
    shutil.copy(RENDERER / "package.json", target)
    shutil.copy(Path(plotly.__file__).parent / "package_data" / "plotly.min.js", target / "static")


class Jupyter:
    """A Jupyter server of our own, in a folder of its own. Use it in a with statement."""

    def __init__(self, renderer=True, env=None, application="lab", base="/"):
        self.folder = Path(tempfile.mkdtemp(prefix="cellwatch-jupyter-"))
        self.notebooks = self.folder / "notebooks"
        self.notebooks.mkdir()
        self.application = application
        self.base = base
        data = self.folder / "data"
        data.mkdir()
        if renderer:
            install_renderer(data)
        # nothing may pop up over the notebook
        self._setting("notification", {"checkForUpdates": False, "fetchNews": "false"})
        self.token = secrets.token_hex(16)
        self.port = _free_port()
        self.env = {
            **os.environ,
            "JUPYTER_PATH": str(data),
            "JUPYTER_CONFIG_DIR": str(self.folder / "config"),
            "JUPYTER_RUNTIME_DIR": str(self.folder / "runtime"),
            "JUPYTER_DATA_DIR": str(self.folder / "user"),
            "JUPYTERLAB_SETTINGS_DIR": str(self.folder / "settings"),
            "JUPYTERLAB_WORKSPACES_DIR": str(self.folder / "workspaces"),
            **(env or {}),
        }

    def __enter__(self):
        self.log = open(self.folder / "server.log", "w")
        command = [
            sys.executable, "-m", "jupyter", self.application, "--no-browser", "--allow-root",
            f"--port={self.port}", f"--ServerApp.base_url={self.base}", "--expose-app-in-browser", f"--ServerApp.root_dir={self.notebooks}", f"--IdentityProvider.token={self.token}",
        ]  # fmt: skip
        self.process = subprocess.Popen(
            command, env=self.env, stdout=self.log, stderr=self.log, start_new_session=True
        )
        self._wait()
        return self

    def _wait(self):
        end = time.monotonic() + STARTUP_SECONDS
        while time.monotonic() < end:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}{self.base}api?token={self.token}", timeout=2)
                return
            except OSError:
                time.sleep(0.2)
        raise TimeoutError((self.folder / "server.log").read_text())

    def __exit__(self, *failure):
        for how in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, how)
                self.process.wait(20)
                break
            except subprocess.TimeoutExpired:
                continue
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def write(self, name, cells, kernel="python3"):
        """Puts a notebook there; a cell is its source, or a node with outputs."""
        notebook = nbformat.v4.new_notebook()
        notebook.metadata["kernelspec"] = {"name": kernel, "display_name": kernel}
        notebook.cells = [nbformat.v4.new_code_cell(c) if isinstance(c, str) else c for c in cells]
        nbformat.write(notebook, self.notebooks / name)
        return name

    def read(self, name):
        return nbformat.read(self.notebooks / name, as_version=4)

    def url(self, name):
        place = "lab/tree" if self.application == "lab" else "notebooks"
        return f"http://127.0.0.1:{self.port}{self.base}{place}/{name}?token={self.token}&reset"

    def set_theme(self, theme):
        self._setting("themes", {"theme": theme})

    def _setting(self, name, value):
        settings = self.folder / "settings" / "@jupyterlab" / "apputils-extension"
        settings.mkdir(parents=True, exist_ok=True)
        (settings / f"{name}.jupyterlab-settings").write_text(json.dumps(value))


class Browser:
    """Headless Chromium with an empty profile. Use it in a with statement."""

    def __enter__(self):
        self.playwright = sync_playwright().start()
        self.browser = self.playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_OPTIONS)
        return self

    def __exit__(self, *failure):
        self.browser.close()
        self.playwright.stop()

    def open(self, url, width=1100, height=900, **options):
        return NotebookPage(self.browser.new_page(viewport={"width": width, "height": height}, **options), url)


class NotebookPage:
    """One notebook in a browser tab, and what the console said."""

    def __init__(self, page, url):
        self.page = page
        self.errors = []
        self.requests = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(url)
        page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=STARTUP_SECONDS * 1000)

    def _hear(self, message):
        if message.type == "error" and not _harmless(message):
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")

    def wait_for_kernel(self):
        """Until the page has asked for its kernel: from then on it keeps cells for it."""
        self.page.wait_for_function(
            "!/No Kernel/.test(document.querySelector('.jp-Toolbar-kernelName')?.innerText ?? 'No Kernel')",
            timeout=STARTUP_SECONDS * 1000,
        )

    def run_cell(self, number):
        """Runs one cell; does not wait for its end."""
        cell = self.page.locator(".jp-CodeCell").nth(number)
        prompt = cell.locator(".jp-InputPrompt")
        before = prompt.inner_text()
        for _ in range(10):
            cell.locator(".jp-Editor").click()
            self.page.keyboard.press("Control+Enter")
            self.page.wait_for_timeout(1500)
            if prompt.inner_text() != before:
                return
            # a page that is still waking up hears no keys, or forgets the cell when its kernel connects
        raise TimeoutError(f"cell {number} does not start")

    def output(self, cell):
        return self.page.locator(".jp-CodeCell").nth(cell).locator(".jp-Cell-outputArea")

    def figure(self, cell=0):
        """The plot that our renderer drew in a cell."""
        figure = self.output(cell).locator(".cellwatch-figure .js-plotly-plot")
        figure.wait_for(timeout=STARTUP_SECONDS * 1000)
        return figure

    def title(self, cell=0):
        return self.figure(cell).evaluate("plot => plot.layout.title.text")

    def picture(self, cell=0):
        """The SVG of a cell, as the page shows it where it does not know figures."""
        picture = self.output(cell).locator("img, svg").first
        picture.wait_for(timeout=STARTUP_SECONDS * 1000)
        return picture

    def command(self, name, arguments=None):
        """Runs a command of JupyterLab's own."""
        self.page.evaluate("([name, args]) => jupyterapp.commands.execute(name, args)", [name, arguments or {}])

    def is_running(self, cell):
        return "[*]" in self.page.locator(".jp-CodeCell").nth(cell).locator(".jp-InputPrompt").inner_text()

    def save(self):
        self.command("docmanager:save")

    def wait_until(self, what, condition, seconds=30):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = condition()
            if found:
                return found
            self.page.wait_for_timeout(100)
        raise TimeoutError(f"waited {seconds} s for: {what}")


def _harmless(message):
    # a page without an icon, or a setting that nobody has saved yet, is no fault of ours
    return "favicon" in message.location.get("url", "") or "status of 404" in message.text


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
