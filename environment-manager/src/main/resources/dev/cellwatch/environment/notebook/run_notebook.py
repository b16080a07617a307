"""Executes a notebook without a front end: one line of progress per cell, the outputs into a copy.

Arguments: the notebook, and where the copy goes (empty: nowhere). Exit code 1 when a cell failed.
"""

import asyncio
import os
import signal
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from queue import Empty

import nbformat
from jupyter_client.kernelspec import NoSuchKernel
from jupyter_core.utils import ensure_async
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionComplete, CellExecutionError, DeadKernelError

LAST_FRAMES_SECONDS = 5


class LiveOutputs(NotebookClient):
    """A client that also takes what a display of an earlier cell sends later: a live plot outlives its own cell."""

    async def _async_poll_output_msg(self, parent_msg_id, cell, cell_index):
        while True:
            message = await ensure_async(self.kc.iopub_channel.get_msg(timeout=None))
            own = message["parent_header"].get("msg_id") == parent_msg_id
            if own or message["msg_type"] == "update_display_data":
                with suppress(CellExecutionComplete):
                    self.process_message(message, cell, cell_index)
                    continue
                return

    async def end_kernel(self):
        """Shuts the kernel down and takes the last frames that its plots send as they end."""
        closing = asyncio.ensure_future(ensure_async(self.km.shutdown_kernel(now=False)))
        deadline = time.monotonic() + LAST_FRAMES_SECONDS
        while time.monotonic() < deadline:
            try:
                message = await ensure_async(self.kc.iopub_channel.get_msg(timeout=0.2))
            except Empty:
                if closing.done():
                    break
                continue
            if message["msg_type"] == "update_display_data":
                self.process_message(message, self.nb.cells[-1], len(self.nb.cells) - 1)
        await closing


def first_line(cell):
    text = next((line for line in cell.source.splitlines() if line.strip()), "")
    return text if len(text) <= 60 else text[:57] + "..."


def say(text, end="\n"):
    print(text, end=end, flush=True)


def last_words(kernel_log):
    kernel_log.seek(0)
    return "".join(kernel_log.readlines()[-10:]).rstrip()


async def execute(client, notebook, kernel_log):
    code = [(index, cell) for index, cell in enumerate(notebook.cells) if cell.cell_type == "code" and cell.source.strip()]
    started = time.monotonic()
    say("Starting the kernel ... ", end="")
    async with client.async_setup_kernel(env=os.environ, stdout=kernel_log, stderr=kernel_log):
        say(f"{time.monotonic() - started:.1f} s")
        loop, task = asyncio.get_running_loop(), asyncio.current_task()
        for interruption in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(interruption, task.cancel)  # leaving this block then ends the kernel
        for number, (index, cell) in enumerate(code, start=1):
            say(f"[{number}/{len(code)}] {first_line(cell):60} ", end="")
            began = time.monotonic()
            try:
                await client.async_execute_cell(cell, index, execution_count=number)
            except CellExecutionError as error:
                say("failed")
                return f"Cell {number} failed: {error.ename}: {error.evalue}".rstrip(": ")
            except DeadKernelError:
                say("failed")
                return f"The kernel died in cell {number}; its last words:\n{last_words(kernel_log)}"
            say(f"{time.monotonic() - began:6.1f} s")
        await client.end_kernel()
    return None


def save(notebook, target):
    draft = target.with_name(target.name + ".draft")
    nbformat.write(notebook, draft)
    os.replace(draft, target)


def main(source, target):
    notebook = nbformat.read(source, as_version=4)
    folder = str(source.resolve().parent)
    client = LiveOutputs(notebook, timeout=None, coalesce_streams=True, resources={"metadata": {"path": folder}})
    try:
        with tempfile.TemporaryFile("w+") as kernel_log:
            failure = asyncio.run(execute(client, notebook, kernel_log))
    except NoSuchKernel as error:
        say("failed")
        failure = f"There is no kernel named '{error.name}' here."
    except (KeyboardInterrupt, asyncio.CancelledError):
        say("interrupted")
        failure = "Interrupted."
    if target:
        save(notebook, Path(target))
        say(f"Written to {target}")
    if failure:
        print(failure, file=sys.stderr, flush=True)
    return 1 if failure else 0


sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
