"""Text set in columns that a converter has written side by side: named, for nobody can read across.

`pdftotext -layout` keeps the look of a page: lines of two columns, or of three, share a line of
its text. To put them in order again the program would have to know which lines go over the whole
page, and lines of neighbouring columns that are not at one height come out one after the other.
The same program without that option writes column after column.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from builders.problems import Problem, Severity
from builders.spans import lines

GUTTER_RE = re.compile(r"(?<=[^\s:：]) {3,}(?=[^\W\d_])")
"""Blanks between two texts; what stands behind them begins with a letter."""
WORD_RE = re.compile(r"(?<!\S)[^\W\d_]{2,}")
FEWEST_LINES = 8
FEWEST_WORDS = 3
GOES_ON = 0.4
"""Of the lines of running text so many, at the least, begin with a small letter."""
ROOM = 1
"""Columns by which the beginnings of lines in one column differ."""


class Beside(NamedTuple):
    """A line with two texts on it."""

    number: int
    """From 1."""
    left: str
    right: str
    column: int
    """Where the right one begins."""


def side_by_side(text: str) -> tuple[Problem, ...]:
    """A warning where the text has two columns side by side, with the lines."""
    found = [line for page in _pages(text) for line in _in_columns(page)]
    if not found:
        return ()
    first, last = found[0].number, found[-1].number
    return (
        Problem(
            "",
            first,
            "columns",
            f"{len(found)} lines (from {first} to {last}) have two columns of text side by side and are read across both",
            "Convert the PDF again in its reading order: `pdftotext` does so without `-layout`.",
            Severity.WARNING,
        ),
    )


def _pages(text: str) -> Iterator[list[Beside]]:
    """The lines with two texts on them, page by page."""
    page: list[Beside] = []
    for number, (start, end) in enumerate(lines(text), 1):
        line = text[start:end]
        if "\f" in line:
            yield page
            page = []
        page.extend(_parted(number, line.rstrip().replace("\f", "")))
    yield page


def _parted(number: int, line: str) -> Iterator[Beside]:
    """The line at each of its gutters; one with a tab was not made by a converter."""
    if "\t" in line:
        return
    for gap in GUTTER_RE.finditer(line):
        yield Beside(number, line[: gap.start()].strip(), line[gap.end() :], gap.end())


def _in_columns(page: list[Beside]) -> Iterable[Beside]:
    """The lines whose right texts begin under each other, both sides being sentences that go on."""
    columns = Counter(line.column for line in page)
    for column, _ in columns.most_common(1):
        beside = [line for line in page if abs(line.column - column) <= ROOM]
        sides = ([line.left for line in beside], [line.right for line in beside])
        if len(beside) >= FEWEST_LINES and all(map(_runs, sides)):
            return beside
    return ()


def _runs(side: list[str]) -> bool:
    """Whether the lines of one side are those of running text."""
    full = sum(len(WORD_RE.findall(words)) >= FEWEST_WORDS for words in side)
    goes_on = sum(words[:1].islower() for words in side)
    return full >= GOES_ON * len(side) and goes_on >= GOES_ON * len(side)
