"""A warning about columns of text that a converter has written side by side.

`pdftotext -layout` keeps the look of a page: the lines of two or three columns share a line of its
output. They are not put in order here: that would take knowing which lines run across the whole
page, and lines of neighbouring columns that are not level come out one after the other. Without
that option `pdftotext` writes column after column.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from builders.problems import Problem, Severity
from builders.spans import lines

GUTTER_RE = re.compile(r"(?<=[^\s:：]) {3,}(?=[^\W\d_])")
"""The gap between two columns: three spaces or more, followed by a letter."""
WORD_RE = re.compile(r"(?<!\S)[^\W\d_]{2,}")
FEWEST_LINES = 8
FEWEST_WORDS = 3
RUNNING_SHARE = 0.4
"""The least share of the lines in a column of running text that begin with a lower-case letter.

The same share of them must have `FEWEST_WORDS`.
"""
ALIGNMENT_TOLERANCE = 1
"""By how many characters the beginnings of lines in one column may differ."""


class SplitLine(NamedTuple):
    """A line split at a gutter into two texts."""

    number: int
    """The line's number, from 1."""
    left: str
    right: str
    column: int
    """The offset in the line at which the right text begins."""


def column_warnings(text: str) -> tuple[Problem, ...]:
    """A warning that names the lines on which columns stand side by side; empty if there are none."""
    found = [line for page in _pages(text) for line in _aligned_lines(page)]
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


def _pages(text: str) -> Iterator[list[SplitLine]]:
    """For each page, separated by form feeds, its lines split at their gutters."""
    page: list[SplitLine] = []
    for number, (start, end) in enumerate(lines(text), 1):
        line = text[start:end]
        if "\f" in line:
            yield page
            page = []
        page.extend(_split_at_gutters(number, line.rstrip().replace("\f", "")))
    yield page


def _split_at_gutters(number: int, line: str) -> Iterator[SplitLine]:
    """The line split at each of its gutters in turn; none for a line with a tab.

    Converters write no tabs.
    """
    if "\t" in line:
        return
    for gap in GUTTER_RE.finditer(line):
        yield SplitLine(number, line[: gap.start()].strip(), line[gap.end() :], gap.end())


def _aligned_lines(page: list[SplitLine]) -> Iterable[SplitLine]:
    """The lines whose right texts are aligned, if both sides are running text; else none."""
    columns = Counter(line.column for line in page)
    for column, _ in columns.most_common(1):
        beside = [line for line in page if abs(line.column - column) <= ALIGNMENT_TOLERANCE]
        sides = ([line.left for line in beside], [line.right for line in beside])
        if len(beside) >= FEWEST_LINES and all(map(_is_running_text, sides)):
            return beside
    return ()


def _is_running_text(side: list[str]) -> bool:
    """Whether the lines of one side are running text."""
    full = sum(len(WORD_RE.findall(words)) >= FEWEST_WORDS for words in side)
    goes_on = sum(words[:1].islower() for words in side)
    return full >= RUNNING_SHARE * len(side) and goes_on >= RUNNING_SHARE * len(side)
