"""The time of each stage of a build, and its memory and output (`muniment build --profile`)."""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SHOWN = 24
"""How many of the longest stages are shown; the others are added up."""
MEGABYTE = 1 << 20
INDEX = "search"
"""The folder of a site that contains the search index."""
_seconds_by_stage: defaultdict[str, float] = defaultdict(float)


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Count the time of the `with` block towards that stage. Stages are not nested."""
    begun = time.perf_counter()
    try:
        yield
    finally:
        _seconds_by_stage[name] += time.perf_counter() - begun


def collect_seconds() -> dict[str, float]:
    """Seconds by stage in this process since the last call; the counters start again at zero."""
    found = dict(_seconds_by_stage)
    _seconds_by_stage.clear()
    return found


def add_seconds(seconds: Mapping[str, float]) -> None:
    """Count the seconds, by stage, that another process has spent."""
    for name, value in seconds.items():
        _seconds_by_stage[name] += value


def kind_of_unit(unit: str) -> str:
    """The kind of a unit, by its name: units of one kind are counted as one stage.

    >>> kind_of_unit("sources/09guangzhou176/cite.bib")
    'sources/*/cite.bib'
    >>> kind_of_unit("sources/09guangzhou176/09guangzhou176.xml")
    'sources/*/*.xml'
    >>> kind_of_unit("builders.search.units.texts#12")
    'builders.search.units.texts'
    """
    unit = unit.partition("#")[0]
    first, slash, rest = unit.partition("/")
    if not slash:
        return unit
    folder, _, name = rest.rpartition("/")
    return f"{first}/*/{name.replace(folder, '*', 1) if folder else name}"


def time_table(seconds: Mapping[str, float], whole: float) -> Iterable[str]:
    """Lines of seconds, share of the whole, and stage; several processes' seconds are added up."""
    ordered = sorted(seconds.items(), key=lambda item: (-item[1], item[0]))
    rest = sum(value for _, value in ordered[SHOWN:])
    for name, value in [*ordered[:SHOWN], *([("all others", rest)] if rest else [])]:
        yield f"{value:8.2f} s {value / whole:6.1%}  {name}"
    yield f"{whole:8.2f} s         elapsed"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a build cost, and the size of the site that it made."""

    seconds: float
    processor: float
    """Processor seconds of all processes together."""
    megabytes: float | None
    """Peak memory of the largest process; None where the system does not report it."""
    files: int = 0
    """Number of files in the site."""
    bytes: int = 0
    """Size of the site."""
    index: int = 0
    """Size of the site's search index, in bytes."""

    def lines(self) -> Iterator[str]:
        """The figures as lines for the terminal."""
        yield f"{self.processor:8.2f} s         of processor time"
        if self.megabytes is not None:
            yield f"{self.megabytes:8.0f} MB        of memory in the largest process"
        if self.files:
            yield f"{self.bytes / MEGABYTE:8.1f} MB        in {self.files:,} files of the site"
            yield f"{self.index / MEGABYTE:8.1f} MB        of that for the search index"


if sys.platform == "win32":

    def _resources_used() -> tuple[float, float | None]:
        """Processor seconds of this process, the only one (see `processes.pools`); no memory."""
        return time.process_time(), None

else:
    import resource

    PEAK_UNITS_IN_A_MEGABYTE = MEGABYTE if sys.platform == "darwin" else MEGABYTE >> 10
    """macOS counts the memory of processes in bytes, Linux in kilobytes (getrusage(2))."""

    def _resources_used() -> tuple[float, float | None]:
        """Processor seconds of all processes, and megabytes of the largest one at its peak."""
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        megabytes = max(one.ru_maxrss for one in used) / PEAK_UNITS_IN_A_MEGABYTE
        return sum(one.ru_utime + one.ru_stime for one in used), megabytes


def measure(seconds: float, site: Path | None) -> Cost:
    """What this process and the children it waited for used, and the site's size, if there is one.

    Args:
        seconds: The wall-clock time of the build.
        site: The folder of the site.
    """
    processor, megabytes = _resources_used()
    if site is None:
        return Cost(seconds, processor, megabytes)
    sizes = {path: path.stat().st_size for path in site.rglob("*") if path.is_file()}
    index = sum(
        size
        for path, size in sizes.items()
        if path.suffix == ".js" and path.relative_to(site).parts[0] == INDEX
    )
    return Cost(seconds, processor, megabytes, len(sizes), sum(sizes.values()), index)
