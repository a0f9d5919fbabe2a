"""The measure of a printed column, in texts whose lines end where the column did."""

from __future__ import annotations

from collections.abc import Sequence

_FEWEST_LINES = 20
_WIDEST = 60
"""The most characters that an ordinary line of a newspaper's column has."""
_CONTINUING = 0.3
"""The least share of lines that begin with a small letter; in menus, lists and verse few do."""


def is_column(lines: Sequence[str]) -> bool:
    """Whether lines without an empty one between them are a column, as OCR programs write it.

    Headings, lines across several columns and misread characters may be among them.
    """
    if len(lines) < _FEWEST_LINES:
        return False
    continuing = sum(line[0].islower() for line in lines)
    ordinary = sorted(map(len, lines))[len(lines) // 2]
    return continuing >= _CONTINUING * len(lines) and ordinary <= _WIDEST


def column_measure(lines: Sequence[str]) -> int:
    """The length of a column's full lines: of ten lines, nine are no longer."""
    return sorted(map(len, lines))[len(lines) * 9 // 10]
