"""Making units in several processes, where there are enough of them to be worth it.

The processes are forked when the publication has been read, so that they share it without copying
it; they send back the digests of the files that they have staged. The process that reads the
publication is one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from builders.model.page import Asset, Unit
from builders.processes.pools import cores, map_in_forks
from builders.profile import add_seconds, collect_seconds, kind_of_unit, stage
from builders.writer import Staged, Staging

FEW = 400
"""Up to this number of units, one process is done before a second one would be ready."""
BATCH = 16
"""Number of units that a process takes at a time."""
Done = Callable[[int, int], None]
"""Called with the number of units that are done, and the number of all."""


def process_count(units: int) -> int:
    """How many processes are worth starting for that many units on this machine."""
    return cores() if units > FEW else 1


def stage_all(units: Sequence[Unit[Asset]], staging: Staging, done: Done, count: int) -> None:
    """Make the units and stage all their files.

    Args:
        units: The units to make.
        staging: Where their files are staged.
        done: Called to report progress.
        count: The number of processes.

    Raises:
        ProblemsFound: a template is faulty.
        ValueError: two files are made for one path.
    """
    if count == 1:
        together = sorted(units, key=lambda unit: _sort_key(unit.name))
        for number in range(len(units)):
            _stage_here(together, staging, [number])
            done(number + 1, len(units))
        return
    order = sorted(range(len(units)), key=lambda number: _sort_key(units[number].name))
    batches = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    results = map_in_forks(
        partial(_stage_batch, units, staging),
        batches,
        count,
        here=partial(_stage_here, units, staging),
    )
    ready = 0
    for batch, (staged, seconds) in zip(batches, results, strict=True):
        staging.take_over(staged)
        add_seconds(seconds)
        ready += len(batch)
        done(ready, len(units))


def _sort_key(name: str) -> tuple[bool, str]:
    """Sort key: units made from all sources come first, because they take longest.

    Units made from one source come together, so that the source is read once.
    """
    return "/" in name, name.rpartition("/")[0]


def _stage_batch(
    units: Sequence[Unit[Asset]], staging: Staging, numbers: Sequence[int]
) -> tuple[Staged, dict[str, float]]:
    """What a worker process has staged for these units, and the seconds of each stage."""
    # Discard what was inherited from the parent process.
    collect_seconds()
    staging.hand_over()
    _stage_here(units, staging, numbers)
    return staging.hand_over(), collect_seconds()


def _stage_here(
    units: Sequence[Unit[Asset]], staging: Staging, numbers: Sequence[int]
) -> tuple[Staged, dict[str, float]]:
    """Nothing to take over: what this process stages for these units, and its seconds, are its own."""
    for number in numbers:
        unit = units[number]
        with stage(kind_of_unit(unit.name)):
            staging.make(unit)
    return Staged({}, [], [], {}), {}
