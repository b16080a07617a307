"""%history, %monitor_log, Cellwatch.table and SystemMonitor in a real kernel."""

import csv
import json
import os
import signal

import pytest
from kernel_session import Session, shown

KEYS = {
    "gpu": ["gpu_id", "name", "load", "memory_used", "memory_total", "memory_util", "temperature"],
    "cpu": ["cpu_percent", "cpu_count", "cpu_freq", "load_avg"],
    "memory": ["total", "available", "used", "percent", "swap_total", "swap_used", "swap_percent"],
    "disk": ["total", "used", "free", "percent", "read_mb", "write_mb"],
    "network": ["bytes_sent", "bytes_recv", "packets_sent", "packets_recv"],
}

pytestmark = pytest.mark.usefixtures("nothing_runs_on")


def samples(path):
    """The objects of a log's whole lines, each with all keys that were promised."""
    text = path.read_text()
    objects = [json.loads(line) for line in text[: text.rfind("\n") + 1].splitlines()]
    for sample in objects:
        assert list(sample) == ["timestamp", "uptime", *KEYS]
        for branch, keys in KEYS.items():
            for one in sample[branch] if branch == "gpu" else [sample[branch]]:
                assert sorted(one) == sorted(keys), branch
    return objects


def test_what_was_measured_is_a_summary_a_file_and_the_users_own_table(kernel, tmp_path):
    first = kernel.run("%history 1s")
    assert "Nothing was measured in the last 1 s." in first.text() and first.error() is None
    kernel.run('import tech.tablesaw.api.*;\nvar run = Cellwatch.training("mnist");')
    kernel.run('for (int i = 0; i < 30; i++) { run.log(i, "loss", 1.0 / (i + 1)); Thread.sleep(100); }\nrun.close();')
    summary = kernel.run("%history 1m").text()
    assert "DEMO" in summary and "gpu1_utilization_ratio" in summary and "jvm_heap_used_bytes" in summary, summary
    assert "mnist_loss" in summary
    kernel.run("Table table = Cellwatch.table(run);")
    assert kernel.run('table.column(0).type() + " " + table.column(1).name()').result() == "LOCAL_DATE_TIME loss"
    assert kernel.run('table.numberColumn("gpu0_power_usage_watts").mean() > 10').result() == "true"
    rows = int(kernel.run("Cellwatch.table(java.time.Duration.ofMinutes(1)).rowCount()").result())
    assert rows >= 3
    written = kernel.run(f"%history 1m --file {tmp_path}/f.csv")
    assert f"were written to {tmp_path}/f.csv." in written.text()
    lines = list(csv.DictReader((tmp_path / "f.csv").open()))
    assert len(lines) >= rows and lines[0]["time"].endswith("Z") and "host_cpu_usage_ratio" in lines[0]
    assert "is there already" in kernel.run(f"%history 1m --file {tmp_path}/f.csv").text()


def test_a_log_grows_while_cells_run_and_while_none_does_and_tells_what_is_wrong(kernel, tmp_path):
    inner = tmp_path / "inner"
    inner.mkdir()
    log = inner / "f.jsonl"
    cell = kernel.run(f"%monitor_log {log} 0.25")
    assert f"Every 0.25 s a line goes to {log}" in shown(cell.displays()[0])
    kernel.run("Thread.sleep(1500);")
    kernel.until(lambda: len(samples(log)) >= 8)
    assert samples(log)[0]["cpu"]["cpu_percent"] is not None and len(samples(log)[0]["gpu"]) == 2
    assert "is being written already" in kernel.run(f"%monitor_log {log}").text()
    log.unlink()
    inner.rmdir()
    kernel.until(lambda: any("It cannot be written (no such file or folder)" in shown(u) for u in cell.updates()))
    assert "It cannot be written" in kernel.run("%monitor_log list").text()
    inner.mkdir()
    kernel.until(lambda: "and begun anew" in shown(cell.updates()[-1]))
    assert samples(log)
    assert "was stopped after" in kernel.run("%monitor_log stop f.jsonl").text()
    assert "lines were written" in shown(cell.updates()[-1])
    assert "Nothing is logged." in kernel.run("%monitor_log list").text()


def test_a_kernel_that_is_killed_leaves_whole_lines_and_the_next_one_goes_on(tmp_path):
    log = tmp_path / "f.jsonl"
    with Session() as kernel:
        kernel.run(f"%monitor_log {log} 0.25 --max-size 8K")
        kernel.until(lambda: (tmp_path / "f.jsonl.1").exists() and log.exists() and samples(log))
        os.kill(kernel.manager.provisioner.pid, signal.SIGKILL)
    before = samples(log)
    assert before and samples(tmp_path / "f.jsonl.1")
    with open(log, "a") as torn:
        torn.write('{"timestamp": "20')
    with Session() as kernel:
        kernel.run(f"%monitor_log {log} 0.25")
        kernel.until(lambda: len(log.read_text().splitlines()) >= len(before) + 3)
    lines = log.read_text().splitlines()
    assert lines[len(before)] == '{"timestamp": "20'
    assert json.loads(lines[len(before) + 1])["uptime"] < 30


def test_the_known_names_work_too(kernel, tmp_path):
    kernel.run(f'var monitor = new SystemMonitor("{tmp_path}/f.jsonl");')
    printed = kernel.run("monitor.printSummary();").printed()
    assert "GPU 1 " in printed and "Memory " in printed
    assert kernel.run("monitor.getGpuMetrics().size()").result() == "2"
    assert kernel.run('monitor.getAllMetrics().get("cpu") instanceof Map').result() == "true"
    assert len(samples(tmp_path / "f.jsonl")) == 2
    kernel.run("class SystemMonitor { int own = 42; }")
    assert kernel.run("new SystemMonitor().own").result() == "42", "a name of the user's own goes first"
