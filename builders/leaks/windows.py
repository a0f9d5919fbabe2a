"""A file in windows that overlap, so that it takes no more memory the larger it is.

Whatever hides a passage (tags, escapes, blanks, another encoding, base64 over lines) stands between
its letters or in their place, and undoing it looks at nothing else. So a passage is found in a
window if it is found in the file, and the whole stretch of the file over which it is spread is in the
window. Two windows share so many bytes that each stretch of so many is whole in one of them.

What begins at a cut must be read there as it would be in the file. Letters of two or four bytes
do if the cut is at a multiple of four. Letters of one, two or more bytes (UTF-8, GB 18030, Big5)
do behind a byte that is no letter's last: those below 0x30 are not, as blanks, marks and line ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, NamedTuple

SIZE = 1 << 22
"""Bytes of a window; with all its forms it takes some ten times as much memory."""
OVERLAP = 1 << 20
"""Bytes that two windows share: a passage, in pieces, around a picture that is part of a page."""
A_LETTER = 128
"""The same for each letter of the longest passage: each in an element of its own, with a style."""
ALIGNED = 4
NO_LETTER = 0x30
"""No letter of several bytes ends with a byte below this one."""
NEAR = 4096
"""How far back a place for a cut is looked for."""
BLOCK = 1 << 18


class Window(NamedTuple):
    """A part of a file."""

    data: bytes
    at: int
    """Where it begins in the file."""
    lines: int
    """Line ends before it."""
    last: bool


class Size(NamedTuple):
    """How large windows are."""

    whole: int = SIZE
    overlap: int = OVERLAP

    @classmethod
    def for_letters(cls, longest: int) -> Size:
        """Of windows in which a passage of so many letters is found."""
        overlap = max(OVERLAP, A_LETTER * longest)
        return cls(max(SIZE, 2 * overlap), overlap)


def windows(file: IO[bytes], size: Size) -> Iterator[Window]:
    """All of a file, in order; meanwhile others may read elsewhere in it."""
    held, at, lines = b"", 0, 0
    while True:
        file.seek(at + len(held))
        data = held + file.read(size.whole - len(held))
        last = len(data) < size.whole
        yield Window(data, at, lines, last)
        if last:
            return
        cut = _cut(data, len(data) - size.overlap)
        lines += data.count(b"\n", 0, cut)
        at += cut
        held = data[cut:]


def blocks(file: IO[bytes], at: int = 0, length: int | None = None) -> Iterator[bytes]:
    """A part of a file, or all from a place on, in small pieces; others may read elsewhere."""
    end = None if length is None else at + length
    while True:
        file.seek(at)
        block = file.read(BLOCK if end is None else min(BLOCK, end - at))
        if not block:
            return
        at += len(block)
        yield block


def _cut(data: bytes, wanted: int) -> int:
    """The last place up to the one that is wanted at which no letter is cut, in any encoding."""
    wanted -= wanted % ALIGNED
    for place in range(wanted, max(wanted - NEAR, 0), -ALIGNED):
        if data[place - 1] < NO_LETTER:
            return place
    return wanted
