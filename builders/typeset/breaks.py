"""Breaking a text into lines of a given width and about equal length."""

from __future__ import annotations

import re
from collections.abc import Iterable

from builders.typeset.families import Family

Measured = tuple[str, float, float]
"""A piece of a text, its width without the space after it, and its whole width."""
BISECTIONS = 12
"""Steps of the bisection for the width, after which further steps make no visible difference."""
# A Chinese or Japanese character, with preceding punctuation that must not end a line and following
# punctuation that must not begin one; or a word of any other script with the space after it.
PIECE_RE = re.compile(
    r"[（《「『“‘【〈]*[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    r"[，。、；：？！）》」』”’】〉…—]*[ ]?"
    r"|[^\s\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff0f\U00020000-\U0003ffff]+[ ]?"
    r"|\S[ ]?"
)
# `Entry/Illegal`, `China-based`: a line may end after the slash or hyphen.
WITHIN_RE = re.compile(r"(?<=[^\W\d_][/–-])(?=[^\W\d_])")
ELLIPSIS = "…"


def balanced_lines(text: str, family: Family, width: float, most: int) -> list[str] | None:
    """The text in as few lines as possible, of about equal length; None if it does not fit.

    Args:
        text: The text, without line breaks and with single spaces.
        family: The fonts.
        width: The width of a line, in ems.
        most: The greatest number of lines.
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
    for _ in range(BISECTIONS):
        middle = (narrow + wide) / 2
        even = _filled(pieces, middle)
        if len(even) > len(found):
            narrow = middle
        else:
            wide = middle
    return _filled(pieces, wide)


def truncated_lines(text: str, family: Family, width: float, most: int) -> list[str]:
    """The text in at most `most` lines; if it is too long, the last line ends with an ellipsis."""
    found = _filled(_measured(_breakable_pieces(text, family, width), family), width)
    if len(found) <= most:
        return found
    last = found[most - 1]
    while last and family.width(last.rstrip(" ,;:–—-") + ELLIPSIS) > width:
        # Drop whole words, or single characters if one word fills the line.
        last = last.rpartition(" ")[0] or last[:-1]
    return [*found[: most - 1], last.rstrip(" ,;:–—-") + ELLIPSIS]


def _pieces(text: str, family: Family, width: float) -> list[str]:
    """The pieces between which lines may be broken: words, and parts of words wider than a line."""
    pieces: list[str] = []
    for piece in PIECE_RE.findall(text):
        wide = family.width(piece.rstrip()) > width
        pieces.extend(WITHIN_RE.split(piece) if wide else [piece])
    return pieces


def _breakable_pieces(text: str, family: Family, width: float) -> list[str]:
    """The pieces, with those that are wider than a line split into single characters."""
    bits: list[str] = []
    for piece in _pieces(text, family, width):
        bits.extend([piece] if family.width(piece.rstrip()) <= width else piece)
    return bits


def _measured(pieces: Iterable[str], family: Family) -> list[Measured]:
    return [(piece, family.width(piece.rstrip()), family.width(piece)) for piece in pieces]


def _filled(pieces: Iterable[Measured], width: float) -> list[str]:
    """Lines filled greedily. The widths of pieces are added up, ignoring kerning between them."""
    found: list[str] = []
    line, at = "", 0.0
    for piece, bare, whole in pieces:
        if line and at + bare > width:
            found.append(line.rstrip())
            line, at = "", 0.0
        line += piece
        at += whole
    return [*found, line.rstrip()] if line else found
