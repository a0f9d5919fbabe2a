"""One map: which places are drawn in its frame, and where their names stand."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from builders.pages.maps.frames import WIDTH, Frame
from builders.pages.maps.geometry import Point, geometry_of
from builders.pages.maps.labels import LARGE, SMALL, Label, Placer, Rect

SAME_SPOT = 22.0
"""A place this close to a weightier one is left to a map of larger scale, if that shows it."""
SMALLEST_INSET = 40.0
LETTER = 17.0
"""Side of the square for the letter of an inset."""
EDGE = 4.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to be drawn."""

    id: str
    label: str
    label_zh: str
    point: Point
    """Degrees east and degrees north."""
    weight: int
    """Number of mentions."""
    rank: int
    """0 for a point; 1 for a province, 2 for a country, whose names are written across them."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A place as drawn."""

    spot: Spot
    x: float
    y: float
    radius: float
    """0 for an area, of which only the name is drawn."""
    label: Label | None
    everywhere: bool
    """Whether the name fits on a phone too."""
    chinese: bool
    """Whether the Chinese name fits beside the label."""


@dataclass(frozen=True, slots=True)
class Inset:
    """The area that a map of larger scale shows, marked by its letter."""

    letter: str
    x: float
    y: float
    width: float
    height: float
    corner: Point
    """The centre of the letter."""


def draw(
    frame: Frame, spots: Iterable[Spot], finer: Sequence[Frame]
) -> tuple[tuple[Drawn, ...], tuple[Inset, ...]]:
    """The places drawn in a frame, named where there is room, and the insets of finer frames."""
    plate = _Plate(frame, finer)
    return tuple(plate.draw(spots)), tuple(plate.insets)


class _Plate:
    """Draws the places of one frame."""

    def __init__(self, frame: Frame, finer: Sequence[Frame]) -> None:
        self._frame = frame
        self._finer = finer
        self._placer = Placer(Rect(EDGE, EDGE, WIDTH - EDGE, frame.height - EDGE))
        self.insets: list[Inset] = []

    def draw(self, spots: Iterable[Spot]) -> Iterator[Drawn]:
        inside = [spot for spot in spots if self._frame.box.holds(spot.point)]
        inside.sort(key=lambda spot: (-spot.rank, -spot.weight, spot.id))
        self._keep_edges_free()
        for _, x, y, radius in self._apart(spot for spot in inside if not spot.rank):
            self._placer.reserve(_dot(x, y, radius))
        self._set_insets()
        across = list(self._across(spot for spot in inside if spot.rank))
        named = {drawn.spot.id for drawn in across}
        # A country whose name does not fit across it is drawn as a point.
        points = [spot for spot in inside if spot.id not in named and self._is_drawn(spot)]
        points.sort(key=lambda spot: (-spot.weight, spot.id))
        yield from across
        yield from self._points(self._apart(points))

    def _keep_edges_free(self) -> None:
        for tick in self._frame.ticks():
            at_top = tick.anchor == "middle"
            left, top = (tick.x - 16, 0.0) if at_top else (0.0, tick.y - 6)
            self._placer.reserve(Rect(left, top, left + 32, top + 12))
        bar = self._frame.bar()
        if bar:
            edge = Rect(WIDTH - bar.length - 20, self._frame.height - 30, WIDTH, self._frame.height)
            self._placer.reserve(edge)

    def _set_insets(self) -> None:
        """Mark the areas of finer frames, if they are large enough to be seen."""
        for other in self._finer:
            left, top = self._frame.place((other.box.west, other.box.north))
            right, bottom = self._frame.place((other.box.east, other.box.south))
            if right - left < SMALLEST_INSET:
                continue
            half = LETTER / 2
            corners = [
                (x, y) for y in (top + half, bottom - half) for x in (left + half, right - half)
            ]
            rooms = [Rect(x - half, y - half, x + half, y + half) for x, y in corners]
            free = next((k for k, room in enumerate(rooms) if self._placer.is_free(room)), 0)
            self._placer.reserve(rooms[free])
            size = round(right - left, 1), round(bottom - top, 1)
            x, y = corners[free]
            self.insets.append(Inset(other.letter, left, top, *size, (round(x, 1), round(y, 1))))

    def _is_drawn(self, spot: Spot) -> bool:
        if not self._frame.is_of_the_world:
            return spot.rank == 0 or not self._is_in_a_province(spot)
        # A map of the world draws only what no other map shows.
        return not self._is_shown_larger(spot)

    def _is_shown_larger(self, spot: Spot) -> bool:
        return any(other.box.holds(spot.point) for other in self._finer)

    def _is_in_a_province(self, spot: Spot) -> bool:
        return spot.rank == 1 and any(
            area.holds(spot.point) for area in geometry_of(self._frame.box).areas
        )

    def _across(self, spots: Iterable[Spot]) -> Iterator[Drawn]:
        """The areas whose names fit across them."""
        if self._frame.is_of_the_world:
            return
        for spot in spots:
            x, y = self._frame.place(self._middle(spot))
            # Names of areas are letter-spaced and so take more room.
            text = f"{spot.label}{'i' * len(spot.label)}"
            for size, everywhere in ((LARGE * 0.8, True), (SMALL * 0.9, False)):
                label = self._placer.on_area(x, y, text, size)
                if label is not None:
                    self._placer.reserve(label.rect(text, size))
                    yield Drawn(spot, x, y, 0, label, everywhere, chinese=False)
                    break

    def _middle(self, spot: Spot) -> Point:
        """Where an area's name stands: for a province not its point, which marks its seat."""
        if spot.rank == 1:
            for area in geometry_of(self._frame.box).areas:
                if area.holds(spot.point):
                    return area.middle
        return spot.point

    def _apart(self, spots: Iterable[Spot]) -> list[tuple[Spot, float, float, float]]:
        """Spots with position and radius, without crowded ones that a finer frame shows apart."""
        kept: list[tuple[Spot, float, float, float]] = []
        for spot in spots:
            x, y = self._frame.place(spot.point)
            near = any(math.hypot(x - a, y - b) < SAME_SPOT for _, a, b, _ in kept)
            if near and self._is_shown_larger(spot):
                continue
            kept.append((spot, x, y, round(2.2 + min(2.6, math.sqrt(spot.weight) * 0.5), 1)))
        return kept

    def _points(self, points: Sequence[tuple[Spot, float, float, float]]) -> Iterator[Drawn]:
        placer = self._placer
        for _, x, y, radius in points:
            placer.reserve(_dot(x, y, radius))
        large: dict[str, Label] = {}
        for spot, x, y, radius in points:
            label = placer.beside(x, y, radius, spot.label, LARGE)
            if label:
                large[spot.id] = label
                placer.reserve(label.rect(spot.label, LARGE))
        for spot, *_ in points:
            if spot.id in large:
                # On a wide screen letters are small, which leaves room for more names.
                placer.release(large[spot.id].rect(spot.label, LARGE))
                placer.reserve(large[spot.id].rect(spot.label, SMALL))
        labels: dict[str, Label] = dict(large)
        for spot, x, y, radius in points:
            if spot.id not in labels:
                label = placer.beside(x, y, radius, spot.label, SMALL)
                if label is None and not self._is_shown_larger(spot):
                    label = placer.with_leader(x, y, radius, spot.label, SMALL)
                if label:
                    labels[spot.id] = label
                    placer.reserve(label.rect(spot.label, SMALL))
        for spot, x, y, radius in points:
            label = labels.get(spot.id)
            chinese = bool(label and spot.label_zh) and self._has_room(spot, labels[spot.id])
            yield Drawn(spot, x, y, radius, label, spot.id in large, chinese)

    def _has_room(self, spot: Spot, label: Label) -> bool:
        """Whether the Chinese name fits too; if so, its room is reserved."""
        alone = label.rect(spot.label, SMALL)
        both = label.rect(spot.label, SMALL, spot.label_zh)
        self._placer.release(alone)
        fits = self._placer.is_free(both)
        self._placer.reserve(both if fits else alone)
        return fits


def _dot(x: float, y: float, radius: float) -> Rect:
    """The rectangle that a point occupies."""
    return Rect(x - radius - 1, y - radius - 1, x + radius + 1, y + radius + 1)
