"""Pools of worker processes, which end with the build however it ends."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, TypeVar

from builders.problems import Problem, ProblemsFound

Item = TypeVar("Item")
Result = TypeVar("Result")
FORKS = sys.platform == "linux"
"""Whether processes are forked, and so share the publication without copying it.

Windows has no fork, and on macOS the system's libraries may crash in a forked process (Python's
documentation of `multiprocessing`, "Contexts and start methods").
"""
PR_SET_PDEATHSIG = 1
"""An option of Linux's prctl(2)."""
_inherited: Callable[[Any], Any] | None = None
"""The function that forked processes inherit from their parent."""


def cores() -> int:
    """How many processes share the work: one for each available core, or one without forking."""
    if sys.platform == "linux" and FORKS:
        return len(os.sched_getaffinity(0))
    return 1


@contextmanager
def pool(count: int) -> Iterator[ProcessPoolExecutor]:
    """A pool of that many forked processes; if the `with` block fails, they are killed at once.

    Raises:
        ProblemsFound: the system has ended one of the processes.
    """
    context = multiprocessing.get_context("fork")
    workers = ProcessPoolExecutor(
        count, mp_context=context, initializer=_prepare_worker, initargs=(os.getpid(),)
    )
    try:
        yield workers
    except BaseException as error:  # an interrupt, too: nobody wants the rest of the work any more
        # Before Python 3.14 there is no public way to reach the processes.
        for process in list((workers._processes or {}).values()):  # noqa: SLF001  # said above
            process.kill()
        workers.shutdown(cancel_futures=True)
        if isinstance(error, BrokenProcessPool):
            raise ProblemsFound([_ended()]) from error
        raise
    else:
        workers.shutdown()


def map_in_forks(
    work: Callable[[Item], Result], items: Iterable[Item], count: int
) -> Iterator[Result]:
    """What `work` returns for each item, in order, from that many forked processes.

    They inherit `work` and all that it refers to without copying it; only the items and the results
    are sent. If one call raises, or nobody wants further results, the processes are killed.
    """
    global _inherited  # noqa: PLW0603  # there is no other way to hand it to forked processes
    _inherited = work
    try:
        with pool(count) as workers:
            yield from workers.map(_call_inherited, items)
    finally:
        _inherited = None


def _call_inherited(item: Any) -> Any:
    if _inherited is None:
        raise RuntimeError("not forked from a process with work")
    return _inherited(item)


def _ended() -> Problem:
    """The problem to report if a process has ended before its work was done."""
    message = "the system has ended one of its processes, as it does when there is no memory left"
    hint = "Close other programs, or build on a machine with more memory."
    return Problem("muniment", None, "process-ended", message, hint)


def _prepare_worker(parent: int) -> None:
    """Prepare a worker process: it ignores keyboard interrupts, and dies when its parent does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        # Otherwise the workers of a process that is killed would wait for ever.
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)
