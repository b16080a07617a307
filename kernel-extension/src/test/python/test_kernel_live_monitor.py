"""%live_monitor in a real kernel."""

import time

import pytest
from kernel_session import FIGURE, Cell, Session, display_id, shown

PLOTLY = "application/vnd.plotly.v1+json"


pytestmark = pytest.mark.usefixtures("nothing_runs_on")


def is_over(cell):
    return bool(cell.updates()) and "over after" in shown(cell.updates()[-1])


def test_it_returns_at_once_and_moves_while_another_cell_runs_and_while_none_does(kernel):
    monitor = kernel.run("%live_monitor 0.5 0")
    assert not is_over(monitor)
    busy = kernel.start('Thread.sleep(4000); System.out.println("done")')
    before = len(monitor.updates())
    busy = kernel.finish(busy)
    assert len(monitor.updates()) >= before + 3
    idle = len(monitor.updates())
    kernel.until(lambda: len(monitor.updates()) >= idle + 3)
    assert busy.printed() == "done\n" and not busy.displays() and not busy.updates()


def test_every_frame_carries_the_first_displays_id(kernel):
    monitor = kernel.run("%live_monitor 0.25 2")
    kernel.until(lambda: is_over(monitor))
    assert {display_id(m) for m in monitor.updates()} == {display_id(m) for m in monitor.displays()}
    assert len(monitor.displays()) == 1


def test_a_frame_has_something_for_every_front_end_and_the_last_for_plotly_too(kernel):
    monitor = kernel.run("%live_monitor 0.5 2 --wait")
    assert set(monitor.displays()[0]["content"]["data"]) == {FIGURE, "image/svg+xml", "text/plain"}
    last = monitor.updates()[-1]["content"]["data"]
    assert set(last) == {FIGURE, "image/svg+xml", "text/plain", PLOTLY}
    assert "GPU 0" in shown(monitor.updates()[-1]) and "DEMO" in shown(monitor.updates()[-1])


def test_it_stops_on_time(kernel):
    kernel.run("%live_monitor 0.5 0.5 --wait")  # what is done once is not what is timed here
    monitor = kernel.run("%live_monitor 1 3")
    kernel.until(lambda: is_over(monitor))
    length = monitor.updates()[-1]["arrived"] - monitor.displays()[0]["arrived"]
    assert 2.8 < length < 5
    kernel.listen(1.5)
    assert is_over(monitor)


def test_a_waiting_cell_is_held_until_it_is_over(kernel):
    began = time.monotonic()
    monitor = kernel.run("%live_monitor 0.5 2 --wait")
    assert time.monotonic() - began >= 2
    assert is_over(monitor)


def test_stop_ends_it_with_a_last_frame(kernel):
    monitor = kernel.run("%live_monitor 0.5 0")
    said = kernel.run("%live_monitor stop")
    assert "was stopped" in said.text()
    kernel.until(lambda: is_over(monitor))
    frames = len(monitor.updates())
    kernel.listen(1.5)
    assert len(monitor.updates()) == frames


def test_an_interrupt_ends_what_the_cell_waits_for_and_no_background_monitor(kernel):
    background = kernel.run("%live_monitor 0.5 0")
    waiting = kernel.start("%live_monitor 0.5 1h --wait")
    kernel.until(lambda: Cell(kernel, waiting).updates())
    kernel.manager.interrupt_kernel()
    waited = kernel.finish(waiting)
    kernel.until(lambda: is_over(waited))
    frames = len(background.updates())
    kernel.until(lambda: len(background.updates()) > frames + 1)
    assert not is_over(background)


def test_an_interrupt_of_another_cell_leaves_it_alone_and_costs_no_variable(kernel):
    kernel.run("int kept = 42;")
    monitor = kernel.run("%live_monitor 0.5 0")
    endless = kernel.start("while (true) { Thread.sleep(50); }")
    kernel.listen(1)
    kernel.manager.interrupt_kernel()
    kernel.finish(endless)
    frames = len(monitor.updates())
    kernel.until(lambda: len(monitor.updates()) > frames + 1)
    assert kernel.run("kept").result() == "42"


def test_shutdown_stops_it_with_a_last_frame_and_nothing_of_it_keeps_the_kernel_alive(fresh_kernel):
    monitor = fresh_kernel.run("%live_monitor 0.5 0")
    fresh_kernel.until(lambda: len(monitor.updates()) > 2)
    threads = "Thread.getAllStackTraces().keySet().stream().filter(thread -> !thread.isDaemon())"
    not_jjavas = '.filter(thread -> !thread.getName().matches("jjava-exec.*|Heartbeat.*|Shell.*|DestroyJavaVM|main"))'
    assert fresh_kernel.run(f"{threads}{not_jjavas}.toList()").result() == "[]"
    fresh_kernel.client.shutdown()
    fresh_kernel.until(lambda: is_over(monitor))


def test_a_restarted_and_a_killed_kernel_start_anew(fresh_kernel):
    fresh_kernel.run("%live_monitor 0.5 0")
    fresh_kernel.manager.restart_kernel(now=True)
    fresh_kernel.client.wait_for_ready(timeout=60)
    assert "No monitor runs." in fresh_kernel.run("%live_monitor list").text()
    assert "monitor 1" in fresh_kernel.run("%live_monitor 0.5 1 --wait").text()


def test_two_notebooks_have_their_own(fresh_kernel):
    with Session() as other:
        fresh_kernel.run("%live_monitor 0.5 0")
        assert "No monitor runs." in other.run("%live_monitor list").text()
        theirs = other.run("%live_monitor 0.5 1 --wait")
        assert is_over(theirs)
        assert "monitor 1: every 0.5 s, until stopped" in fresh_kernel.run("%live_monitor list").text()


def test_nothing_is_printed_into_other_cells(kernel):
    kernel.run("%live_monitor 0.25 0")
    for _ in range(5):
        cell = kernel.run("Thread.sleep(300); 7")
        assert (cell.result(), cell.printed(), cell.displays()) == ("7", "", [])


def test_of_200_monitors_the_oldest_are_stopped_and_the_user_is_told(kernel):
    cell = kernel.run('for (int i = 0; i < 200; i++) { lineMagic("live_monitor", List.of("60", "0")); }', 120)
    assert cell.error() is None
    said = [shown(m) for m in cell.displays() if "At most 16" in shown(m)]
    assert len(said) == 184 and said[0].startswith("At most 16 monitors run at once: monitor ")
    assert len(kernel.run("%live_monitor list").text().strip().splitlines()) == 16
    assert kernel.run("1 + 1").result() == "2"


@pytest.mark.parametrize("bad", ["-1", "abc", "1e9", "1 1e9", "--wiat", "sotp", "--show hots", "stop 99"])
def test_a_mistake_is_one_sentence_without_a_trace(kernel, bad):
    cell = kernel.run(f"%live_monitor {bad}")
    said = (cell.printed() + cell.traceback()).strip()
    assert len(said.splitlines()) == 1 and "\tat " not in said and "Exception" not in said, said
    assert bad.split()[-1].strip("-") in said


def test_show_draws_all_of_it_again_in_the_present_cell_and_goes_on_there(kernel):
    monitor = kernel.run("%live_monitor 0.5 0")
    kernel.until(lambda: monitor.updates() and "GPU 0" in shown(monitor.updates()[-1]))
    again = kernel.run("%live_monitor show")
    assert "GPU 0" in shown(again.displays()[0])
    kernel.until(lambda: len(again.updates()) >= 2)


def test_names_and_options_are_completed(kernel):
    kernel.run("1")
    assert "%live_monitor" in kernel.complete("%live_m")
    assert kernel.complete("%live_monitor 1 --w") == ["--wait"]
    assert kernel.complete("%live_monitor st") == ["stop"]
    assert kernel.complete("%live_monitor --show j") == ["jvm"]
    assert "println(" in kernel.complete("System.out.printl")


def test_where_there_is_no_gpu_the_plot_says_why_and_the_host_goes_on():
    with Session(env={"CELLWATCH_GPU": "auto", "CELLWATCH_NVML_LIBRARY": "/nowhere/libnvidia-ml.so.1"}) as kernel:
        cell = kernel.run("%live_monitor 0.5 2 --wait")
        text = shown(cell.updates()[-1])
        assert "/nowhere/libnvidia-ml.so.1" in text and "CPU" in text and "GPU 0" not in text
