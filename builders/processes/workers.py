"""Units made by several processes, where that pays.

The processes are forked when everything is understood, so that each has the publication without
its being copied; what they send back is the digests of the files that they have put aside.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from builders.model.page import Asset, Unit
from builders.problems import Problem, ProblemsFound
from builders.processes.pools import cores, pool
from builders.profile import add, kind, spent, stage
from builders.writer import Staging, Taken

FEW = 400
"""So many units are made sooner than a second process is ready."""
BATCH = 16
"""Units that a process takes at a time."""
Done = Callable[[int, int], None]
"""Told how many units are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class _Work:
    units: Sequence[Unit[Asset]]
    staging: Staging


_work: _Work | None = None
"""What the forked processes find in their memory."""


def processes(units: int) -> int:
    """How many processes pay for so many units on this machine."""
    return cores() if units > FEW else 1


def stage_all(units: Sequence[Unit[Asset]], staging: Staging, done: Done, count: int) -> None:
    """All files of the units are put aside.

    Args:
        units: What is to be made.
        staging: Where it goes.
        done: Is told of progress.
        count: How many processes.

    Raises:
        ProblemsFound: a template is wrong.
        ValueError: two files are made for one path.
    """
    if count == 1:
        together = sorted(units, key=lambda unit: _before(unit.name))
        for number, unit in enumerate(together, 1):
            with stage(kind(unit.name)):
                staging.make(unit)
            done(number, len(units))
        return
    global _work  # noqa: PLW0603  # what is forked cannot be handed over otherwise
    order = sorted(range(len(units)), key=lambda number: _before(units[number].name))
    batches = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    _work = _Work(units, staging)
    try:
        with pool(count) as forked:
            ready = 0
            results = zip(batches, forked.map(_batch, batches), strict=True)
            for batch, (taken, problems, seconds) in results:
                _take_over(staging, taken, problems)
                add(seconds)
                ready += len(batch)
                done(ready, len(units))
    finally:
        _work = None


def _before(name: str) -> tuple[bool, str]:
    """The longest first: those that are made from all sources, and not of one.

    What is made of one source comes together, so that it is read once.
    """
    return "/" in name, name.rpartition("/")[0]


def _take_over(staging: Staging, taken: Taken, problems: list[Problem]) -> None:
    if problems:
        raise ProblemsFound(problems)
    staging.take_over(taken)


def _batch(numbers: Sequence[int]) -> tuple[Taken, list[Problem], dict[str, float]]:
    """In a process of its own: what was put aside, what is wrong, and where the time went."""
    if _work is None:
        raise RuntimeError("not forked from a process with work")
    # What came along from the process that forked this one.
    spent()
    _work.staging.taken()
    problems: list[Problem] = []
    try:
        for number in numbers:
            unit = _work.units[number]
            with stage(kind(unit.name)):
                _work.staging.make(unit)
    except ProblemsFound as found:
        problems = list(found.problems)
    return _work.staging.taken(), problems, spent()
