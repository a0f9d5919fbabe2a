"""Compressed streams and what they spell, in small pieces and within bounds."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from typing import IO, Protocol

from builders.leaks.windows import BLOCK

LARGEST = 1 << 30
"""Bytes of one unpacked part beyond which it is not looked into."""
IN_MEMORY = 1 << 24
"""Bytes of one beyond which it is put on the disk meanwhile."""
BROKEN = (
    zipfile.BadZipFile,
    NotImplementedError,
    zlib.error,
    EOFError,
    ValueError,
    OSError,
    lzma.LZMAError,
)
"""What unpacking raises where something is not as it should be."""


class Decompressor(Protocol):
    """What Python's have in common, but for zlib's."""

    @property
    def eof(self) -> bool:
        """Whether the stream has ended."""

    @property
    def needs_input(self) -> bool:
        """Whether there is no more without more bytes."""

    @property
    def unused_data(self) -> bytes:
        """What follows the end of the stream."""

    def decompress(self, data: bytes, max_length: int = ..., /) -> bytes:
        """The bytes that the stream spells, so many at most."""


class Unread(Exception):  # noqa: N818  # it says what the matter is
    """Raised where something cannot be looked into; a check that skips it would be no check."""


def spooled(pieces: Iterable[bytes]) -> IO[bytes]:
    """A file of these pieces, in memory or, if it is large, on the disk; to be closed.

    Raises:
        Unread: they are broken or too many.
    """
    with ExitStack() as stack:
        file = stack.enter_context(SpooledTemporaryFile(IN_MEMORY))
        try:
            for piece in _limited(pieces):
                file.write(piece)
        except BROKEN as error:
            raise Unread("is broken") from error
        stack.pop_all()
        return file


def _limited(pieces: Iterable[bytes]) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        yield piece
        size += len(piece)
        if size >= LARGEST:
            raise Unread("is too large when unpacked")


def streams(
    make: Callable[[], Decompressor], packed: Iterable[bytes], *, several: bool = True
) -> Iterator[bytes]:
    """What one stream after another spells, for a file may have several; in small pieces."""
    stream = make()
    for block in packed:
        rest = block
        while rest:
            if stream.eof:
                rest = rest.lstrip(b"\0")
                if not (several and rest):
                    break
                stream = make()
            yield stream.decompress(rest, BLOCK)
            while not (stream.eof or stream.needs_input):
                yield stream.decompress(b"", BLOCK)
            rest = stream.unused_data
        if stream.eof and not several:
            return


def inflated(packed: Iterable[bytes]) -> Iterator[bytes]:
    """What one stream of zlib's spells."""
    return streams(Inflater, packed, several=False)


class Inflater:
    """zlib's decompressor, with the manners of Python's others."""

    def __init__(self, window: int = zlib.MAX_WBITS) -> None:
        """Begin a stream; the window says of which form it is, as zlib has it."""
        self._stream = zlib.decompressobj(window)
        self.needs_input = True

    @property
    def eof(self) -> bool:
        """Whether the stream has ended."""
        return self._stream.eof

    @property
    def unused_data(self) -> bytes:
        """What follows the end of the stream."""
        return self._stream.unused_data

    def decompress(self, data: bytes, max_length: int = 0, /) -> bytes:
        """The bytes that the stream spells, so many at most; without a number, all."""
        out = self._stream.decompress(self._stream.unconsumed_tail + data, max_length)
        self.needs_input = len(out) < max_length
        return out


def is_one_stream(packed: Iterable[bytes]) -> bool:
    """Whether the bytes are deflated, and all of them."""
    stream = Inflater(-zlib.MAX_WBITS)
    for block in packed:
        if stream.eof:
            return False
        stream.decompress(block, BLOCK)
        while not (stream.eof or stream.needs_input):
            stream.decompress(b"", BLOCK)
    return stream.eof and not stream.unused_data
