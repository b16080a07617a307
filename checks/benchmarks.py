"""Runs the benchmarks and prints one table. Nothing here judges: a figure over its limit is marked, not failed."""

import json
import os
import pathlib
import platform
import re
import shutil
import socket
import statistics
import subprocess
import sys
import time

JAVA = pathlib.Path(os.environ["JAVA_HOME"], "bin/java") if "JAVA_HOME" in os.environ else "java"
PYTHON_TESTS = pathlib.Path("kernel-extension/src/test/python")


def output(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return done.stdout


def java_command(module, main, *arguments):
    target = pathlib.Path(module, "target")
    classpath = f"{target}/test-classes:{target}/classes:{(target / 'test-classpath').read_text().strip()}"
    return [str(part) for part in (JAVA, "-cp", classpath, main, *arguments)]


def java(module, main, *arguments):
    return output(*java_command(module, main, *arguments))


def row(what, measured, limit, unit):
    mark = "" if measured <= limit else "  over"
    print(f"| {what:<78} | {measured:>9.2f} {unit:<5} | {limit:>7g} {unit:<5} |{mark}", flush=True)


BUILD = pathlib.Path("target/bench")
C_SOURCES = pathlib.Path("monitor-lib/src/test/c")


def eight_gpus():
    """An NVML of our own with eight GPUs."""
    BUILD.mkdir(parents=True, exist_ok=True)
    output("gcc", "-O2", "-shared", "-fPIC", "-o", BUILD / "libfake_nvml.so", C_SOURCES / "fake_nvml.c")
    library = (BUILD / "libfake_nvml.so").resolve()
    pathlib.Path(f"{library}.conf").write_text("gpus 8\n")
    return library


def fast_tier():
    library = eight_gpus()
    output("gcc", "-O2", "-o", BUILD / "fast_tier", C_SOURCES / "fast_tier.c", "-ldl")
    ratios, calls = [], []
    for _ in range(3):  # in turn, so that a noisy moment touches both
        c = float(output(BUILD / "fast_tier", library).split()[-1])
        tick, alone = map(float, java("monitor-lib", "dev.cellwatch.monitor.gpu.FastTierBench", library).split()[-2:])
        ratios.append(tick / c)
        calls.append(alone / c)
    row(f"fast tier of 8 GPUs: Java against C (JNA alone {sorted(calls)[1]:.1f})", sorted(ratios)[1], 3, "times")


def frames():
    for line in java("kernel-extension", "dev.cellwatch.notebook.plot.FrameBench").splitlines():
        hour = re.match(r"an hour leaves (\d+) bytes", line)
        if hour:
            row("an hour of %live_monitor 1 3600 in the saved notebook, 8 GPUs", int(hour[1]) / 1024, 100, "KB")
        compared = re.match(r"compare-by-(time|step), 4 runs in 6 panels: median (\d+) µs CPU, .*, (\d+) bytes", line)
        if compared:
            what = f"a frame of %training compare --by {compared[1]}, 4 runs"
            row(f"{what}: kernel CPU", int(compared[2]) / 1000, 2, "ms")
            row(f"{what}: figure, SVG and text", int(compared[3]) / 1024, 48, "KB")
        found = re.match(r"(frame|training in 6 panels|after a day), (\d) GPUs: median (\d+) µs CPU, .*, (\d+) bytes", line)
        if found and found[2] in "18":
            after = {"frame": "", "training in 6 panels": " of %training, 6 panels", "after a day": ", 24 h of it after 24 h"}
            what = "a frame" + after[found[1]]
            row(f"{what}, {found[2]} GPU(s): kernel CPU", int(found[3]) / 1000, 2, "ms")
            row(f"{what}, {found[2]} GPU(s): figure, SVG and text", int(found[4]) / 1024, 16 if found[2] == "1" else 48, "KB")


def history():
    row("24 h of history at 1 s, 8 GPUs + host + JVM", float(java("monitor-lib", "dev.cellwatch.monitor.history.DayOfHistory")), 16, "MB")


def jars():
    ours = [jar for jar in pathlib.Path("kernel-extension/target/kernel").rglob("*.jar") if own(jar.name)]
    row("our jars together, Tablesaw's own apart", sum(jar.stat().st_size for jar in ours) / 1048576, 15, "MB")


def own(name):
    return name.startswith(("cellwatch", "jna"))


def log():
    found = re.match(r"log: median (\d+) ns, lost (\d+) of", java("monitor-lib", "dev.cellwatch.monitor.training.LogBench"))
    row("TrainingRun.log, median of a call", int(found[1]) / 1000, 1, "µs")
    row("values lost at 100,000 a second", int(found[2]), 0, "")


def scrape():
    found = re.match(r"scrape: median (\d+) µs CPU, (\d+) µs packed as OpenMetrics, (\d+) bytes", java("monitor-lib", "dev.cellwatch.monitor.exposition.ScrapeBench", eight_gpus()))
    what = "a scrape of 8 GPUs + host + JVM + 2 runs"
    row(f"{what}: kernel CPU", int(found[1]) / 1000, 1, "ms")
    row(f"{what}, as OpenMetrics with gzip: kernel CPU", int(found[2]) / 1000, 1, "ms")
    row(f"{what}: text", int(found[3]) / 1024, 60, "KB")


ENDPOINT = ("monitor-lib", "dev.cellwatch.monitor.EndpointBench")


def endpoint_start():
    told = [re.match(r"start: ([\d.]+) ms", java(*ENDPOINT)) for _ in range(5)]
    what = "the endpoint, from its start to its first answer, in a JVM that has done it"
    row(what, statistics.median(float(one[1]) for one in told), 20, "ms")


def first_endpoint():
    measured = json.loads(output(sys.executable, PYTHON_TESTS / "bench_endpoint.py").splitlines()[-1])
    what = f"the endpoint's start in a new kernel (its first answer {measured['first_answer_ms']:.0f} ms)"
    row(what, measured["start_ms"], 20, "ms")


class Scraper:
    """One client with one connection that is kept; it does as little as it can, since its time is measured, too."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.request = f"GET /metrics HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()
        self.answer = bytearray(1 << 22)
        self.room = memoryview(self.answer)

    def scrape(self):
        """Milliseconds from the request to the last byte of its answer."""
        began = time.perf_counter()
        self.socket.sendall(self.request)
        size = self.receive(0)
        while (end := self.answer.find(b"\r\n\r\n", 0, size)) < 0:
            size = self.receive(size)
        head = bytes(self.answer[:end]).lower()
        length = re.search(rb"content-length: (\d+)", head)
        while size < end + 4 + int(length[1]) if length else not self.answer.endswith(b"\r\n0\r\n\r\n", 0, size):
            size = self.receive(size)
        assert b" 200 ok" in head[:20], head
        return (time.perf_counter() - began) * 1000

    def receive(self, size):
        got = self.socket.recv_into(self.room[size:])
        assert got, "the answer was cut off, or is larger than the room for it"
        return size + got


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def scrape_latency():
    exporter = shutil.which("prometheus-node-exporter") or os.environ.get("CELLWATCH_NODE_EXPORTER")
    if not exporter:
        print("| skipped: prometheus-node-exporter is missing (apt-get install prometheus-node-exporter)", flush=True)
        return
    port = free_port()
    theirs = subprocess.Popen(
        [exporter, f"--web.listen-address=127.0.0.1:{port}", "--log.level=error"], stderr=subprocess.DEVNULL
    )
    ours = subprocess.Popen(
        java_command(*ENDPOINT, eight_gpus()), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        our_port = int(ours.stdout.readline())
        time.sleep(6)  # rates take two readings of the slow tier
        one, other = Scraper(our_port), Scraper(port)
        for scraper, first in ((one, 12000), (other, 200)):  # a JVM compiles for long what it does often
            for _ in range(first):
                scraper.scrape()
        took = []
        for _ in range(20):  # by turns, and not one right behind the other: what each does afterwards is its own
            took += zip([one.scrape() for _ in range(50)], [other.scrape() for _ in range(50)], strict=True)
    finally:
        ours.stdin.close()
        theirs.terminate()
        ours.wait(20)
        theirs.wait(20)
    median, exporters = (statistics.median(times) for times in zip(*took, strict=True))
    row(f"a scrape over HTTP ({median:.2f} ms), node-exporter's {exporters:.2f} ms", median / exporters, 0.1, "times")


def launcher_help():
    command = ("bin/environment-manager", "--help")
    output(*command)  # builds what is not built yet
    took = []
    for _ in range(9):
        began = time.perf_counter()
        output(*command)
        took.append(time.perf_counter() - began)
    row("environment-manager --help, median of 9", statistics.median(took), 0.6, "s")


def startup():
    measured = json.loads(output(sys.executable, PYTHON_TESTS / "bench_startup.py").splitlines()[-1])
    row("kernel ready, with against without, median of 20 pairs", measured["ready_extra_ms"], 120, "ms")
    row("first cell, with against without, median of 20 pairs", measured["first_cell_extra_ms"], 220, "ms")


def sampling():
    measured = json.loads(output(sys.executable, PYTHON_TESTS / "bench_sampling.py").splitlines()[-1])
    row("sampling at 1 s, 8 GPUs + host + JVM, after 3 min: sampling threads", measured["sampling_percent"], 0.25, "%")
    row("the same: whole kernel above the idle kernel", measured["process_extra_percent"], 0.5, "%")


def training():
    printed = output(sys.executable, PYTHON_TESTS / "bench_training.py").splitlines()
    found = [line for line in printed if line.endswith("}") and "{" in line][-1]
    measured = json.loads(found[found.index("{"):])  # Maven's colours may stand before it
    what = "a DJL training under %training"
    row(f"{what}: batches with the listener, wall time more (±{measured['error']:.1f})", measured["listener_percent"], 1, "%")
    waited = f"{100 * measured['waited_share']:.0f} (±{100 * measured['waited_error']:.0f}) % of {measured['beside_percent']:.2f} %"
    row(f"that, and what a batch waits for other threads: {waited}", measured["whole_percent"], 1, "%")


def main(quick):
    print(f"{platform.machine()}, {os.cpu_count()} cores, Linux {platform.release()}")
    print(f"| {'what':<78} | {'measured':>15} | {'limit':>13} |")
    print(f"|{'-' * 80}|{'-' * 17}|{'-' * 15}|")
    always = (jars, history, frames, fast_tier, log, scrape, endpoint_start, scrape_latency, launcher_help)
    for measure in always if quick else (*always, first_endpoint, startup, sampling, training):
        measure()


if __name__ == "__main__":
    main("--quick" in sys.argv)
