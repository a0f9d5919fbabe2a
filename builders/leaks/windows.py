"""Reading a file in overlapping windows, so that memory does not grow with the file.

Whatever hides a passage (tags, escapes, spaces, another encoding, base64 over lines) is between its
letters or in their place, and undoing it depends on nothing else. So a passage that is found in the
file is also found in any window that contains all the bytes over which it is spread. Every stretch
no longer than the overlap is complete in some window.

A window must decode as its bytes do within the file. In encodings of two or four bytes a character
it does if it begins at a multiple of four. In encodings of variable length (UTF-8, GB 18030, Big5)
it does after a byte below 0x30 (spaces, punctuation, line ends), which never ends a character of
several bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, NamedTuple

SIZE = 1 << 22
"""Bytes of a window; with all its forms it takes some ten times as much memory."""
OVERLAP = 1 << 20
"""Bytes that two windows share: enough for a passage that is interrupted by an embedded picture."""
OVERLAP_PER_LETTER = 128
"""Overlap for each letter of the longest passage: each may be in an element with a style."""
ALIGNED = 4
NEVER_LAST = 0x30
"""No character of several bytes ends with a byte below this one."""
NEAR = 4096
"""How many bytes back a place for a cut is looked for."""
BLOCK = 1 << 18


class Window(NamedTuple):
    """A part of a file."""

    data: bytes
    at: int
    """The offset at which it begins in the file."""
    lines: int
    """Number of line ends before it."""
    last: bool


class Size(NamedTuple):
    """The size of windows, and of their overlap, in bytes."""

    whole: int = SIZE
    overlap: int = OVERLAP

    @classmethod
    def for_letters(cls, longest: int) -> Size:
        """The size of windows in which a passage of that many letters is certain to be found."""
        overlap = max(OVERLAP, OVERLAP_PER_LETTER * longest)
        return cls(max(SIZE, 2 * overlap), overlap)


def windows(file: IO[bytes], size: Size) -> Iterator[Window]:
    """The windows of a file, in order; between two of them the file's position may be changed."""
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
    """A part of a file, or all from an offset on, in small pieces; the position may be changed."""
    end = None if length is None else at + length
    while True:
        file.seek(at)
        block = file.read(BLOCK if end is None else min(BLOCK, end - at))
        if not block:
            return
        at += len(block)
        yield block


def _cut(data: bytes, wanted: int) -> int:
    """The last offset, not after the wanted one, that cuts no character in any encoding."""
    wanted -= wanted % ALIGNED
    for place in range(wanted, max(wanted - NEAR, 0), -ALIGNED):
        if data[place - 1] < NEVER_LAST:
            return place
    return wanted
