"""A timeline too large to be loaded whole: parts for what is in view, and counts of everything.

Items of one layer and of similar duration form a series, which is cut into parts in the order of
time. So the items of a few years lie in few parts, none of which holds items begun long before.
`index.json` gives the days that each part covers, and counts of items by month or years: from it
alone the whole timeline is drawn, and parts are fetched once few enough items are in view.

Items of a source are asked for wherever they lie, so they are repeated together below `sources/`.
Below `where/` are the parts that hold the items of a register entry, or counts where there are
many, and the pages of addresses.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from builders.exports.timeline.counts import (
    MONTH,
    OPEN,
    YEAR,
    Counts,
    Record,
    cell_of,
    counts_by_cell,
    days,
    duration_of,
    lane_of,
)
from builders.model.timeline import Layer
from builders.pages.timeline.lanes import Lanes

MOST_BYTES = 200_000
"""Bytes in one part at most, so that on a slow line something can be shown after the first."""
MOST_LOOKUP_BYTES = 100_000
"""Bytes in a file of which the page needs a single line."""
MOST_CELLS = 1_500
"""Counts that the index has of one series; with more months than this it counts by year."""
MOST_CELLS_OF_ENTRY = 200
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
MOST_PARTS = 12
"""If items of an entry lie in more parts than this, counts are given instead of parts."""


@dataclass(slots=True)
class _Series:
    """The items of one layer and of similar duration, with the part that is being filled."""

    layer: str
    duration: str
    parts: list[_Part] = field(default_factory=list)
    held: list[bytes] = field(default_factory=list)
    size: int = 0
    numbers: Counts = field(default_factory=Counter)

    def described(self) -> dict[str, Any]:
        """The series as described in the index."""
        return {
            "layer": self.layer,
            "lasts": self.duration,
            "parts": [part.described() for part in self.parts],
            **counts_by_cell(self.numbers, self.duration, MOST_CELLS, MONTH),
        }


@dataclass(slots=True)
class _Locations:
    """Where the items of a register entry or a source lie."""

    parts: set[int] = field(default_factory=set)
    numbers: dict[str, Counts] = field(default_factory=dict)
    """Counts by name of the series."""

    def add(self, series: str, place: tuple[str, str, str], part: int) -> None:
        """Count an item by its series, its lane and years (`place`), and its part."""
        if len(self.parts) <= MOST_PARTS:
            self.parts.add(part)
        if series not in self.numbers:
            self.numbers[series] = Counter()
        self.numbers[series][place] += 1

    def described(self) -> list[int] | dict[str, Any]:
        """The numbers of the parts; if these are more than a few, the counts instead."""
        return sorted(self.parts) if len(self.parts) <= MOST_PARTS else self.counted()

    def counted(self) -> dict[str, Any]:
        """The counts by name of the series."""
        return {
            name: counts_by_cell(numbers, name.rpartition(" ")[2], MOST_CELLS_OF_ENTRY, YEAR)
            for name, numbers in sorted(self.numbers.items())
        }


@dataclass(slots=True)
class _Part:
    """The days that one part covers."""

    number: int
    first: str
    """The first known day of its first item."""
    last: str
    """The first known day of its last item."""
    until: str = ""
    """The latest last day of its items; empty if one has an open end."""
    is_open: bool = False
    """Whether an item has an open beginning."""

    def described(self) -> list[Any]:
        """The part as described in the index: a list whose order the script knows."""
        return [self.number, self.first, self.last, self.until, *([1] if self.is_open else [])]


def series_files(
    records: Iterable[Record],
    lanes: Lanes,
    by_source: Iterable[tuple[str, Sequence[Record]]] = (),
    names: Sequence[str] = (),
) -> Iterator[tuple[str, bytes]]:
    """The files by their names below `timeline/parts/`, the index last.

    Args:
        records: Records in the order of time, without empty values.
        lanes: Lanes of the publication, by which items are counted.
        by_source: The records of each source, sorted by id (`utf16_order`).
        names: Files of names, which the index lists.
    """
    numbers = count(1)
    held: dict[tuple[str, str], _Series] = {}
    where: dict[str, str] = {}
    entities: dict[str, _Locations] = {}
    total = 0
    for record in records:
        total += 1
        key = (record["layer"], duration_of(record))
        lane = lane_of(record, lanes)
        series = held.setdefault(key, _Series(*key))
        data = encoded(record)
        if series.held and series.size + len(data) > MOST_BYTES:
            yield _finish(series)
        _add(series, record, lane, data, numbers)
        where.update(_address(record))
        name, place = " ".join(key), _place(record, lane)
        for entity in record.get("entities", ()):
            if entity not in entities:
                entities[entity] = _Locations()
            entities[entity].add(name, place, series.parts[-1].number)
    for series in held.values():
        yield _finish(series)
    described = ((f"entity {entity}", one.described()) for entity, one in entities.items())
    places = sorted([*where.items(), *described], key=lambda line: utf16_order(line[0]))
    sources = ((source, _source_value(things, lanes)) for source, things in by_source)
    firsts: dict[str, list[str]] = {"where": [], "sources": []}
    for folder, lines in (("where", places), ("sources", sources)):
        for first, data in _lookup_files(lines):
            firsts[folder].append(first)
            yield f"{folder}/{len(firsts[folder])}.json", data
    every = [held[key].described() for key in sorted(held, key=_series_order)]
    index = {"count": total, "series": every, **firsts, "names": [*names]}
    yield "index.json", encoded(index)


def encoded(value: Any) -> bytes:
    """A value as compact JSON."""
    return _ENCODER.encode(value).encode()


def joined(held: Iterable[bytes]) -> bytes:
    """Encoded values as one JSON list."""
    return b"[" + b",\n".join(held) + b"]\n"


def _series_order(key: tuple[str, str]) -> tuple[int, tuple[str, str]]:
    return list(Layer).index(Layer(key[0])), key


def _add(series: _Series, record: Record, lane: str, data: bytes, numbers: Iterator[int]) -> None:
    lower, upper = days(record)
    first = upper if lower == OPEN else lower
    if not series.held:
        series.parts.append(_Part(next(numbers), first, first, until="0"))
    part = series.parts[-1]
    part.last = first
    part.until = max(part.until, upper) if part.until and upper != OPEN else ""
    part.is_open = part.is_open or lower == OPEN
    series.held.append(data)
    series.size += len(data)
    series.numbers[lane, lower, upper] += 1


def _place(record: Record, lane: str) -> tuple[str, str, str]:
    """An item's lane, and the years in which it begins and ends."""
    lower, upper = days(record)
    return lane, cell_of(lower, YEAR), cell_of(upper, YEAR)


def _finish(series: _Series) -> tuple[str, bytes]:
    data = joined(series.held)
    series.held, series.size = [], 0
    return f"{series.parts[-1].number}.json", data


def _address(record: Record) -> Iterator[tuple[str, str]]:
    """An item's ids, current and former, with the period of its page or, for a text, the source."""
    for identifier in (record["id"], *record.get("former", ())):
        if record["layer"] == Layer.TEXT:
            # All dates of one text share a line: `text-09guangzhou176-p1-2`.
            yield identifier.rsplit("-", 2)[0], record["sources"][0]
        elif "period" in record:
            yield identifier, record["period"]


def utf16_order(name: str) -> bytes:
    """Sort key for the order in which JavaScript compares strings: by UTF-16 code units."""
    return name.encode("utf-16-be")


def _source_value(things: Sequence[Record], lanes: Lanes) -> Sequence[Record] | dict[str, Any]:
    """The records of a source; if these are very many, their counts."""
    if len(encoded(things)) <= MOST_LOOKUP_BYTES:
        return things
    found = _Locations()
    for record in things:
        series = f"{record['layer']} {duration_of(record)}"
        found.add(series, _place(record, lane_of(record, lanes)), 0)
    return found.counted()


def _lookup_files(lines: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, bytes]]:
    """Files of values by name, in order; each with the first name in it."""
    held: list[bytes] = []
    first, size = "", 0
    for name, value in lines:
        if size > MOST_LOOKUP_BYTES:
            yield first, b"{" + b",\n".join(held) + b"}\n"
            held, size = [], 0
        first = name if not held else first
        held.append(encoded(name) + b":" + encoded(value))
        size += len(held[-1])
    if held:
        yield first, b"{" + b",\n".join(held) + b"}\n"
