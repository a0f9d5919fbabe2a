"""Pools of worker processes, which end with the build however it ends."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager

FORKS = sys.platform == "linux"
"""Whether processes are forked, and so share the publication without copying it.

Windows has no fork, and on macOS the system's libraries may crash in a forked process (Python's
documentation of `multiprocessing`, "Contexts and start methods").
"""
PR_SET_PDEATHSIG = 1
"""An option of Linux's prctl(2)."""


def cores() -> int:
    """How many processes share the work: one for each available core, or one without forking."""
    if sys.platform == "linux" and FORKS:
        return len(os.sched_getaffinity(0))
    return 1


@contextmanager
def pool(count: int) -> Iterator[ProcessPoolExecutor]:
    """A pool of that many forked processes; if the `with` block fails, they are killed at once."""
    context = multiprocessing.get_context("fork")
    workers = ProcessPoolExecutor(
        count, mp_context=context, initializer=_prepare_worker, initargs=(os.getpid(),)
    )
    try:
        yield workers
    except BaseException:  # including an interrupt: nobody wants the rest of the work any more
        # Before Python 3.14 there is no public way to reach the processes.
        for process in list((workers._processes or {}).values()):  # noqa: SLF001  # said above
            process.kill()
        workers.shutdown(cancel_futures=True)
        raise
    else:
        workers.shutdown()


def _prepare_worker(parent: int) -> None:
    """Prepare a worker process: it ignores keyboard interrupts, and dies when its parent does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        # Otherwise the workers of a process that is killed would wait for ever.
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)
