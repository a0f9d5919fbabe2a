"""The maps of a publication, and where on them each place is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from types import MappingProxyType

from builders.model.entity import Place
from builders.model.publication import Publication
from builders.pages import addresses
from builders.pages.maps.frames import WIDTH, Bar, Frame, Lines, Tick
from builders.pages.maps.geometry import Box
from builders.pages.maps.plates import Drawn, Inset, Spot, draw
from builders.pages.subjects import Subjects

RANKS: Mapping[str, int] = MappingProxyType(
    {
        "country": 2,
        "province": 1,
        "autonomous region": 1,
        "state": 1,
        "region": 1,
    }
)
"""Types of place that are areas, whose names are written across them; see `Spot.rank`."""
MOST_PLACES = 120
"""Places drawn on one map at most: those mentioned most."""
MARGIN = 0.08
"""Margin around all places if the editors have defined no map, as a share of their extent."""
LEAST_SPAN = 2.0
HIGHEST_LATITUDE = 85.0
"""No map extends beyond it, since meridians are drawn parallel; places nearer a pole are on none."""
LOCATOR_TOLERANCE = 3.2
LOCATOR_GRAIN = 1.0
"""Grain of a locator. It is half the size of a map and on every place's page, so it is coarser."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A place on a map, linked to its entry."""

    drawn: Drawn
    href: str
    anchor: str
    """Its id on the page of the maps; only on the map of the largest scale that shows it."""


@dataclass(frozen=True, slots=True)
class Plate:
    """A map, ready for its template."""

    frame: Frame
    lines: Lines
    ticks: tuple[Tick, ...]
    bar: Bar | None
    insets: tuple[Inset, ...]
    places: tuple[Placed, ...]
    width: float = WIDTH

    @property
    def parallel(self) -> str:
        """The parallel along which lengths are true."""
        north = self.frame.parallel
        return f"{abs(north):.1f}° {'N' if north >= 0 else 'S'}"


@dataclass(frozen=True, slots=True)
class Locator:
    """A small map that shows where one place lies."""

    frame: Frame
    lines: Lines
    x: float
    y: float
    href: str
    """Link to the place on the page of the maps."""
    width: float = WIDTH


class Atlas:
    """The maps of a publication; their lines are drawn once for all pages."""

    def __init__(self, publication: Publication, subjects: Subjects) -> None:
        """Set the frames and place the names of what lies in them."""
        self._subjects = subjects
        self._spots = tuple(_spots(publication, subjects))
        self.frames = tuple(_frames(publication, self._spots))
        self._small: dict[str, Lines] = {}
        self._drawn = {
            frame.letter: draw(frame, _weightiest(frame, self._spots), self._finer(frame))
            for frame in self.frames
        }
        self._largest: dict[str, tuple[Frame, Spot]] = {}
        for frame in sorted(self.frames, key=lambda frame: frame.box.size):
            for drawn in self._drawn[frame.letter][0]:
                self._largest.setdefault(drawn.spot.id, (frame, drawn.spot))

    @property
    def count(self) -> int:
        """How many places are drawn on any map."""
        return len(self._largest)

    def plates(self, uri: str) -> tuple[Plate, ...]:
        """The maps, with links from a page at `uri`."""
        return tuple(self._plate(frame, uri) for frame in self.frames)

    def anchor(self, identifier: str) -> str:
        """The id of a place on the page of the maps; empty if it is not drawn."""
        return f"map-{identifier}" if identifier in self._largest else ""

    def locator(self, identifier: str, uri: str) -> Locator | None:
        """The locator for the page of a place; None if it is not drawn on any map."""
        found = self._largest.get(identifier)
        if found is None:
            return None
        frame, spot = found
        if frame.letter not in self._small:
            self._small[frame.letter] = frame.lines(LOCATOR_TOLERANCE, LOCATOR_GRAIN)
        href = addresses.link(uri, addresses.register("places"), self.anchor(identifier))
        return Locator(frame, self._small[frame.letter], *frame.place(spot.point), href)

    def _plate(self, frame: Frame, uri: str) -> Plate:
        places, insets = self._drawn[frame.letter]
        return Plate(
            frame,
            frame.lines(),
            tuple(frame.ticks()),
            frame.bar(),
            insets,
            tuple(
                Placed(
                    drawn,
                    addresses.link(uri, self._subjects.all[drawn.spot.id].uri),
                    self.anchor(drawn.spot.id) if self._largest[drawn.spot.id][0] is frame else "",
                )
                for drawn in places
            ),
        )

    def _finer(self, frame: Frame) -> Sequence[Frame]:
        """The frames that show part of this one at a larger scale."""
        return [
            other
            for other in self.frames
            if other is not frame and _shows_larger(other.box, frame.box)
        ]


def _shows_larger(one: Box, other: Box) -> bool:
    return other.holds(((one.west + one.east) / 2, (one.south + one.north) / 2)) and (
        one.size < other.size / 2
    )


def _weightiest(frame: Frame, spots: Iterable[Spot]) -> list[Spot]:
    inside = [spot for spot in spots if frame.box.holds(spot.point)]
    return sorted(inside, key=lambda spot: (-spot.weight, spot.id))[:MOST_PLACES]


def _spots(publication: Publication, subjects: Subjects) -> Iterator[Spot]:
    for identifier, place in publication.registers.places.items():
        if place.latitude is not None and place.longitude is not None:
            subject = subjects.all[identifier]
            yield Spot(
                identifier,
                _short_name(place),
                subject.label_zh,
                (place.longitude, place.latitude),
                subject.mentions,
                RANKS.get(place.type.lower(), 0),
            )


def _short_name(place: Place) -> str:
    """A place's label, or the shortest of its names that the label begins with: `Guangxi`."""
    names = (name.text for name in place.all_names() if name.is_unconditional)
    beginnings = (name for name in names if place.label.startswith(name))
    return min(beginnings, key=len, default=place.label)


def _frames(publication: Publication, spots: Sequence[Spot]) -> Iterator[Frame]:
    """The frames that the editors have defined, or else one around all places."""
    wanted = publication.settings.maps
    for letter, one in zip(ascii_uppercase, wanted, strict=False):
        box = Box(one.west, one.south, one.east, one.north)
        yield Frame(letter, one.name, one.name_zh or "", box)
    points = [spot.point for spot in spots if abs(spot.point[1]) <= HIGHEST_LATITUDE]
    if not wanted and points:
        yield Frame("A", "All places", "", _box_around(points))


def _box_around(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide = max(LEAST_SPAN, (max(xs) - min(xs)) * MARGIN)
    high = max(LEAST_SPAN, (max(ys) - min(ys)) * MARGIN)
    return Box(
        max(-180.0, min(xs) - wide),
        max(-HIGHEST_LATITUDE, min(ys) - high),
        min(180.0, max(xs) + wide),
        min(HIGHEST_LATITUDE, max(ys) + high),
    )
