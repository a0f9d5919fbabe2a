"""Where the names on a map stand: beside their points, and on nothing else.

A map is shown in two sizes: as wide as half a page, and as wide as a phone, where the letters
are larger in proportion. A name that finds room with large letters stands in both; one that
finds it with small letters only, or at the end of a line, is left out on a phone.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

SMALL = 12.5
"""Size of letters in units of the drawing, on a wide screen."""
LARGE = 20.5
"""The same on a phone."""
CHINESE = 0.86
"""Size of Chinese letters, as a share of the Latin ones' size."""
ASCENT, DESCENT = 0.78, 0.24
NARROW = frozenset("ijltfrI.,'’() -")
BROAD = frozenset("mwMWGOQDHN")
DISTANCES = (15, 24, 35, 48, 64)
"""How far off a name may stand at the end of a line."""
DIRECTIONS = 16
NEXT_TO = 2.5
"""Between a point's edge and its name."""
FIRST_OF_CJK = 0x2E80


class Rect(NamedTuple):
    """A rectangle of the drawing; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Rect) -> bool:
        """Whether the two share a point."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: Rect) -> bool:
        """Whether it lies wholly in the other."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True, slots=True)
class Label:
    """A name in its place."""

    x: float
    y: float
    dy: float
    """How far below `y` its letters stand, in their own size: so that it fits both sizes."""
    anchor: str
    """Which end of the name stands at `x`: start, middle, end."""
    line: tuple[float, float, float, float] | None = None
    """From its point to it, where it does not stand beside it."""

    def rect(self, text: str, size: float, chinese: str = "") -> Rect:
        """The room that it takes up."""
        wide = width(text, size)
        if chinese:
            wide += width(chinese, size * CHINESE) + size * 0.35
        left = self.x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        baseline = self.y + self.dy * size
        return Rect(left, baseline - ASCENT * size, left + wide, baseline + DESCENT * size)


def width(text: str, size: float) -> float:
    """About how wide a text is in the edition's sans."""
    return size * sum(map(_width, text))


def _width(letter: str) -> float:
    if ord(letter) >= FIRST_OF_CJK:
        return 1.0
    if letter in NARROW:
        return 0.29
    return 0.68 if letter in BROAD else 0.53


class Placer:
    """Places names one after the other, each clear of all before it."""

    def __init__(self, frame: Rect) -> None:
        """Begin with an empty frame."""
        self._frame = frame
        self._taken: list[Rect] = []

    def take(self, rect: Rect) -> None:
        """No name stands in that room from now on."""
        self._taken.append(rect)

    def release(self, rect: Rect) -> None:
        """Names may stand again in a room that was taken.

        Raises:
            ValueError: it was not taken.
        """
        self._taken.remove(rect)

    def is_free(self, rect: Rect) -> bool:
        """Whether a name can stand there."""
        return rect.within(self._frame) and not any(rect.meets(other) for other in self._taken)

    def beside(self, x: float, y: float, radius: float, text: str, size: float) -> Label | None:
        """A place for a name next to its point, to the right of it if that is free."""
        for label in _beside(x, y, radius + NEXT_TO):
            if self.is_free(label.rect(text, size)):
                return label
        return None

    def away(self, x: float, y: float, radius: float, text: str, size: float) -> Label | None:
        """A place farther off, at the end of a line that crosses no name."""
        for label in _away(x, y, radius):
            if self.is_free(label.rect(text, size)) and self._is_clear(label, radius):
                return label
        return None

    def upon(self, x: float, y: float, text: str, size: float) -> Label | None:
        """A place for the name of an area, at its middle or near it."""
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
        # The first steps lie beside the point itself, which is taken.
        for k in range(math.ceil(radius / 2), steps + 1):
            x, y = x0 + (x1 - x0) * k / steps, y0 + (y1 - y0) * k / steps
            dot = Rect(x - 0.5, y - 0.5, x + 0.5, y + 0.5)
            if any(dot.meets(other) for other in self._taken):
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


def _away(x: float, y: float, radius: float) -> Iterator[Label]:
    for distance in DISTANCES:
        for k in range(DIRECTIONS):
            # To the right first, then by turns above and below.
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
