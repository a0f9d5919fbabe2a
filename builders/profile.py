"""Where the time of a build goes, stage by stage, for those who ask (`muniment build --profile`)."""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SHOWN = 24
"""The longest so many stages are shown; the others are added up."""
MEGABYTE = 1 << 20
INDEX = "search"
"""The folder of a site in which the index for searching is."""
_spent: defaultdict[str, float] = defaultdict(float)


@contextmanager
def stage(name: str) -> Iterator[None]:
    """What is done within counts as that stage. Stages do not hold others."""
    begun = time.perf_counter()
    try:
        yield
    finally:
        _spent[name] += time.perf_counter() - begun


def spent() -> dict[str, float]:
    """Seconds by stage since the last call, in this process."""
    found = dict(_spent)
    _spent.clear()
    return found


def add(seconds: Mapping[str, float]) -> None:
    """What another process has spent."""
    for name, value in seconds.items():
        _spent[name] += value


def kind(unit: str) -> str:
    """Units of one kind are counted together.

    >>> kind("sources/09guangzhou176/cite.bib")
    'sources/*/cite.bib'
    >>> kind("sources/09guangzhou176/09guangzhou176.xml")
    'sources/*/*.xml'
    """
    first, slash, rest = unit.partition("/")
    if not slash:
        return unit
    folder, _, name = rest.rpartition("/")
    return f"{first}/*/{name.replace(folder, '*', 1) if folder else name}"


def table(seconds: Mapping[str, float], whole: float) -> Iterable[str]:
    """Lines: seconds, share of all, stage. Of several processes the seconds are added up."""
    ordered = sorted(seconds.items(), key=lambda item: (-item[1], item[0]))
    rest = sum(value for _, value in ordered[SHOWN:])
    for name, value in [*ordered[:SHOWN], *([("all others", rest)] if rest else [])]:
        yield f"{value:8.2f} s {value / whole:6.1%}  {name}"
    yield f"{whole:8.2f} s         from beginning to end"


@dataclass(frozen=True, slots=True)
class Whole:
    """What a build took and what it left."""

    seconds: float
    processor: float
    """Seconds of all processes together."""
    megabytes: float | None
    """Memory of the largest process at its peak; None where the system tells no program."""
    files: int = 0
    """Of the site."""
    bytes: int = 0
    """Of the site."""
    index: int = 0
    """Bytes of its index for searching."""

    def lines(self) -> Iterator[str]:
        """For people."""
        yield f"{self.processor:8.2f} s         of processors"
        if self.megabytes is not None:
            yield f"{self.megabytes:8.0f} MB        of memory, in the largest process"
        if self.files:
            yield f"{self.bytes / MEGABYTE:8.1f} MB        in {self.files:,} files of the site"
            yield f"{self.index / MEGABYTE:8.1f} MB        of them the index for searching"


if sys.platform == "win32":

    def _used() -> tuple[float, float | None]:
        """There this process is all that works (see `processes.pools`), and memory is not counted."""
        return time.process_time(), None

else:
    import resource

    PEAK_IN_A_MEGABYTE = MEGABYTE if sys.platform == "darwin" else MEGABYTE >> 10
    """macOS counts the memory of processes in bytes, Linux in kilobytes (getrusage(2))."""

    def _used() -> tuple[float, float | None]:
        """Seconds of the processor, and megabytes at the peak."""
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        megabytes = max(one.ru_maxrss for one in used) / PEAK_IN_A_MEGABYTE
        return sum(one.ru_utime + one.ru_stime for one in used), megabytes


def whole(seconds: float, site: Path | None) -> Whole:
    """What this process and those it waited for took; what is in the site, if there is one."""
    processor, megabytes = _used()
    if site is None:
        return Whole(seconds, processor, megabytes)
    sizes = {path: path.stat().st_size for path in site.rglob("*") if path.is_file()}
    index = sum(
        size
        for path, size in sizes.items()
        if path.suffix == ".js" and path.relative_to(site).parts[0] == INDEX
    )
    return Whole(seconds, processor, megabytes, len(sizes), sum(sizes.values()), index)
