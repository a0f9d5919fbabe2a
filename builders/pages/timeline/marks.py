"""Dates drawn along a line: the shapes of each mark, and the row that has room for it.

A mark never says more than its date: a day or a month is a disc, a span is a bar between uprights;
an approximate end fades, an open end is an arrow; alternative dates are rings joined by dots.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate, takewhile

from builders.interface.catalogue import Catalogue
from builders.model.timeline import Extent, TimelineItem
from builders.pages.timeline.drawing import Shape

POINT_DAYS = 31
"""Dates no longer than a month are drawn as points."""
RADIUS = 4.0
RING = 3.2
CAP = 4.0
SHORTEST = 8.0
"""Pixels. A bar shorter than the height of its uprights would look like a point."""
FADE = 14.0
STEPS = 5
HEAD = 5.0
OPEN_LENGTH = 46.0
"""Length of an open end where nothing limits how far its sources can know of it."""
LETTER = 6.0
"""Width of most letters in a label, rounded up so that labels never touch."""
IDEOGRAPH = 11.5
FIRST_IDEOGRAPH = "\u2e80"
WIDTHS = {
    **dict.fromkeys(" !'()*,-./:;I[]fijlrt{|}‘’·", 3.1),
    **dict.fromkeys("ABCDEFGHJKLMNOPQRSTUVWXYZmw&%@—…", 7.7),
}
"""Widths of the characters that are much narrower or wider than others: averages of the sans serif that
the site ships, in English. `widthOf` of timeline/marks.js has the same."""
UNBROKEN_RE = re.compile(
    "[A-Za-z0-9][A-Za-z0-9年月日]|[年月][0-9]"
    "|[“‘（《〈「『〔【［｛(].|.[”’）》〉」』〕】］｝)，。、；：？！·…]",
    re.DOTALL,
)
"""Two characters between which a line of Chinese is not broken: within Latin names and dates, and
between a bracket or punctuation mark and its neighbour. `linesOf` of timeline/marks.js has the same rule."""
IDEOGRAPH_RE = re.compile("[\u2e80-\U0010ffff]")
GAP = 12.0
NEAR = 40.0
MANY = 4
"""From this many on, short marks within `NEAR` are drawn as one capsule with their count."""
LONGEST_LABEL = 110
CUT = " …"
MOST_LINES = 3
"""Lines of a label on a phone."""
ROWS_FOR_A_WORD = 6
"""A label is moved down by up to this many rows rather than shortened."""
MOST_ROWS = 20
"""Rows of a lane. Items without room appear in the list only, and the lane shows their number."""

ToPosition = Callable[[date], float]


@dataclass(frozen=True, slots=True)
class Form:
    """The extent along a row of a mark in one of its possible forms."""

    first: float
    last: float
    cut: bool = False
    """Whether the label is shortened; then a full label some rows lower is preferred."""


@dataclass(frozen=True, slots=True)
class Line:
    """The line along which a mark is drawn."""

    at: ToPosition
    """Maps a day to a position along the line."""
    across: float
    """The position of the line on the other axis."""
    edge: float
    """The position before which nothing is drawn."""
    known: float
    """The position up to which the sources of an open end can know of it."""


def shapes(item: TimelineItem, line: Line) -> list[Shape]:
    """The shapes that make up the mark of an item along a line."""
    if len(item.extents) > 1:
        return _set_shapes(item, line)
    (extent,) = item.extents
    return list(_extent_shapes(extent, line, span="/" in item.edtf))


def is_point(item: TimelineItem) -> bool:
    """Whether an item is drawn as a disc: a single day or month without doubt."""
    (extent, *more) = item.extents
    return not more and "/" not in item.edtf and _is_point(extent)


def _is_point(extent: Extent) -> bool:
    if extent.lower is None or extent.upper is None or extent.vague_lower or extent.vague_upper:
        return False
    return (extent.upper - extent.lower).days <= POINT_DAYS


def _set_shapes(item: TimelineItem, line: Line) -> list[Shape]:
    """The shapes of a set, joined by dots: rings for alternative dates, discs for several dates."""
    at, across = line.at, line.across
    made: list[Shape] = []
    ends: list[float] = []
    for extent in item.extents:
        if extent.lower is None or extent.upper is None:
            made.extend(_extent_shapes(extent, line, span=True))
            continue
        middle = (at(extent.lower) + at(_after(extent.upper))) / 2
        if ends:
            middle = max(middle, ends[-1] + 4 * RING)
            dots = (ends[-1] + RING, across, middle - RING, across)
            made.append(Shape("line", "dots", _round(dots)))
        radius, css = (RING, "ring") if item.one_of else (RADIUS, "pt")
        made.append(Shape("circle", css, _round((middle, across, radius))))
        ends.append(middle)
    return made


def _extent_shapes(extent: Extent, line: Line, *, span: bool) -> Iterator[Shape]:
    at, across = line.at, line.across
    match extent.lower, extent.upper:
        case None, None:
            return
        case None, date() as upper:
            ring = at(_after(upper))
            yield from _arrow(max(line.edge + HEAD, ring - OPEN_LENGTH), ring, across)
        case date() as lower, None:
            ring = at(lower)
            yield from _arrow(max(line.known, ring + OPEN_LENGTH / 2), ring, across)
        case date() as lower, date() as upper:
            first, last = at(lower), at(_after(upper))
            if not span and _is_point(extent):
                yield Shape("circle", "pt", _round(((first + last) / 2, across, RADIUS)))
                return
            short = max(0.0, SHORTEST - (last - first)) / 2
            yield from _bar(extent, first - short, last + short, across)


def _bar(extent: Extent, first: float, last: float, across: float) -> Iterator[Shape]:
    """A bar with an upright at each exact end and a fading tail at each vague end."""
    yield Shape("line", "bar", _round((first, across, last, across)))
    for vague, end, way in ((extent.vague_lower, first, -1), (extent.vague_upper, last, 1)):
        if not vague:
            yield Shape("line", "cap", _round((end, across - CAP, end, across + CAP)))
            continue
        for step in range(STEPS):
            near = end + way * FADE * step / STEPS
            far = end + way * FADE * (step + 1) / STEPS
            opacity = round(0.9 - 0.72 * step / (STEPS - 1), 2)
            yield Shape("line", "bar", _round((near, across, far, across)), opacity)


def _arrow(tip: float, ring: float, across: float) -> Iterator[Shape]:
    """A line from a ring at the known end to an arrowhead at the open end."""
    way = 1 if tip > ring else -1
    yield Shape("circle", "ring", _round((ring, across, RING)))
    yield Shape("line", "bar", _round((ring + way * RING, across, tip - way * HEAD, across)))
    back = tip - way * HEAD
    yield Shape("head", "hd", _round((tip, across, back, across - CAP, back, across + CAP)))


def shifted(shape: Shape, y: float) -> Shape:
    """The shape, moved by `y` across its line."""
    match shape.kind:
        case "circle":
            x, across, radius = shape.points
            points: tuple[float, ...] = (x, across + y, radius)
        case "capsule":
            x, across, half, high = shape.points
            points = (x, across + y, half, high)
        case _:
            points = tuple(
                round(value + y, 1) if k % 2 else value for k, value in enumerate(shape.points)
            )
    return Shape(shape.kind, shape.css, points, shape.opacity)


def transposed(shape: Shape) -> Shape:
    """The shape with its axes exchanged, so that time runs down."""
    if shape.kind == "circle":
        x, y, radius = shape.points
        return replace(shape, points=(y, x, radius))
    pairs = zip(shape.points[::2], shape.points[1::2], strict=True)
    return replace(shape, points=tuple(value for x, y in pairs for value in (y, x)))


def reach(made: Iterable[Shape]) -> tuple[float, float]:
    """The extent of shapes along their line, from the lowest to the highest position."""
    lows: list[float] = []
    highs: list[float] = []
    for shape in made:
        if shape.kind in {"circle", "capsule"}:
            x, _, radius, *_ = shape.points
            lows.append(x - radius)
            highs.append(x + radius)
        else:
            lows.append(min(shape.points[::2]))
            highs.append(max(shape.points[::2]))
    return min(lows), max(highs)


def groups(
    items: Sequence[TimelineItem], at: ToPosition, near: float = NEAR
) -> list[list[TimelineItem]]:
    """The items in groups: those too close to be drawn apart share one, others stand alone."""
    made: list[list[TimelineItem]] = []
    placed: list[tuple[float, TimelineItem]] = []
    for item in items:
        middle = _middle_of_short(item, at, near)
        if middle is None:
            made.append([item])
        else:
            placed.append((middle, item))
    placed.sort(key=lambda one: one[0])
    middles = [middle for middle, _ in placed]
    short = [item for _, item in placed]
    k = 0
    while k < len(short):
        end = k
        while end < len(short) and middles[end] - middles[k] <= near:
            end += 1
        if end - k >= MANY:
            made.append(short[k:end])
            k = end
        else:
            made.append([short[k]])
            k += 1
    return sorted(made, key=lambda group: group[0].sort_key)


def _middle_of_short(item: TimelineItem, at: ToPosition, near: float) -> float | None:
    """The middle of a short mark, which may be grouped with others; None for any other mark."""
    if item.lower is None or item.upper is None or item.is_vague or item.one_of:
        return None
    first, last = at(item.lower), at(item.upper)
    return (first + last) / 2 if last - first < near / 2 else None


def place_in_rows(
    choices: Iterable[Sequence[Form]], most: int = MOST_ROWS
) -> list[tuple[int, int] | None]:
    """For each mark the best row with room for it and the index of the form that fits there.

    None for a mark without room in any row. Both the number of rows and what fits into one are
    bounded, so that the cost is linear in the number of marks.

    Args:
        choices: The possible forms of each mark, the best first (label on the right or left).
        most: Number of rows.
    """
    rows: list[list[tuple[float, float]]] = [[] for _ in range(most)]
    found: list[tuple[int, int] | None] = []
    for forms in choices:
        # The best place for each form is the first row with room for it.
        free = [
            (row + (ROWS_FOR_A_WORD if form.cut else 0), row, choice)
            for choice, form in enumerate(forms)
            if (row := next((k for k, one in enumerate(rows) if _has_room(one, form)), None))
            is not None
        ]
        if not free:
            found.append(None)
            continue
        _, row, choice = min(free)
        rows[row].append((forms[choice].first, forms[choice].last))
        found.append((row, choice))
    return found


def _has_room(row: Iterable[tuple[float, float]], form: Form) -> bool:
    """Whether a row is free where the form would stand, with a gap on either side."""
    end, begin = form.last + GAP, form.first - GAP
    return all(end <= first or begin >= last for first, last in row)


def caveat_suffix(item: TimelineItem) -> str:
    """What follows the label of an item: a caveat after a comma, or nothing."""
    return f", {item.caveat}" if item.caveat else ""


def width_of_caveat(item: TimelineItem, catalogues: Iterable[Catalogue] = ()) -> float:
    """The greatest width of what follows the label of an item, in English and further languages."""
    added = widest(item.caveat, catalogues) - width_of(item.caveat)
    return width_of(caveat_suffix(item)) + added


def lines_of(title: str, width: float, last: float, most: int = MOST_LINES) -> tuple[str, ...]:
    """A title broken into lines; one that needs more than `most` of them is cut.

    Args:
        title: The title.
        width: Width of a line in pixels.
        last: Width of the last line, which something else may follow.
        most: Number of lines.
    """
    lines: list[str] = []
    while (whole := width_of(title)) > last and len(lines) < most - 1:
        end = letters_within(title, width if whole > width else last)
        begun = title[:end]
        if not _is_chinese(title):
            begun = title[: end + 1].rpartition(" ")[0] or begun
        else:
            ends = (k for k in range(end, 0, -1) if not UNBROKEN_RE.match(title, k - 1))
            begun = title[: next(ends, end)]
        lines.append(begun)
        title = title[len(begun) :].lstrip()
    return *lines, cut_to(title, last)


def width_of(label: str) -> float:
    """The approximate width of a label in pixels."""
    return sum(map(_width_of_character, label))


def widest(label: str, catalogues: Iterable[Catalogue] = ()) -> float:
    """The greatest width of a label in English and further languages: one drawing serves them all."""
    return max(width_of(str(text)) for text in (label, *(one.label(label) for one in catalogues)))


def _width_of_character(character: str) -> float:
    return WIDTHS.get(character) or (LETTER if character < FIRST_IDEOGRAPH else IDEOGRAPH)


def letters_within(title: str, width: float) -> int:
    """How many characters from the beginning of a title fit into a width, at least one."""
    reached = accumulate(map(_width_of_character, title))
    return max(1, sum(1 for _ in takewhile(lambda end: end <= width, reached)))


def cut_to(title: str, width: float) -> str:
    """A title as a label, cut between words if it is wider than `width` pixels."""
    if width_of(title) <= width:
        return title
    return short(title, letters_within(title, width - width_of(CUT)))


def letters_of(title: str, longest: int) -> int:
    """How many characters of a title fit in the space of `longest` Latin letters."""
    return longest // 2 if _is_chinese(title) else longest


def short(title: str, longest: int = LONGEST_LABEL) -> str:
    """A title as a label, cut between words if it is longer than `longest` characters."""
    if len(title) <= longest:
        return title
    if _is_chinese(title):
        # Chinese has no spaces to cut at.
        return f"{title[:longest]}{CUT.strip()}"
    return f"{title[:longest].rpartition(' ')[0] or title[:longest]}{CUT}"


def _is_chinese(title: str) -> bool:
    return not title.isascii() and IDEOGRAPH_RE.search(title) is not None


def _after(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)


def _round(points: Iterable[float]) -> tuple[float, ...]:
    return tuple(round(point, 1) for point in points)
