"""What a person sees of the endpoint's page: a real JJava kernel, and Chromium."""

import os
import re
import time
from pathlib import Path

import pytest
from jupyter_page import Browser, Jupyter, NotebookPage
from kernel_session import JAR, Session
from test_kernel_endpoint import TOKEN, target

NOTEBOOK = '<img src=x onerror=alert(1)>"\n.ipynb'
STREAM = "**/admin/monitor/gpu/stream"
TRAINING = """
var run = Cellwatch.training("mnist <b>");
run.batchSize(64);
for (int i = 1; i <= 30; i++) { run.epoch(1 + i / 10, 5); run.log(i, "loss", 2.0 / i); run.batchDone(); }
Cellwatch.log().warn("loader", "3 files are <i>missing</i>", Map.of("files", 3));
"""


@pytest.fixture(scope="module")
def browser():
    with Browser() as browser:
        yield browser.browser


@pytest.fixture(scope="module")
def kernel():
    with Session(env={"CELLWATCH_TOKEN": TOKEN, "JPY_SESSION_NAME": NOTEBOOK}) as kernel:
        assert kernel.run(TRAINING).error() is None
        yield kernel


@pytest.fixture
def opened(browser, kernel):
    """Opens the page by its link; the console must stay silent, but for what a test cuts itself."""
    contexts, errors = [], []

    def open_page(width=1240, height=900, cut=None, whose=kernel, **options):
        [address] = target(whose)["targets"]
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("dialog", lambda dialog: errors.append(dialog.message))
        page.on("console", lambda message: errors.append(message.text) if is_fault(message) else None)
        if cut:
            page.route(cut, lambda route: route.abort())
        page.goto(f"http://{address}/?token={TOKEN}")
        assert "token" not in page.url
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


def is_fault(message):
    return message.type == "error" and "net::ERR_" not in message.text


def until(page, what, condition, seconds=30):
    """Polls from here: the page's policy lets nobody evaluate text in it."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited {seconds} s for: {what}"
        page.wait_for_timeout(100)


def status(page):
    return page.locator("#status").text_content()


def says(page, state, seconds=30):
    until(page, state, lambda: status(page) == state, seconds)


def shows(page, table):
    until(page, f"rows in {table}", lambda: page.locator(f"#{table} tbody tr").count() > 0)


def line(page, chart="utilization"):
    return page.locator(f"#chart-{chart} path.line").first.get_attribute("d")


def moves(page, seconds):
    before = line(page)
    until(page, "a line that moves", lambda: line(page) != before, seconds)


def silence(kernel):
    """Nothing answers any more; where it did."""
    [address] = target(kernel)["targets"]
    assert kernel.run("%metrics stop").error() is None
    return address.split(":")[1]


def speak(kernel, port):
    assert kernel.run(f"%metrics start --port {port}").error() is None


def test_the_charts_move_by_the_stream_and_by_polling_when_it_is_cut_and_go_back(opened, kernel):
    page = opened()
    says(page, "live")
    for _ in range(3):
        moves(page, 4)
    page.context.route(STREAM, lambda route: route.abort())
    port = silence(kernel)  # ends the stream that is open
    speak(kernel, port)
    says(page, "polling")
    moves(page, 15)
    says(page, "polling")
    page.context.unroute(STREAM)
    says(page, "live")
    moves(page, 4)


def test_a_page_that_opens_shows_what_was_measured_before(opened, kernel):
    first = opened()
    says(first, "live")
    first.wait_for_timeout(12_000)
    second = opened(cut=STREAM)
    says(second, "polling")
    assert line(second).count("L") >= 2, "a line, not the one point that has come since"
    assert second.locator("#chart-utilization path.line").count() == first.locator("#chart-utilization path.line").count()


def test_names_from_outside_are_words(opened, kernel):
    page = opened()
    says(page, "live")
    shows(page, "runs-table")
    assert '<img src=x onerror=alert(1)>"' in page.locator("#notebook").text_content()
    assert page.locator("img, b b, i").count() == 0
    assert page.get_by_role("rowheader", name="mnist <b>").count() == 1
    assert page.get_by_text("3 files are <i>missing</i>").count() == 1


def test_every_part_is_there_and_what_is_absent_is_a_dash(opened):
    page = opened()
    says(page, "live")
    shows(page, "process-table")
    shown = page.locator("main").inner_text()
    for part in ("Utilisation", "Temperature", "Power", "Fan", "Compute capability", "Per core", "Swap", "Disks",
                 "Containers", "Networks", "Processes", "Booted", "Training runs", "Alerts", "Log", "Errors"):  # fmt: skip
        assert part in shown
    assert page.locator("#process-table tbody tr").count() <= 10
    assert page.locator("#cores li").count() == os.cpu_count()
    assert page.locator("#gpu-readings tbody tr").first.locator("td").last.inner_text() == "—", "no PCIe traffic"
    assert not {"null", "undefined", "NaN"} & set(shown.split())


def test_a_button_stops_a_live_plot_while_a_cell_runs(opened, kernel):
    assert kernel.run("%live_monitor 1 0").error() is None
    page = opened()
    busy = kernel.start("Thread.sleep(20_000)")
    button = page.get_by_role("button", name="Stop monitor")
    button.wait_for(timeout=15_000)
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_text("No live plot runs.").wait_for(timeout=5_000)
    assert "Stopped: monitor" in page.locator("#live-said").inner_text()
    kernel.finish(busy)
    assert kernel.run("%live_monitor list").text().strip() == "No monitor runs."


def test_it_says_since_when_nothing_answers(opened, kernel):
    page = opened()
    says(page, "live")
    port = silence(kernel)
    until(page, "since when", lambda: re.fullmatch(r"no answer since \d\d:\d\d:\d\d", status(page)))
    speak(kernel, port)
    says(page, "live")


def test_the_cookie_outlives_a_reload_and_is_kept_from_scripts_and_other_sites(opened, kernel):
    page = opened()
    says(page, "live")
    [cookie] = page.context.cookies()
    assert cookie["value"] == TOKEN and cookie["httpOnly"] and cookie["sameSite"] == "Strict" and cookie["path"] == "/"
    assert page.evaluate("document.cookie") == ""
    page.reload()
    says(page, "live")
    assert "token" not in page.url


def test_who_wants_less_motion_gets_none(opened):
    def takes(page):
        return page.locator("section").first.evaluate("section => getComputedStyle(section).transitionDuration")

    calm, usual = opened(reduced_motion="reduce"), opened(reduced_motion="no-preference")
    says(calm, "live")
    assert takes(calm) == "0s" and takes(usual) != "0s"
    assert calm.evaluate("document.getAnimations().length") == 0


def test_below_the_prefix_of_a_jupyter_proxy_the_printed_link_opens_a_page_that_moves(browser, tmp_path):
    away = {
        "JJAVA_CLASSPATH": str(JAR), "CELLWATCH_GPU": "demo", "CELLWATCH_STATE_DIR": str(tmp_path),
        "SSH_CONNECTION": "10.0.0.2 50000 10.0.0.1 22",
    }  # fmt: skip
    with Jupyter(env=away, base="/user/ada/") as jupyter:
        jupyter.write("away.ipynb", ["%metrics start", "%live_monitor 1 0"], "java")
        context = browser.new_context()
        notebook = NotebookPage(context.new_page(), jupyter.url("away.ipynb"))
        notebook.wait_for_kernel()
        notebook.run_cell(0)
        link = notebook.output(0).get_by_role("link", name="Open the page")
        link.wait_for(timeout=60_000)
        printed = link.get_attribute("href")
        assert re.search(r"/user/ada/proxy/\d+/\?token=[0-9a-f]{64}$", printed)
        notebook.run_cell(1)
        with context.expect_page() as opening:
            link.click()
        page = opening.value
        errors = []
        page.on("console", lambda message: errors.append(message.text) if is_fault(message) else None)
        says(page, "live")
        assert re.search(r"/user/ada/proxy/\d+/$", page.url), "the token is not in the address"
        for _ in range(2):
            moves(page, 6)
        [cookie] = [it for it in context.cookies() if it["name"].startswith("cellwatch-")]
        assert page.url.endswith(f":{jupyter.port}{cookie['path']}/"), "for this kernel alone"
        page.get_by_role("button", name="Stop monitor").click()
        page.get_by_text("No live plot runs.").wait_for(timeout=10_000)
        page.reload()
        says(page, "live")
        assert errors == []
        context.close()


@pytest.mark.parametrize("width", [360, 768, 1240])
def test_nothing_has_to_be_scrolled_sideways(opened, width):
    page = opened(width=width, height=740)
    says(page, "live")
    shows(page, "process-table")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_pictures_for_the_documents(opened, tmp_path):
    """With CELLWATCH_SCREENSHOTS=docs/images it waits until the charts are full and keeps the pictures there."""
    folder = Path(os.environ.get("CELLWATCH_SCREENSHOTS", tmp_path))
    kept = "CELLWATCH_SCREENSHOTS" in os.environ
    looks = {"page": ("light", 1240, 980), "page-dark": ("dark", 1240, 980), "page-phone": ("dark", 360, 740)}
    with Session(env={"CELLWATCH_TOKEN": TOKEN, "JPY_SESSION_NAME": "digits.ipynb"}) as kernel:
        kernel.run("%live_monitor 1 0")
        kernel.run(TRAINING.replace("mnist <b>", "digits").replace("<i>missing</i>", "missing"))
        for name, (scheme, width, height) in looks.items():
            options = {"color_scheme": scheme, "device_scale_factor": 2, "reduced_motion": "reduce"}
            page = opened(width, height, whose=kernel, **options)
            says(page, "live")
            page.wait_for_timeout(305_000 if kept and name == "page" else 6_000)
            page.screenshot(path=folder / f"{name}.png")
            assert (folder / f"{name}.png").stat().st_size > 20_000
