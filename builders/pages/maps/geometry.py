"""Coasts and borders from `builders/data/geography/`, clipped to a frame and simplified."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

DATA = "builders.data"
FOLDER = "geography"

Point = tuple[float, float]
Line = Sequence[Point]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, point: Point) -> bool:
        """Whether a point lies inside or on the edge."""
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north

    def meets(self, one: Point, other: Point) -> bool:
        """Whether any part of the straight line between two points lies inside or on the edge."""
        (x0, y0), (x1, y1) = one, other
        if max(x0, x1) < self.west or self.east < min(x0, x1):
            return False
        if max(y0, y1) < self.south or self.north < min(y0, y1):
            return False
        # It misses the box only if all corners are on the same side of it.
        sides = [
            (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0)
            for x in (self.west, self.east)
            for y in (self.south, self.north)
        ]
        return min(sides) <= 0 <= max(sides)

    def contains(self, other: Box) -> bool:
        """Whether another box lies wholly within this one."""
        return self.holds((other.west, other.south)) and self.holds((other.east, other.north))

    @property
    def size(self) -> float:
        """Width times height."""
        return (self.east - self.west) * (self.north - self.south)


@dataclass(frozen=True, slots=True)
class Area:
    """A province: where its name stands, and its simplified outline."""

    middle: Point
    ring: Line

    def holds(self, point: Point) -> bool:
        """Whether a point lies inside: a ray from it crosses the outline an odd number of times."""
        x, y = point
        inside = False
        for (x0, y0), (x1, y1) in zip(self.ring, self.ring[1:], strict=False):
            if (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
                inside = not inside
        return inside


@dataclass(frozen=True, slots=True)
class Geometry:
    """The coasts and borders in one data file, in degrees."""

    extent: Box
    land: tuple[Line, ...]
    """Closed outlines of land."""
    borders: tuple[Line, ...]
    provinces: tuple[Line, ...]
    areas: tuple[Area, ...]


@cache
def geometries() -> tuple[Geometry, ...]:
    """The geometries of all data files, that of the smallest extent (the most detailed) first."""
    folder = resources.files(DATA).joinpath(FOLDER)
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".json"))
    found = [_read(folder.joinpath(name).read_text(encoding="utf-8")) for name in names]
    return tuple(sorted(found, key=lambda geometry: geometry.extent.size))


def geometry_of(frame: Box) -> Geometry:
    """The most detailed geometry that covers a whole frame, or else the largest."""
    return next((g for g in geometries() if g.extent.contains(frame)), geometries()[-1])


def clip(ring: Line, frame: Box) -> Line:
    """The part of an area within the frame (Sutherland–Hodgman), empty if there is none."""
    out = list(ring[:-1])
    for axis, limit, sign in (
        (0, frame.west, 1),
        (0, frame.east, -1),
        (1, frame.south, 1),
        (1, frame.north, -1),
    ):
        before, out = out, []
        for one, other in zip(before[-1:] + before[:-1], before, strict=True):
            far, near = sign * (one[axis] - limit), sign * (other[axis] - limit)
            if (far < 0) != (near < 0):
                share = far / (far - near)
                out.append(
                    (one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1]))
                )
            if near >= 0:
                out.append(other)
    return out


def runs(line: Line, frame: Box) -> Iterator[Line]:
    """The stretches of a line within the frame, each with the points just before and after it.

    A border along a parallel may cross the whole frame without having a point in it.
    """
    meets = [frame.meets(one, other) for one, other in pairwise(line)]
    run: list[Point] = []
    for point, before, after in zip(line, [False, *meets], [*meets, False], strict=True):
        if before or after:
            run.append(point)
        elif run:
            yield run
            run = []
    if run:
        yield run


def thinned(line: Line, least: float) -> Line:
    """The line without points closer than `least` to the last one kept; its ends stay."""
    if not line:
        return line
    out = [line[0]]
    for point in line[1:-1]:
        if abs(point[0] - out[-1][0]) + abs(point[1] - out[-1][1]) >= least:
            out.append(point)
    out.append(line[-1])
    return out


def _read(text: str) -> Geometry:
    record = json.loads(text)
    unit = record["unit"]
    return Geometry(
        Box(*record["extent"]),
        tuple(_unpacked(line, unit) for line in record["land"]),
        tuple(_unpacked(line, unit) for line in record["borders"]),
        tuple(_unpacked(line, unit) for line in record["provinces"]),
        tuple(
            Area((area["middle"][0], area["middle"][1]), _unpacked(area["ring"], AREA_UNIT))
            for area in record["areas"]
        ),
    )


AREA_UNIT = 0.02
"""Unit of provinces' outlines. It is coarse: they only tell which province a point lies in."""


def _unpacked(steps: Sequence[int], unit: float) -> Line:
    """The points of a line that is stored as its first point and relative steps."""
    x = y = 0
    points: list[Point] = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x * unit, y * unit))
    return points
