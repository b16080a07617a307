"""%gpu, %clear_gpu, %system, %processes, %containers and %cellwatch in a real kernel."""

import re
import subprocess
import time

import pytest
from kernel_session import MODULE, Session, bring_djl, djl_environment

FAKE_NVML = MODULE.parent / "monitor-lib" / "src" / "test" / "c" / "fake_nvml.c"
SAYS = {
    "%gpu": ["DEMO: these GPUs are made up · 2 GPUs", "Who holds them", "this kernel", "GPU-00000000"],
    "%gpu 1": ["GPU-00000000-0000-0000-0000-000000000001", "Who holds it"],
    "%clear_gpu": ["GPU 1, all processes", "Java heap", "Whole kernel"],
    "%system": ["Processor and memory", "Disks", "This kernel (pid"],
    "%processes 4": ["By CPU and memory together"],
    "%containers": [""],
    "%cellwatch": ["Settings in force", "%clear_gpu", "CELLWATCH_GPU", "Own overhead"],
}
MISTAKES = {
    "%gpu 7": "There is no GPU 7; there are 0 (Demo GPU 80GB), 1 (Demo GPU 80GB).",
    "%gpu abc": "There is no GPU abc; there are 0 (Demo GPU 80GB), 1 (Demo GPU 80GB).",
    "%processes -1": '%processes takes how many processes to show, from 1 to 1000, not "-1".',
    "%processes many": '%processes takes how many processes to show, from 1 to 1000, not "many".',
    "%system now": '%system does not know "now". See %system --help.',
}


@pytest.mark.parametrize("magic", SAYS)
def test_a_magic_shows_one_table_for_notebooks_and_terminals(kernel, magic):
    cell = kernel.run(magic)
    assert cell.error() is None, cell.text()
    assert cell.printed() == ""
    [shown] = [m["content"]["data"] for m in cell.displays()]
    for part in SAYS[magic]:
        assert part in shown["text/plain"], shown["text/plain"]
    assert not re.search(r"<script|<img|<link|\son\w+=|https?:", shown["text/html"])


@pytest.mark.parametrize("magic", MISTAKES)
def test_a_mistake_is_one_sentence_and_costs_no_variable(kernel, magic):
    kernel.run("int answer = 42;")
    cell = kernel.run(magic)
    assert MISTAKES[magic] in cell.text() + cell.printed() + (cell.error() or ""), cell.text()
    assert kernel.run("answer").result() == "42"


def test_clear_gpu_frees_the_native_memory_of_djl_managers_that_no_variable_holds(tmp_path):
    with Session(env=djl_environment(tmp_path)) as kernel:
        bring_djl(kernel, tmp_path)
        kernel.run("import ai.djl.ndarray.*; import ai.djl.ndarray.types.*;")
        # 64 MiB each: one that a variable held until its cell ran again, one that it holds now, three that none holds
        for _ in range(2):
            kernel.run("var kept = NDManager.newBaseManager().ones(new Shape(64, 262144));", 240)
        for _ in range(3):
            assert kernel.run("{ NDManager.newBaseManager().ones(new Shape(64, 262144)); }").error() is None
        before = resident(kernel)
        shown = kernel.run("%clear_gpu").displays()[0]["content"]["data"]["text/plain"]
        assert "DJL (PyTorch), freed: 4 managers with 4 arrays" in shown, shown
        assert "1 array in 1 manager that your code can still reach, about 64 MiB" in shown, shown
        assert before - resident(kernel) > 200 * 1024, shown
        assert kernel.run("kept.sum().getFloat()").result() == "1.6777216E7"


def resident(kernel):
    """KiB that the kernel's process holds of the machine's memory."""
    status = kernel.run('java.nio.file.Files.readString(java.nio.file.Path.of("/proc/self/status"))').result()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1])


def fake_nvml(folder):
    """An NVML of our own, which reads what it answers from a file beside it."""
    library = folder / "libfake-nvml.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-o", library, FAKE_NVML, "-ldl"], check=True)
    return library


def test_a_driver_that_hangs_holds_a_cell_up_for_three_seconds_at_most(tmp_path):
    library = fake_nvml(tmp_path)
    library.with_name(library.name + ".conf").write_text("hang nvmlDeviceGetUtilizationRates 30000\n")
    with Session(env={"CELLWATCH_GPU": "auto", "CELLWATCH_NVML_LIBRARY": str(library)}) as kernel:
        kernel.run("%cellwatch")  # so that loading all this is not in the time
        started = time.monotonic()
        shown = kernel.run("%gpu").displays()[0]["content"]["data"]["text/plain"]
        assert time.monotonic() - started < 6
        assert "The NVIDIA driver has been stuck since" in shown
        assert "Processor and memory" in kernel.run("%system").text()


def test_whoever_holds_a_gpu_is_named_by_notebook_also_a_python_kernel(tmp_path):
    library = fake_nvml(tmp_path)
    program = ["python3", "-c", "import sys; print(1, flush=True); sys.stdin.read()"]
    other = subprocess.Popen(
        program, env={"JPY_SESSION_NAME": "papers/llm.ipynb"}, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    other.stdout.read(1)
    env = {"CELLWATCH_GPU": "auto", "CELLWATCH_NVML_LIBRARY": str(library), "JPY_SESSION_NAME": "work/train.ipynb"}
    try:
        with Session(env=env) as kernel:
            own = kernel.run("ProcessHandle.current().pid()").result()
            library.with_name(library.name + ".conf").write_text(
                f"gpus 1\nprocess 0 {own} 3221225472 40\nprocess 0 {other.pid} 1073741824 7\n"
                "process 0 4000000 1048576 1\n"
            )
            for magic in ("%gpu", "%clear_gpu"):
                shown = kernel.run(magic).displays()[0]["content"]["data"]["text/plain"]
                assert re.search(rf"{own}\s+train.ipynb \(this kernel\)\s+\S+\s+java\s+3.0 GiB", shown), shown
                assert re.search(rf"{other.pid}\s+llm.ipynb\s+\S+\s+python3\S*\s+1.0 GiB", shown), shown
                assert re.search(r"4000000\s+–\s+–\s+\S+\s+1.0 MiB", shown), shown
            assert "Not freed: this kernel still holds 3.0 GiB on GPU 0" in shown
    finally:
        other.communicate()


def test_the_report_of_a_cell_tells_the_peak_of_this_kernel_where_the_driver_counts_it(tmp_path):
    library = fake_nvml(tmp_path)
    with Session(env={"CELLWATCH_GPU": "auto", "CELLWATCH_NVML_LIBRARY": str(library)}) as kernel:
        own = kernel.run("ProcessHandle.current().pid()").result()
        library.with_name(library.name + ".conf").write_text(
            f"gpus 2\nprocess 0 {own} 3221225472 40\naccount 0 {own} 12992276071\naccount 1 {own} 5368709120\n"
        )
        report = kernel.run("%%monitor --no-plot\nThread.sleep(500);").displays()[-1]["content"]["data"]["text/plain"]
        said = "by the driver's accounting: GPU 0 at most 12.1 GiB, which it reached before.\n"
        assert f"This process's own peak, {said}" in report, report
