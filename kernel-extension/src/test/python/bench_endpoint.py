"""What the first start of an endpoint takes in a new kernel: medians.

usage: bench_endpoint.py [KERNELS]     prints one JSON object, in milliseconds
"""

import json
import statistics
import sys
import time
import urllib.request

from kernel_session import Session

# made here and not by the kernel itself, so that it can be timed; the kernel has run a cell by then, as when it starts its own
PREPARE = """
var settings = dev.cellwatch.monitor.settings.Settings.from(
        Map.of("CELLWATCH_STATE_DIR", System.getenv("CELLWATCH_STATE_DIR"), "CELLWATCH_METRICS_PORT", "0"));
var endpoint = dev.cellwatch.monitor.MonitorEndpoint.of(dev.cellwatch.monitor.Monitor.open(settings));
String started() throws Exception {
    long began = System.nanoTime();
    endpoint.start(OptionalInt.empty(), Optional.empty());
    return (System.nanoTime() - began) / 1e6 + " " + endpoint.status().orElseThrow().port();
}
"""


def start():
    """Milliseconds until it listens and is announced, and then for its first answer."""
    with Session(env={"CELLWATCH_METRICS": "off"}) as kernel:
        prepared = kernel.run(PREPARE)
        assert prepared.error() is None, prepared.traceback()
        time.sleep(0.5)
        took, port = kernel.run("started()").result().strip("\"").split()
        began = time.perf_counter()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/-/healthy", timeout=30) as answer:
            answer.read()
        return float(took), (time.perf_counter() - began) * 1000


def main(kernels):
    start()
    starts, answers = zip(*(start() for _ in range(kernels)), strict=True)
    print(json.dumps({"start_ms": statistics.median(starts), "first_answer_ms": statistics.median(answers)}))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
