"""Decoding escapes: entities, %40, backslashes, quoted-printable; dropping invisible characters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from html import unescape
from itertools import islice
from typing import NamedTuple

from builders.leaks.any_of import AnyOf

ESCAPES: dict[bytes, re.Pattern[bytes]] = {
    b"%": re.compile(rb"%(?P<percent>[0-9A-Fa-f]{2})"),
    b"&": re.compile(
        rb"&(?P<entity>(?:\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});?)"
    ),
    b"\\": re.compile(
        rb"\\(?:(?P<json>u[0-9A-Fa-f]{4}|u\{[0-9A-Fa-f]{1,6}\}|U[0-9A-Fa-f]{8})"
        rb"|(?P<hex>x[0-9A-Fa-f]{2})"
        rb"|(?P<octal>[0-7]{3})"
        rb"|(?P<css>[0-9A-Fa-f]{2,6}[ ]?)"
        rb"|(?P<blank>[abfnrtv]|\r?\n))"
    ),
    b"\xc2": re.compile(rb"\xc2(?P<hidden>[\xa0\xad])"),
    b"\xe2": re.compile(rb"\xe2(?P<hidden>\x80[\x8b-\x8f\xa8-\xae]|\x81[\xa0-\xa4])"),
    b"\xef": re.compile(rb"\xef(?P<hidden>\xbb\xbf)"),
}
"""`%40`, `&#64;`, `&commat;`, `\\u0040`, `\\x40`, `\\100`, `\\40 `, line ends, soft hyphens.

A pattern for each first byte. That byte occurs nowhere else in any escape, so that none overlaps
another, and a pattern with a fixed first byte is found five times as fast as one with a choice.
"""
ANY_RE = re.compile(
    b"|".join(re.sub(rb"\?P<[a-z]+>", b"?:", one.pattern) for one in ESCAPES.values())
)
QUOTED_RE = re.compile(rb"=(?:[0-9A-F]{2}|[ \t]{0,8}\r?\n)")
"""Quoted-printable: `=40`, and soft line breaks."""
QUOTED_SIGNS = AnyOf([b"=40", b"=3D", b"=2E", b"=\n", b"=\r\n"])
"""A text without any of these is not taken for quoted-printable."""
DENSE = 64
"""Bytes of text for each escape; with fewer, a list of the places would be larger than the text."""
LONGEST_ESCAPE = 40
"""Longer than any escape, in bytes."""
SEAM = b"|"
"""A byte that is part of no escape."""
BRACKETS = (b"<", b">")
KEPT = 4096
"""How many decoded escapes are cached: there are few different ones."""


class Decoded(NamedTuple):
    """Some bytes with each escape decoded once."""

    text: bytes
    brackets: bool
    """Whether an escape stood for `<` or `>`, so that there may be new tags."""
    ended: bool
    """Whether the text certainly contains no further escapes."""


def decode_once(data: bytes, *, quoted: bool = False) -> Decoded | None:
    """The bytes with each escape decoded once; None if there are no escapes.

    Args:
        data: Some bytes.
        quoted: Whether they are known to be quoted-printable; if not, that is guessed.
    """
    few = len(data) // DENSE
    places = list(islice(_places(data), few + 1))
    if len(places) > few:
        text = _decode_quoted(ANY_RE.sub(lambda match: decoded(match[0]), data), quoted)
        brackets = any(data.count(sign) != text.count(sign) for sign in BRACKETS)
        return None if text == data else Decoded(text, brackets, ended=False)
    places.sort()
    pieces: list[bytes] = []
    brackets, at = False, 0
    for start, end in places:
        read = decoded(data[start:end])
        brackets = brackets or any(sign in read for sign in BRACKETS)
        pieces += (data[at:start], read)
        at = end
    pieces.append(data[at:])
    joined = b"".join(pieces)
    text = _decode_quoted(joined, quoted)
    if text == data:
        return None
    if text != joined:
        brackets = any(data.count(sign) != text.count(sign) for sign in BRACKETS)
        return Decoded(text, brackets, ended=False)
    # A new escape can only be where something was decoded: only those places are looked at.
    around = b"".join(
        piece
        if len(piece) <= 2 * LONGEST_ESCAPE
        else piece[:LONGEST_ESCAPE] + SEAM + piece[-LONGEST_ESCAPE:]
        for piece in pieces
    )
    return Decoded(text, brackets, not (any(_places(around)) or QUOTED_SIGNS.is_in(around)))


def _places(data: bytes) -> Iterator[tuple[int, int]]:
    """The places of escapes, by first byte: one byte is found ten times as fast as a pattern."""
    for sign, pattern in ESCAPES.items():
        at = data.find(sign)
        while at >= 0:
            if match := pattern.match(data, at):
                yield match.span()
                at = match.end() - 1
            at = data.find(sign, at + 1)


def _decode_quoted(data: bytes, known: bool) -> bytes:  # noqa: FBT001  # passed on
    """The data decoded as quoted-printable, if it is known to be that or looks like it.

    Otherwise the same object.
    """
    if not (known or QUOTED_SIGNS.is_in(data)):
        return data
    return QUOTED_RE.sub(lambda match: _decode_quoted_byte(match[0][1:].strip()), data)


def _decode_quoted_byte(digits: bytes) -> bytes:
    return bytes([int(digits, 16)]) if digits else b""


@lru_cache(KEPT)
def decoded(escape: bytes) -> bytes:
    """What an escape stands for; b"" for white space and invisible characters."""
    match = ESCAPES[escape[:1]].fullmatch(escape)
    read = DECODERS.get((match and match.lastgroup) or "")
    return read(escape) if read else b""


def _character(digits: bytes, base: int) -> bytes:
    number = int(digits, base)
    return chr(number).encode("utf-8", "ignore") if number <= 0x10FFFF else b""  # noqa: PLR2004  # the last code point


DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "percent": lambda escape: bytes([int(escape[1:], 16)]),
    "entity": lambda escape: unescape(escape.decode()).encode("utf-8", "ignore"),
    "json": lambda escape: _character(escape[2:].strip(b"{}"), 16),
    "hex": lambda escape: _character(escape[2:], 16),
    "octal": lambda escape: bytes([int(escape[1:], 8) & 0xFF]),
    "css": lambda escape: _character(escape[1:].strip(), 16),
}
"""How to decode the escapes that each group of `ESCAPES` matches."""
