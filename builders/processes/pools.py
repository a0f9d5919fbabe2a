"""Pools of worker processes, which end with the build however it ends."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
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
    work: Callable[[Item], Result],
    items: Iterable[Item],
    count: int,
    *,
    here: Callable[[Item], Result] | None = None,
) -> Iterator[Result]:
    """What `work` returns for each item, in order, from that many processes.

    Forked processes inherit `work` and all that it refers to without copying it; only the items and
    the results are sent. If one call raises, or nobody wants further results, they are killed.

    Args:
        work: Called in a forked process with an item.
        items: The items.
        count: The number of processes.
        here: Called instead of `work` in this process, if it is to be one of them. Forked processes
            copy what they share with this one as they use it, so there is one copy less.
    """
    global _inherited  # noqa: PLW0603  # there is no other way to hand it to forked processes
    _inherited = work
    try:
        with pool(count - 1 if here else count) as workers:
            if here:
                yield from _shared_out(workers, [*items], here)
            else:
                yield from workers.map(_call_inherited, items)
    finally:
        _inherited = None


def _shared_out(
    workers: ProcessPoolExecutor, items: Sequence[Item], here: Callable[[Item], Result]
) -> Iterator[Result]:
    """The results of all items in order; this process takes items that no worker has begun."""
    results: list[Future[Result]] = [workers.submit(_call_inherited, item) for item in items]
    taken: dict[int, Result] = {}
    untaken = iter(range(len(items)))
    for number, result in enumerate(results):
        while number not in taken and not result.done():
            # A call that has begun, or is done, can no longer be cancelled.
            mine = next((at for at in untaken if results[at].cancel()), None)
            if mine is None:
                break
            taken[mine] = here(items[mine])
        yield taken.pop(number) if number in taken else result.result()


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
