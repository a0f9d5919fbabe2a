"""Where the time of a build goes, stage by stage, for those who ask (`muniment build --profile`)."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

SHOWN = 24
"""The longest so many stages are shown; the others are added up."""
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
    """
    first, slash, rest = unit.partition("/")
    return f"{first}/*/{rest.rpartition('/')[2]}" if slash else unit


def table(seconds: Mapping[str, float], whole: float) -> Iterable[str]:
    """Lines: seconds, share of all, stage. Of several processes the seconds are added up."""
    ordered = sorted(seconds.items(), key=lambda item: (-item[1], item[0]))
    rest = sum(value for _, value in ordered[SHOWN:])
    for name, value in [*ordered[:SHOWN], *([("all others", rest)] if rest else [])]:
        yield f"{value:8.2f} s {value / whole:6.1%}  {name}"
    yield f"{whole:8.2f} s         from beginning to end"
