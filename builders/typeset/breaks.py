"""A text in lines of a given width, all of them about as long as each other."""

from __future__ import annotations

import re
from collections.abc import Iterable

from builders.typeset.families import Family

Measured = tuple[str, float, float]
"""A piece of a text, its width without the blank behind it, and its whole width."""
MEASURES = 12
"""Halvings of the width after which lines are as even as can be seen."""
# A character of Chinese or Japanese, with the marks that must not begin a line behind it and those
# that must not end one before it; or a word of any other script with its blank.
PIECE_RE = re.compile(
    r"[（《「『“‘【〈]*[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    r"[，。、；：？！）》」』”’】〉…—]*[ ]?"
    r"|[^\s\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff0f\U00020000-\U0003ffff]+[ ]?"
    r"|\S[ ]?"
)
# `Entry/Illegal`, `China-based`: a line may end behind the sign.
WITHIN_RE = re.compile(r"(?<=[^\W\d_][/–-])(?=[^\W\d_])")
ELLIPSIS = "…"


def lines(text: str, family: Family, width: float, most: int) -> list[str] | None:
    """As few lines as hold the text, evenly filled; None where it would be more than `most`.

    Args:
        text: In one line, with single blanks.
        family: The font.
        width: Of a line, in parts of the size.
        most: How many lines there may be.
    """
    pieces = _measured(_pieces(text, family, width), family)
    if max((bare for _, bare, _ in pieces), default=0) > width:
        return None
    found = _filled(pieces, width)
    if len(found) > most:
        return None
    if len(found) <= 1:
        return found
    narrow, wide = width / len(found) / 2, width
    for _ in range(MEASURES):
        middle = (narrow + wide) / 2
        even = _filled(pieces, middle)
        if len(even) > len(found):
            narrow = middle
        else:
            wide = middle
    return _filled(pieces, wide)


def cut(text: str, family: Family, width: float, most: int) -> list[str]:
    """So many lines of the text as there may be, the last with a sign that it went on."""
    found = _filled(_measured(_bits(text, family, width), family), width)
    if len(found) <= most:
        return found
    last = found[most - 1]
    while last and family.width(last.rstrip(" ,;:–—-") + ELLIPSIS) > width:
        # Whole words go, but for a word as long as the line.
        last = last.rpartition(" ")[0] or last[:-1]
    return [*found[: most - 1], last.rstrip(" ,;:–—-") + ELLIPSIS]


def _pieces(text: str, family: Family, width: float) -> list[str]:
    """What may stand at the end of a line: words, and parts of words that are wider than a line."""
    pieces: list[str] = []
    for piece in PIECE_RE.findall(text):
        wide = family.width(piece.rstrip()) > width
        pieces.extend(WITHIN_RE.split(piece) if wide else [piece])
    return pieces


def _bits(text: str, family: Family, width: float) -> list[str]:
    """The pieces, and those that are wider than a line letter by letter."""
    bits: list[str] = []
    for piece in _pieces(text, family, width):
        bits.extend([piece] if family.width(piece.rstrip()) <= width else piece)
    return bits


def _measured(pieces: Iterable[str], family: Family) -> list[Measured]:
    return [(piece, family.width(piece.rstrip()), family.width(piece)) for piece in pieces]


def _filled(pieces: Iterable[Measured], width: float) -> list[str]:
    """Each line as full as it goes. The widths of the pieces are added, as if nothing kerned between."""
    found: list[str] = []
    line, at = "", 0.0
    for piece, bare, whole in pieces:
        if line and at + bare > width:
            found.append(line.rstrip())
            line, at = "", 0.0
        line += piece
        at += whole
    return [*found, line.rstrip()] if line else found
