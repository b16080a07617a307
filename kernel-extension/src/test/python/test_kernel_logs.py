"""The log of what happens, in a real kernel."""

import json
import re

import pytest
from conftest import VERSIONS
from kernel_session import Session, shown

KEYS = ["timestamp", "level", "component", "message", "metadata", "trace_id", "span_id"]

pytestmark = pytest.mark.usefixtures("nothing_runs_on")


@pytest.fixture(params=VERSIONS)
def own_kernel(request):
    with Session(request.param) as session:
        yield session


def records(folder, name="cellwatch.jsonl"):
    """The objects of a log, each with exactly the keys that were promised."""
    path = folder / name
    objects = [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
    for one in objects:
        assert list(one) in (KEYS, [*KEYS, "duration"])
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", one["timestamp"])
        assert re.fullmatch("[0-9a-f]{32}", one["trace_id"]) and re.fullmatch("[0-9a-f]{16}", one["span_id"])
        assert isinstance(one["metadata"], dict)
        assert re.fullmatch(r"\d+\.\d{3}s", one.get("duration", "0.000s"))
    return objects


def test_what_happens_in_a_kernel_is_written_and_nothing_of_it_into_cells(own_kernel):
    kernel = own_kernel
    logs = kernel.logs
    kernel.run("1 + 1")
    kernel.until(lambda: len(cells(kernel)) == 2)
    cell = kernel.run(
        "%%monitor epoch 1 --no-plot\n"
        'var run = Cellwatch.training("mnist");\n'
        'Cellwatch.modelLoaded("resnet", Map.of("gpu_id", 0, "memory_allocated", 4096L, "api_key", "hunter2"));\n'
        'Cellwatch.log().debug("loader", "read with token=hunter2", Map.of("files", 3));\n'
        "Thread.sleep(300);\n"
        "run.close();"
    )
    assert cell.error() is None and cell.printed() == "", cell.text()
    kernel.until(lambda: len(records(logs)) >= 10)
    written = records(logs)[2:]
    told = [(one["level"], one["component"], one["message"]) for one in written]
    assert told == [
        ("INFO", "cell", "Cell [2] begins"),
        ("INFO", "measure", "Measured epoch 1 begins"),
        ("INFO", "training", "Training run mnist begins"),
        ("INFO", "model", "Model loaded: resnet"),
        ("DEBUG", "loader", "read with token=***"),
        ("INFO", "training", "Training run mnist ended"),
        ("INFO", "measure", "Measured epoch 1 ended"),
        ("INFO", "cell", "Cell [2] ended"),
    ]
    assert len({one["trace_id"] for one in written}) == 1
    all_of_it = written[1:-1]
    assert all_of_it[0]["span_id"] == all_of_it[5]["span_id"] != all_of_it[1]["span_id"] == all_of_it[4]["span_id"]
    assert float(all_of_it[4]["duration"][:-1]) >= 0.3 and float(all_of_it[5]["duration"][:-1]) >= 0.3
    assert all_of_it[2]["metadata"]["memory_allocated"] == 4096 and "hunter2" not in json.dumps(all_of_it)
    assert f"is written to {logs / 'cellwatch.jsonl'}." in kernel.run("%cellwatch").text()


def cells(kernel):
    return [one for one in records(kernel.logs) if one["component"] == "cell"]


def test_every_cell_is_written_with_how_it_ended(own_kernel):
    kernel = own_kernel
    assert not kernel.logs.exists(), "a kernel that has only started has written nothing"
    kernel.run("int first = 1;")
    kernel.until(lambda: len(cells(kernel)) == 2)
    kernel.run("Thread.sleep(400);")
    kernel.run("// nothing")
    kernel.run('throw new IllegalStateException("password=hunter2");')
    kernel.run("int broken = ;")
    kernel.run("%no_such_magic")
    kernel.run("throw new OutOfMemoryError();")
    kernel.until(lambda: len(cells(kernel)) == 14)
    told = cells(kernel)
    begins, ends = told[::2], told[1::2]
    assert [one["message"] for one in begins] == [f"Cell [{n}] begins" for n in range(1, 8)]
    assert [(one["level"], one["message"], one["metadata"].get("exception")) for one in ends] == [
        ("INFO", "Cell [1] ended", None),
        ("INFO", "Cell [2] ended", None),
        ("INFO", "Cell [3] ended", None),
        ("WARN", "Cell [4] failed", "java.lang.IllegalStateException"),
        ("WARN", "Cell [5] failed", "not Java"),
        ("WARN", "Cell [6] failed", "org.dflib.jjava.jupyter.kernel.magic.UndefinedMagicException"),
        ("ERROR", "Cell [7] failed", "java.lang.OutOfMemoryError"),
    ]
    assert [one["metadata"]["cell"] for one in begins] == list(range(1, 8))
    assert 0.4 <= float(ends[1]["duration"][:-1]) < 5
    assert all(begin["span_id"] == end["span_id"] for begin, end in zip(begins, ends, strict=True))
    assert len({one["trace_id"] for one in told}) == 7 and "hunter2" not in json.dumps(told)


def test_an_interrupted_cell_is_written_as_failed(own_kernel):
    kernel = own_kernel
    kernel.run("int before = 1;")
    cell = kernel.start("Thread.sleep(600_000);")
    kernel.until(lambda: any(one["message"] == "Cell [2] begins" for one in records(kernel.logs)))
    kernel.listen(2)
    kernel.manager.interrupt_kernel()
    kernel.finish(cell)
    kernel.until(lambda: any(one["message"] == "Cell [2] failed" for one in records(kernel.logs)))


def test_an_alert_is_written_while_things_are_measured_though_nobody_watches(kernel):
    kernel.run('%live_monitor 1 300\nvar sick = Cellwatch.training("sick");\nsick.log(1, "loss", Double.NaN);')
    kernel.until(lambda: any("TrainingDiverged on sick" in one["message"] for one in records(kernel.logs)))
    kernel.run("sick.close();")
    kernel.until(lambda: any("on sick is over" in one["message"] for one in records(kernel.logs)))
    told = [one for one in records(kernel.logs) if one["component"] == "alert"]
    [begin, end] = [one for one in told if "sick" in one["message"]]  # the machine may have alerts of its own
    assert (begin["level"], begin["metadata"]["severity"], end["level"]) == ("ERROR", "critical", "INFO")
    assert begin["span_id"] == end["span_id"] and "duration" in end
    kernel.run("%live_monitor stop")


def test_a_cell_that_leaves_more_memory_behind_each_time_is_told(fresh_kernel):
    fresh_kernel.run("var kept = new java.util.ArrayList<Object>();")
    watched = fresh_kernel.run("%alerts watch")
    for _ in range(4):
        fresh_kernel.run("kept.add(java.nio.ByteBuffer.allocateDirect(40 << 20));")
        fresh_kernel.listen(11)  # memory outside the heap is read every 5 s
    fresh_kernel.until(lambda: watched.updates() and "MemoryLeftBehind" in shown(watched.updates()[-1]))
    told = shown(watched.updates()[-1])
    assert re.search(r"Cell \[6\].*together 120.0 MiB of direct buffers", told), told


def test_a_cell_that_leaves_arrays_of_a_native_engine_behind_is_told(fresh_kernel):
    fresh_kernel.run(
        "var field = sun.misc.Unsafe.class.getDeclaredField(\"theUnsafe\");\n"
        "field.setAccessible(true);\n"
        "var malloc = (sun.misc.Unsafe) field.get(null);"
    )
    watched = fresh_kernel.run("%alerts watch")
    for _ in range(4):
        fresh_kernel.run("malloc.allocateMemory(40L << 20);")
        fresh_kernel.listen(11)  # memory outside the heap is read every 5 s
    fresh_kernel.until(lambda: watched.updates() and "MemoryLeftBehind" in shown(watched.updates()[-1]))
    told = shown(watched.updates()[-1])
    assert re.search(r"Cell \[6\].*together 1[123]\d\.\d MiB of native memory", told), told


def test_two_kernels_at_once_have_a_file_each_and_a_run_that_is_open_ends_with_its_kernel(kernel):
    kernel.run('Cellwatch.log().info("loader", "the first");')
    with Session(env={"CELLWATCH_STATE_DIR": str(kernel.logs.parent)}) as other:
        other.run('var open = Cellwatch.training("open");')
        other.until(lambda: records(kernel.logs, "cellwatch-2.jsonl"))
        other.manager.shutdown_kernel()
    told = [one["message"] for one in records(kernel.logs, "cellwatch-2.jsonl") if one["component"] == "training"]
    assert told == ["Training run open begins", "Training run open ended"]


def test_as_text_it_stands_in_app_log_and_under_the_cell_that_wrote_it(tmp_path):
    with Session(env={"CELLWATCH_LOG": "text"}, folder=tmp_path) as kernel:
        cell = kernel.run(
            'var run = Cellwatch.training("mnist");\n'
            'Thread other = new Thread(() -> Cellwatch.log().warn("loader", "elsewhere"));\n'
            "other.start(); other.join();\n"
            "run.close();"
        )
        kernel.until(lambda: "Cell [1] ended" in (tmp_path / "app.log").read_text())
    lines = [line for line in (tmp_path / "app.log").read_text().splitlines() if " - cell - " not in line]
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} - training - INFO - Training run mnist begins", lines[0]
    )
    assert lines[1].endswith(" - loader - WARN - elsewhere")
    assert cell.printed().splitlines() == [lines[0], lines[2]], "threads of its own print nothing"


def test_a_read_only_state_directory_harms_nothing_and_is_told(tmp_path):
    (tmp_path / "state").write_text("in the way")
    with Session(env={"CELLWATCH_STATE_DIR": str(tmp_path / "state")}) as kernel:
        cell = kernel.run('Cellwatch.training("mnist").close();')
        assert cell.error() is None and cell.text().strip() == ""
        kernel.until(lambda: "is no folder) and goes on as soon as it can" in kernel.run("%cellwatch").text())
