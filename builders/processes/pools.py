"""Processes that share the work of a build, and end with it however it ends."""

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
"""Whether processes are forked, and so have the publication without its being copied.

Windows knows no forks, and in one of macOS the system's own libraries may crash (Python's documentation
of `multiprocessing`, "Contexts and start methods").
"""
PR_SET_PDEATHSIG = 1
"""Of Linux' prctl(2)."""


def cores() -> int:
    """How many processes share the work: as many as this machine runs at once, if they are forked."""
    if sys.platform == "linux" and FORKS:
        return len(os.sched_getaffinity(0))
    return 1


@contextmanager
def pool(count: int) -> Iterator[ProcessPoolExecutor]:
    """So many forked processes; if what they work for is broken off they are ended at once."""
    context = multiprocessing.get_context("fork")
    workers = ProcessPoolExecutor(
        count, mp_context=context, initializer=_begin, initargs=(os.getpid(),)
    )
    try:
        yield workers
    except BaseException:  # an interrupt too waits for no work that nobody wants any more
        # There is no public way to them before Python 3.14.
        for process in list((workers._processes or {}).values()):  # noqa: SLF001  # said above
            process.kill()
        workers.shutdown(cancel_futures=True)
        raise
    else:
        workers.shutdown()


def _begin(parent: int) -> None:
    """In a process of its own: the one that it works for answers to the keyboard, and it dies with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        # Without this, one that is killed leaves its workers waiting for ever.
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)
