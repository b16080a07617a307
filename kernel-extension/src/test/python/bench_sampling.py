"""What `%live_monitor 1 0` costs a kernel with 8 GPUs (our own C library), beside a kernel that has no monitor.

usage: bench_sampling.py [WARM-UP] [SECONDS]     prints one JSON object; shares of one core, in percent
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

from kernel_session import MODULE, Session

SAMPLING = {"cellwatch-gpu", "cellwatch-host", "cellwatch-jvm"}
TICK = os.sysconf("SC_CLK_TCK")


def fake_gpus(folder):
    library = pathlib.Path(folder, "libfake_nvml.so")
    source = MODULE.parent / "monitor-lib" / "src" / "test" / "c" / "fake_nvml.c"
    subprocess.run(["gcc", "-O2", "-shared", "-fPIC", "-o", library, source], check=True)
    pathlib.Path(f"{library}.conf").write_text("gpus 8\n")
    return library


def cpu_nanos(task):
    """What a thread has used, to the nanosecond; its two clock fields count in hundredths."""
    return int((task / "schedstat").read_text().split()[0])


def threads(kernel):
    """Nanoseconds of CPU by thread name; what ended threads have used is missing."""
    pid = kernel.manager.provisioner.process.pid
    used = {}
    for task in pathlib.Path(f"/proc/{java_of(pid)}/task").iterdir():
        try:
            name = (task / "comm").read_text().strip()
            used[name] = used.get(name, 0) + cpu_nanos(task)
        except OSError:
            continue
    return used


def process_seconds(kernel):
    fields = pathlib.Path(f"/proc/{java_of(kernel.manager.provisioner.process.pid)}/stat").read_text()
    return sum(int(field) for field in fields.rsplit(") ", 1)[1].split()[11:13]) / TICK


def java_of(pid):
    """JJava's launcher starts the kernel proper as its child."""
    children = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        children += (task / "children").read_text().split()
    return java_of(children[0]) if children else pid


def main(warm_up, seconds):
    with tempfile.TemporaryDirectory() as folder:
        env = {"CELLWATCH_GPU": "auto", "CELLWATCH_NVML_LIBRARY": str(fake_gpus(folder))}
        with Session(env=env) as watching, Session(env=env) as idle:
            shown = watching.run("%live_monitor 1 0 --show all")
            idle.run("1 + 1")
            watching.listen(warm_up)
            frames = len(shown.updates())
            begin = reading(watching, idle)
            watching.listen(seconds)
            end = reading(watching, idle)
            frames = len(shown.updates()) - frames
            gpus = shown.updates()[-1]["content"]["data"]["text/plain"].count("GPU ")
    share, idle_share = (shares(begin[name], end[name], seconds) for name in ("watching", "idle"))
    extra = {name: part - idle_share.get(name, 0) for name, part in share.items()}
    print(
        json.dumps(
            {
                "seconds": seconds,
                "gpus": gpus,
                "frames": frames,
                "sampling_percent": round(sum(share.get(name, 0) for name in SAMPLING), 3),
                "process_extra_percent": round((end["seconds"] - begin["seconds"]) * 100 / seconds, 3),
                "extra_by_thread": {
                    name: round(part, 3) for name, part in sorted(extra.items(), key=lambda kv: -kv[1])[:7]
                },
            }
        )
    )


def reading(watching, idle):
    extra = process_seconds(watching) - process_seconds(idle)
    return {"watching": threads(watching), "idle": threads(idle), "seconds": extra}


def shares(begin, end, seconds):
    """Percent of a core by thread."""
    return {name: (used - begin.get(name, 0)) / 1e7 / seconds for name, used in end.items()}


if __name__ == "__main__":
    main(*(int(argument) for argument in (sys.argv[1:3] or ["180", "180"])))
