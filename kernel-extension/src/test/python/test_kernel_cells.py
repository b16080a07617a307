"""%%monitor over real cells of a real kernel."""

import pytest
from kernel_session import FIGURE, Session, shown

pytestmark = pytest.mark.usefixtures("nothing_runs_on")

COMPUTES = """
double sum = 0;
long until = System.nanoTime() + 6_000_000_000L;
while (System.nanoTime() < until) { sum += Math.sin(sum + 1); }
sum > 0"""

# past the page cache, so that the process waits for its disk however fast that is
STORES = """
var file = java.nio.channels.FileChannel.open(java.nio.file.Path.of("FILE"),
        java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.WRITE,
        com.sun.nio.file.ExtendedOpenOption.DIRECT);
var block = java.nio.ByteBuffer.allocateDirect((8 << 20) + 4096).alignedSlice(4096).limit(8 << 20);
long until = System.nanoTime() + 6_000_000_000L;
while (System.nanoTime() < until) {
    file.write(block.rewind(), 0);
}
file.close();"""

COLLECTS = """
var kept = new java.util.ArrayList<byte[][]>();
for (int i = 0; i < 40; i++) {
    byte[][] blocks = new byte[20_000][];
    for (int j = 0; j < blocks.length; j++) { blocks[j] = new byte[64]; }
    kept.add(blocks);
}
long until = System.nanoTime() + 6_000_000_000L;
while (System.nanoTime() < until) { System.gc(); }"""


@pytest.fixture(scope="module")
def no_gpu():
    with Session(env={"CELLWATCH_GPU": "off"}) as kernel:
        yield kernel


def report(cell):
    [text] = [text for text in map(shown, cell.displays()) if "Bottleneck" in text]
    return text


def value(cell):
    """The cell's value; JJava 1.0a6 drops that of a cell magic, so there it is shown."""
    return cell.result() or shown(cell.displays()[-1])


def line(text, name):
    return next(line for line in text.splitlines() if line.startswith(name))


def verdict_is(text, expected):
    """The expected verdict; on a machine whose CPUs are all taken by others it may be told that this is not clear."""
    verdict = line(text, "Bottleneck")
    crowded = "not clear" in verdict and "all CPUs of this machine were busy" in verdict
    assert expected in verdict or crowded, text


def test_a_cell_that_computes_is_bound_by_the_host(no_gpu):
    cell = no_gpu.run("%%monitor computing --no-plot" + COMPUTES)
    verdict_is(report(cell), "host-bound")
    assert report(cell).startswith("computing: 6")
    assert value(cell) == "true", "and its value is that of the cell"
    assert no_gpu.run("sum > 0").result() == "true", "and its variables stay"


def test_a_cell_that_waits_for_its_disk_is_bound_by_input(no_gpu, tmp_path):
    cell = no_gpu.run("%%monitor --no-plot" + STORES.replace("FILE", str(tmp_path / "blocks")))
    verdict_is(report(cell), "input-bound")
    written = line(report(cell), "Storage").split(" read, ")[1]
    assert "MiB" in written or "GiB" in written, written


def test_a_cell_that_collects_garbage_is_bound_by_it(no_gpu):
    cell = no_gpu.run("%%monitor --no-plot" + COLLECTS)
    verdict_is(report(cell), "GC-bound")
    assert int(line(report(cell), "Garbage collection").split()[2]) > 10


def test_it_runs_under_a_moving_plot_that_stands_still_afterwards(kernel):
    cell = kernel.run("%%monitor --interval 0.25\nThread.sleep(3500);\n1 + 1")
    assert FIGURE in cell.displays()[0]["content"]["data"]
    assert len(cell.updates()) >= 4
    assert "over after" in shown(cell.updates()[-1])
    assert "DEMO" in report(cell) and "the GPU's own counter" in report(cell)
    assert value(cell) == "2"
    kernel.listen(2.5)
    assert "over after" in shown(cell.updates()[-1])


def test_what_goes_wrong_in_the_code_is_said_as_without_it(kernel):
    broken = kernel.run("%%monitor --no-plot\nint broken = ;")
    assert "illegal start of expression" in broken.error()
    assert report(broken).startswith("failed after")
    thrown = kernel.run('%%monitor --no-plot\nthrow new IllegalStateException("boom");')
    assert "java.lang.IllegalStateException: boom" in thrown.error()
    assert "picocli" not in thrown.error() and "reflect" not in thrown.error()


def test_a_mistake_is_one_sentence_and_the_code_does_not_run(kernel):
    mistake = kernel.run("%%monitor --intervall 3\nint never = 1;")
    assert 'Did you mean "--interval"?' in mistake.text()
    assert kernel.run("never").error() is not None


def test_an_interrupt_ends_the_code_and_loses_no_report(kernel):
    started = kernel.start("%%monitor long --no-plot\nThread.sleep(600_000);")
    kernel.listen(3)
    kernel.manager.interrupt_kernel()
    cell = kernel.finish(started, 30)
    kernel.until(lambda: cell.displays())  # the kernel does not wait for what it has interrupted
    assert report(cell).startswith("long: failed after")
    assert kernel.run("1 + 1").result() == "2"


def test_a_cell_may_hold_magics_and_trainings_of_its_own(kernel):
    cell = kernel.run('%%monitor --no-plot\ntry (var run = Cellwatch.training("in it")) {\n    run.log(1, "loss", 0.5);\n}\n%training list')
    assert "in it" in shown(cell.displays()[0])
    assert "CPU time" in report(cell)


def test_code_can_measure_itself(kernel):
    cell = kernel.run('try (var part = Cellwatch.measure("part")) { Thread.sleep(1200); }')
    assert cell.printed().startswith("part: 1.2 s") or cell.printed().startswith("part: 1.3 s"), cell.printed()
    assert "CPU time" in cell.printed()
