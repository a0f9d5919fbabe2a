"""The frame of a map: its projection, and coasts, borders and graticule as SVG path data.

The projection is equirectangular: meridians and parallels are straight and evenly spaced, and
lengths are true along the middle parallel of the frame.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from builders.pages.maps.geometry import Box, Line, Point, clip, geometry_of, runs, thinned

WIDTH = 600.0
"""Width of every map in its own units; on a wide screen a unit is a pixel."""
TOLERANCE = 0.7
"""Points of a line closer together than this are merged."""
GRAIN = 0.1
"""Coordinates are rounded to multiples of this."""
LEAST_RING = 4
"""Fewest points of an outline of land that is drawn."""
KM_OF_A_DEGREE = 111.2
STEPS = (0.5, 1, 2, 5, 10, 20, 30, 60)
"""Possible spacings of the graticule, in degrees."""
MOST_LINES = 6
BARS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
"""Possible lengths of the scale bar, in kilometres."""
LONGEST_BAR = 110.0
SMALL_SCALE = 60.0
"""Degrees of longitude above which a map shows the world rather than a region."""


@dataclass(frozen=True, slots=True)
class Tick:
    """The label of a graticule line at the edge of a map."""

    x: float
    y: float
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A scale bar."""

    length: float
    label: str


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines under the places, as SVG path data."""

    land: str
    borders: str
    provinces: str
    graticule: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle of the earth with its name, and how it is projected."""

    letter: str
    name: str
    name_zh: str
    box: Box
    height: float = field(init=False)
    unit: float = field(init=False)
    """Units of the drawing per degree of latitude."""

    def __post_init__(self) -> None:
        """Compute the scale, which is the same in both directions on the middle parallel."""
        unit = WIDTH / ((self.box.east - self.box.west) * math.cos(math.radians(self.parallel)))
        object.__setattr__(self, "unit", unit)
        object.__setattr__(self, "height", round((self.box.north - self.box.south) * unit, 1))

    @property
    def parallel(self) -> float:
        """The middle parallel."""
        return (self.box.south + self.box.north) / 2

    @property
    def is_of_the_world(self) -> bool:
        """Whether the scale is too small to show provinces."""
        return self.box.east - self.box.west > SMALL_SCALE

    def place(self, point: Point) -> Point:
        """The position in the drawing of a point on the earth."""
        x = (point[0] - self.box.west) * self.unit * math.cos(math.radians(self.parallel))
        return round(x, 1), round((self.box.north - point[1]) * self.unit, 1)

    def lines(self, tolerance: float = TOLERANCE, grain: float = GRAIN) -> Lines:
        """Land, boundaries and graticule.

        Args:
            tolerance: Points of a line closer together than this are merged.
            grain: Coordinates are rounded to multiples of this.
        """
        found = geometry_of(self.box)
        land = [self._projected(clip(ring, self.box), tolerance) for ring in found.land]
        provinces = () if self.is_of_the_world else found.provinces
        graticule = [[self.place(one), self.place(other)] for one, other in self._graticule()]
        return Lines(
            # An outline that shrinks to a point or a stroke is no longer an island.
            _path((ring for ring in land if len(ring) >= LEAST_RING), grain, close=True),
            _path(self._runs(found.borders, tolerance), grain),
            _path(self._runs(provinces, tolerance), grain),
            _path(graticule, grain),
        )

    def ticks(self) -> Iterator[Tick]:
        """The labels of the graticule, along the top and left edges."""
        step = self._step()
        for east in _multiples(self.box.west, self.box.east, step):
            x, _ = self.place((east, self.box.north))
            yield Tick(x, 0.0, _degrees(east, "E", "W"), "middle")
        for north in _multiples(self.box.south, self.box.north, step):
            _, y = self.place((self.box.west, north))
            yield Tick(0.0, y, _degrees(north, "N", "S"), "start")

    def bar(self) -> Bar | None:
        """The scale bar; None for a map of the world, which has no single scale."""
        if self.is_of_the_world:
            return None
        to_a_km = self.unit / KM_OF_A_DEGREE
        km = max((km for km in BARS if km * to_a_km <= LONGEST_BAR), default=BARS[0])
        return Bar(round(km * to_a_km, 1), f"{km:,} km")

    def _runs(self, lines: Iterable[Line], tolerance: float) -> Iterator[Line]:
        for line in lines:
            for run in runs(line, self.box):
                yield self._projected(run, tolerance)

    def _projected(self, line: Line, tolerance: float) -> Line:
        return thinned([self.place(point) for point in line], tolerance)

    def _step(self) -> float:
        span = self.box.east - self.box.west
        return next((step for step in STEPS if span / step <= MOST_LINES), STEPS[-1])

    def _graticule(self) -> Iterator[tuple[Point, Point]]:
        step = self._step()
        box = self.box
        for east in _multiples(box.west, box.east, step):
            yield (east, box.north), (east, box.south)
        for north in _multiples(box.south, box.north, step):
            yield (box.west, north), (box.east, north)


def _path(lines: Iterable[Line], grain: float, *, close: bool = False) -> str:
    """SVG path data in multiples of the grain: the first point, then relative steps."""
    parts: list[str] = []
    for line in lines:
        at = _grains(line[0], grain)
        steps: list[str] = []
        parts.append(f"M{_coordinates(at, grain)}")
        for point in line[1:]:
            here = _grains(point, grain)
            if here != at:
                steps.append(_coordinates((here[0] - at[0], here[1] - at[1]), grain))
                at = here
        if steps:
            parts.append("l" + " ".join(steps))
        if close:
            parts.append("z")
    return "".join(parts)


def _grains(point: Point, grain: float) -> tuple[int, int]:
    return round(point[0] / grain), round(point[1] / grain)


def _coordinates(counts: tuple[int, int], grain: float) -> str:
    """A pair of coordinates in path data; a minus sign separates them as well as a space."""
    x, y = (f"{round(count * grain, 1):g}" for count in counts)
    return f"{x}{y}" if y.startswith("-") else f"{x} {y}"


def _multiples(start: float, end: float, step: float) -> Iterator[float]:
    """The multiples of a step strictly between two numbers."""
    for k in range(math.floor(start / step) + 1, math.ceil(end / step)):
        yield k * step


def _degrees(value: float, positive: str, negative: str) -> str:
    if not value:
        return "0°"
    return f"{abs(value):g}° {positive if value > 0 else negative}"
