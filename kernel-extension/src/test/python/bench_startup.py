"""What the extension adds to the start of a kernel and to its first cell: medians of paired starts.

usage: bench_startup.py [PAIRS]     prints one JSON object, in milliseconds
"""

import json
import statistics
import sys
import time

import zmq
from kernel_session import JAR, Session


def start(jar):
    """Milliseconds until the kernel is ready, and for its first cell."""
    session = Session(jar=jar)
    # a client that knocks every 100 ms, as is usual, would round every start up to its own next knock
    session.manager.context.setsockopt(zmq.RECONNECT_IVL, 1)
    began = time.perf_counter()
    with session:
        ready = time.perf_counter()
        session.run("1 + 1")
        return (ready - began) * 1000, (time.perf_counter() - ready) * 1000


def main(pairs):
    start(None)
    start(JAR)
    extra_ready, extra_first, bare_ready, bare_first = [], [], [], []
    for pair in range(pairs):
        # in turn: whatever the first start of a pair pays for, each kind pays as often
        order = (None, JAR) if pair % 2 else (JAR, None)
        took = {jar: start(jar) for jar in order}
        without, with_extension = took[None], took[JAR]
        bare_ready.append(without[0])
        bare_first.append(without[1])
        extra_ready.append(with_extension[0] - without[0])
        extra_first.append(with_extension[1] - without[1])
    print(
        json.dumps(
            {
                "pairs": pairs,
                "ready_without_ms": round(statistics.median(bare_ready)),
                "ready_extra_ms": round(statistics.median(extra_ready)),
                "ready_extra_quartiles_ms": [round(q) for q in statistics.quantiles(extra_ready, n=4)],
                "first_cell_without_ms": round(statistics.median(bare_first)),
                "first_cell_extra_ms": round(statistics.median(extra_first)),
            }
        )
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
