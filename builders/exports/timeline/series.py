"""A timeline too large to be loaded whole: parts that a view asks for, and numbers of all of it.

Things of one layer that last about as long are a series, which is cut into parts in the order of
time. So those of a few years lie in few parts, and what began long before is in none of them.
`index.json` says which days each part reaches over, and how many things lie in which month or
years: from that alone a picture of all of it is drawn, and parts are fetched where there is little
enough in view. The things of a source are asked for wherever they lie, and stand together once
more below `sources/`; below `where/` are the parts of an entry, or its numbers where they are
many, and the pages of addresses.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from builders.exports.timeline.numbers import (
    MONTH,
    OPEN,
    YEAR,
    Numbers,
    Record,
    cut,
    days,
    lane_of,
    lasts,
    told,
)
from builders.model.timeline import Layer
from builders.pages.timeline.lanes import Lanes

MOST = 200_000
"""Bytes in one part; a reader on a slow line sees something after the first."""
MOST_LOOKED_UP = 100_000
"""Bytes in a file of which a reader asks for one line."""
MOST_CELLS = 1_500
"""Numbers that the index has of one series; of more months than that, it counts years."""
MOST_CELLS_OF_ENTRY = 200
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
FEW = 12
"""Where the things of an entry lie in more parts than these, they are nearly everywhere."""


@dataclass(slots=True)
class _Series:
    """The things of one layer that last about as long, and the part that is being filled."""

    layer: str
    lasts: str
    parts: list[_Part] = field(default_factory=list)
    held: list[bytes] = field(default_factory=list)
    size: int = 0
    numbers: Numbers = field(default_factory=Counter)

    def described(self) -> dict[str, Any]:
        """The series as the index tells of it."""
        return {
            "layer": self.layer,
            "lasts": self.lasts,
            "parts": [part.described() for part in self.parts],
            **told(self.numbers, self.lasts, MOST_CELLS, MONTH),
        }


@dataclass(slots=True)
class _Found:
    """Where the things of an entry or a source lie."""

    parts: set[int] = field(default_factory=set)
    numbers: dict[str, Numbers] = field(default_factory=dict)
    """By the names of series."""

    def add(self, series: str, place: tuple[str, str, str], part: int) -> None:
        """One of them, which is of that series, on that lane in those years, and in that part."""
        if len(self.parts) <= FEW:
            self.parts.add(part)
        if series not in self.numbers:
            self.numbers[series] = Counter()
        self.numbers[series][place] += 1

    def described(self) -> list[int] | dict[str, Any]:
        """The numbers of its parts; of more than a few, how many things lie where."""
        return sorted(self.parts) if len(self.parts) <= FEW else self.counted()

    def counted(self) -> dict[str, Any]:
        """How many things lie where, by the names of series."""
        return {
            name: told(numbers, name.rpartition(" ")[2], MOST_CELLS_OF_ENTRY, YEAR)
            for name, numbers in sorted(self.numbers.items())
        }


@dataclass(slots=True)
class _Part:
    """Which days one part reaches over."""

    number: int
    first: str
    """The first day known of its first thing."""
    last: str
    """The first day known of its last thing."""
    until: str = ""
    """The last day of any; empty where one has no end."""
    is_open: bool = False
    """Whether one has no beginning."""

    def described(self) -> list[Any]:
        """The part as the index tells of it: a list, whose order the script knows."""
        return [self.number, self.first, self.last, self.until, *([1] if self.is_open else [])]


def divided(
    records: Iterable[Record],
    lanes: Lanes,
    by_source: Iterable[tuple[str, Sequence[Record]]] = (),
    names: Sequence[str] = (),
) -> Iterator[tuple[str, bytes]]:
    """The files by their names below `timeline/parts/`; the index is the last.

    Args:
        records: In the order of time, without what is empty.
        lanes: Those of the publication, by which things are counted.
        by_source: The records of each source once more, `in_order` of their ids.
        names: Files of names beside these, which the index lists.
    """
    numbers = count(1)
    held: dict[tuple[str, str], _Series] = {}
    where: dict[str, str] = {}
    entities: dict[str, _Found] = {}
    total = 0
    for record in records:
        total += 1
        key = (record["layer"], lasts(record))
        lane = lane_of(record, lanes)
        series = held.setdefault(key, _Series(*key))
        data = encoded(record)
        if series.held and series.size + len(data) > MOST:
            yield _finished(series)
        _put(series, record, lane, data, numbers)
        where.update(_address(record))
        name, place = " ".join(key), _place(record, lane)
        for entity in record.get("entities", ()):
            if entity not in entities:
                entities[entity] = _Found()
            entities[entity].add(name, place, series.parts[-1].number)
    for series in held.values():
        yield _finished(series)
    described = ((f"entity {entity}", one.described()) for entity, one in entities.items())
    places = sorted([*where.items(), *described], key=lambda line: in_order(line[0]))
    told = ((source, _of_source(things, lanes)) for source, things in by_source)
    firsts: dict[str, list[str]] = {"where": [], "sources": []}
    for folder, lines in (("where", places), ("sources", told)):
        for first, data in _looked_up(lines):
            firsts[folder].append(first)
            yield f"{folder}/{len(firsts[folder])}.json", data
    every = [held[key].described() for key in sorted(held, key=_order)]
    index = {"count": total, "series": every, **firsts, "names": [*names]}
    yield "index.json", encoded(index)


def encoded(value: Any) -> bytes:
    """JSON of the fewest bytes."""
    return _ENCODER.encode(value).encode()


def joined(held: Iterable[bytes]) -> bytes:
    """One list of what is encoded."""
    return b"[" + b",\n".join(held) + b"]\n"


def _order(key: tuple[str, str]) -> tuple[int, tuple[str, str]]:
    return list(Layer).index(Layer(key[0])), key


def _put(series: _Series, record: Record, lane: str, data: bytes, numbers: Iterator[int]) -> None:
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
    """Its lane, and the years in which it begins and ends."""
    lower, upper = days(record)
    return lane, cut(lower, YEAR), cut(upper, YEAR)


def _finished(series: _Series) -> tuple[str, bytes]:
    data = joined(series.held)
    series.held, series.size = [], 0
    return f"{series.parts[-1].number}.json", data


def _address(record: Record) -> Iterator[tuple[str, str]]:
    """Where its address leads: to a page of the list; of dates in a text, to their source."""
    for identifier in (record["id"], *record.get("former", ())):
        if record["layer"] == Layer.TEXT:
            # All of one text together: `text-09guangzhou176-p1-2`.
            yield identifier.rsplit("-", 2)[0], record["sources"][0]
        elif "period" in record:
            yield identifier, record["period"]


def in_order(name: str) -> bytes:
    """What puts names in the order in which a browser compares texts."""
    return name.encode("utf-16-be")


def _of_source(things: Sequence[Record], lanes: Lanes) -> Sequence[Record] | dict[str, Any]:
    """The things themselves; of very many, how many of them lie where."""
    if len(encoded(things)) <= MOST_LOOKED_UP:
        return things
    found = _Found()
    for record in things:
        series = f"{record['layer']} {lasts(record)}"
        found.add(series, _place(record, lane_of(record, lanes)), 0)
    return found.counted()


def _looked_up(lines: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, bytes]]:
    """Files of values by their names, in order; each file with its first name."""
    held: list[bytes] = []
    first, size = "", 0
    for name, value in lines:
        if size > MOST_LOOKED_UP:
            yield first, b"{" + b",\n".join(held) + b"}\n"
            held, size = [], 0
        first = name if not held else first
        held.append(encoded(name) + b":" + encoded(value))
        size += len(held[-1])
    if held:
        yield first, b"{" + b",\n".join(held) + b"}\n"
