"""A Dask cluster of two workers on this machine, for as long as a test needs it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.conftest import PROJECT

LOCAL_OPTIONS = ("--host", "127.0.0.1", "--no-dashboard")
TIMEOUT = 60
"""Seconds within which the scheduler and its workers must be ready."""
Process = subprocess.Popen[bytes]


@contextmanager
def cluster_of_two(folder: Path) -> Iterator[tuple[str, list[Process]]]:
    """The scheduler's address and its two ready workers, which keep their files in the folder."""
    from distributed import Client  # noqa: PLC0415  # slow to import

    scheduler_file = folder / "scheduler.json"
    worker = (
        *("distributed.cli.dask_worker", "--scheduler-file", str(scheduler_file), *LOCAL_OPTIONS),
        *("--nthreads", "1", "--no-nanny", "--local-directory", str(folder)),
    )
    with ExitStack() as stack:
        scheduler = ("--port", "0", "--scheduler-file", str(scheduler_file))
        stack.enter_context(_started("distributed.cli.dask_scheduler", *LOCAL_OPTIONS, *scheduler))
        until = time.monotonic() + TIMEOUT
        while not scheduler_file.exists() and time.monotonic() < until:
            time.sleep(0.1)
        workers = [stack.enter_context(_started(*worker)) for _ in range(2)]
        address = scheduler_file.read_text().split('"address": "')[1].split('"')[0]
        with Client(address, set_as_default=False) as client:  # type: ignore[no-untyped-call]  # not typed there
            client.wait_for_workers(2, timeout=TIMEOUT)
        yield address, workers


@contextmanager
def _started(*arguments: str) -> Iterator[Process]:
    process = subprocess.Popen(  # noqa: S603  # fixed commands
        [sys.executable, "-m", *arguments],
        cwd=PROJECT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait(20)
