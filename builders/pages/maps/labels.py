"""The placement of names on a map: beside their points, and clear of everything else.

A map is shown in two sizes: as wide as half a page, and as wide as a phone, where letters are
larger in proportion. A name that fits in large letters is shown in both; one that fits in small
letters only, or at the end of a leader line, is left out on phones.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

SMALL = 12.5
"""Size of letters on a wide screen, in units of the drawing."""
LARGE = 20.5
"""Size of letters on a phone, in units of the drawing."""
CHINESE_SIZE = 0.86
"""Size of Chinese characters relative to Latin letters."""
ASCENT, DESCENT = 0.78, 0.24
NARROW_LETTERS = frozenset("ijltfrI.,'’() -")
BROAD_LETTERS = frozenset("mwMWGOQDHN")
DISTANCES = (15, 24, 35, 48, 64)
"""Possible distances of a name at the end of a leader line."""
DIRECTIONS = 16
POINT_GAP = 2.5
"""Distance between a point's edge and its name."""
FIRST_OF_CJK = 0x2E80


class Rect(NamedTuple):
    """A rectangle of the drawing; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Rect) -> bool:
        """Whether two rectangles overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: Rect) -> bool:
        """Whether this rectangle lies wholly within another."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True, slots=True)
class Label:
    """The position of a name."""

    x: float
    y: float
    dy: float
    """Offset of the baseline below `y`, as a multiple of the letters' size, to suit both sizes."""
    anchor: str
    """SVG's `text-anchor`: the part of the name at `x`, which is start, middle or end."""
    line: tuple[float, float, float, float] | None = None
    """The leader line from the point, if the name does not stand beside it."""

    def rect(self, text: str, size: float, chinese: str = "") -> Rect:
        """The rectangle that the name occupies."""
        wide = width(text, size)
        if chinese:
            wide += width(chinese, size * CHINESE_SIZE) + size * 0.35
        left = self.x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        baseline = self.y + self.dy * size
        return Rect(left, baseline - ASCENT * size, left + wide, baseline + DESCENT * size)


def width(text: str, size: float) -> float:
    """The approximate width of a text in the edition's sans-serif."""
    return size * sum(map(_width, text))


def _width(letter: str) -> float:
    if ord(letter) >= FIRST_OF_CJK:
        return 1.0
    if letter in NARROW_LETTERS:
        return 0.29
    return 0.68 if letter in BROAD_LETTERS else 0.53


class Placer:
    """Places names one after another, each clear of all rectangles taken before."""

    def __init__(self, frame: Rect) -> None:
        """Start with an empty frame."""
        self._frame = frame
        self._taken: list[Rect] = []

    def reserve(self, rect: Rect) -> None:
        """Reserve a rectangle: no name may overlap it from now on."""
        self._taken.append(rect)

    def release(self, rect: Rect) -> None:
        """Free a rectangle that was taken.

        Raises:
            ValueError: the rectangle was not taken.
        """
        self._taken.remove(rect)

    def is_free(self, rect: Rect) -> bool:
        """Whether a rectangle lies in the frame and overlaps nothing taken."""
        return rect.within(self._frame) and not any(rect.overlaps(other) for other in self._taken)

    def beside(self, x: float, y: float, radius: float, text: str, size: float) -> Label | None:
        """A position for a name next to its point, preferably to the right; None without room."""
        for label in _beside(x, y, radius + POINT_GAP):
            if self.is_free(label.rect(text, size)):
                return label
        return None

    def with_leader(
        self, x: float, y: float, radius: float, text: str, size: float
    ) -> Label | None:
        """A position farther off, at the end of a clear leader line; None without room."""
        for label in _with_leader(x, y, radius):
            if self.is_free(label.rect(text, size)) and self._is_clear(label, radius):
                return label
        return None

    def on_area(self, x: float, y: float, text: str, size: float) -> Label | None:
        """A position for the name of an area, at its middle or near it; None without room."""
        for dx, dy in ((0, 0), (0, 1), (0, -1), (1, 0), (-1, 0), (0, 2), (0, -2), (2, 0), (-2, 0)):
            label = Label(round(x + dx * size, 1), round(y + dy * size, 1), 0.34, "middle")
            if self.is_free(label.rect(text, size)):
                return label
        return None

    def _is_clear(self, label: Label, radius: float) -> bool:
        if label.line is None:
            return True
        x0, y0, x1, y1 = label.line
        steps = max(2, int(math.hypot(x1 - x0, y1 - y0) / 2))
        # The first steps lie within the point's own rectangle, which is taken.
        for k in range(math.ceil(radius / 2), steps + 1):
            x, y = x0 + (x1 - x0) * k / steps, y0 + (y1 - y0) * k / steps
            dot = Rect(x - 0.5, y - 0.5, x + 0.5, y + 0.5)
            if any(dot.overlaps(other) for other in self._taken):
                return False
        return True


def _beside(x: float, y: float, off: float) -> Iterator[Label]:
    near = round(off * 0.75, 1)
    yield Label(round(x + off, 1), y, 0.34, "start")
    yield Label(round(x - off, 1), y, 0.34, "end")
    yield Label(x, round(y - off, 1), -DESCENT, "middle")
    yield Label(x, round(y + off, 1), ASCENT, "middle")
    yield Label(round(x + near, 1), round(y - near, 1), 0, "start")
    yield Label(round(x + near, 1), round(y + near, 1), 0.66, "start")
    yield Label(round(x - near, 1), round(y - near, 1), 0, "end")
    yield Label(round(x - near, 1), round(y + near, 1), 0.66, "end")


def _with_leader(x: float, y: float, radius: float) -> Iterator[Label]:
    for distance in DISTANCES:
        for k in range(DIRECTIONS):
            # To the right first, then alternately above and below.
            turn = (k + 1) // 2 * (-1 if k % 2 else 1)
            angle = 2 * math.pi * turn / DIRECTIONS
            dx, dy = math.cos(angle), math.sin(angle)
            x1, y1 = round(x + distance * dx, 1), round(y + distance * dy, 1)
            line = (round(x + radius * dx, 1), round(y + radius * dy, 1), x1, y1)
            if abs(dx) > 0.3:  # noqa: PLR2004  # steeper lines end below or above the middle
                gap = 2 if dx > 0 else -2
                yield Label(x1 + gap, y1, 0.34, "start" if dx > 0 else "end", line)
            else:
                yield Label(x1, y1, -DESCENT if dy < 0 else ASCENT, "middle", line)
