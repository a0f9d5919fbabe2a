"""Decompressing streams, in small pieces and within limits of size."""

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
"""Size in bytes from which an unpacked part is not searched."""
IN_MEMORY = 1 << 24
"""Size in bytes beyond which an unpacked part is kept in a temporary file instead of memory."""
BROKEN = (
    zipfile.BadZipFile,
    NotImplementedError,
    zlib.error,
    EOFError,
    ValueError,
    OSError,
    lzma.LZMAError,
)
"""The exceptions that unpacking raises for damaged data."""


class Decompressor(Protocol):
    """The interface that Python's decompressors share, except for zlib's."""

    @property
    def eof(self) -> bool:
        """Whether the stream has ended."""

    @property
    def needs_input(self) -> bool:
        """Whether it can give no more output without more input."""

    @property
    def unused_data(self) -> bytes:
        """What follows the end of the stream."""

    def decompress(self, data: bytes, max_length: int = ..., /) -> bytes:
        """Decompressed bytes, at most that many."""


class Unread(Exception):  # noqa: N818  # it says what the matter is
    """Raised when something cannot be searched; a check that skipped it would be no check."""


def spooled(pieces: Iterable[bytes]) -> IO[bytes]:
    """A file of these pieces, in memory or if large on disk; the caller closes it.

    Raises:
        Unread: the data is damaged or too large.
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


def decompress_all(
    make: Callable[[], Decompressor], packed: Iterable[bytes], *, several: bool = True
) -> Iterator[bytes]:
    """The decompressed bytes, in small pieces, of all streams: a file may have several in a row."""
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


def inflate(packed: Iterable[bytes]) -> Iterator[bytes]:
    """The decompressed bytes of a single zlib stream."""
    return decompress_all(Inflater, packed, several=False)


class Inflater:
    """zlib's decompressor, with the interface of Python's others."""

    def __init__(self, window: int = zlib.MAX_WBITS) -> None:
        """Begin a stream.

        Args:
            window: zlib's `wbits`, which also tells the format: zlib, gzip or raw deflate.
        """
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
        """Decompressed bytes, at most that many; 0 means all."""
        out = self._stream.decompress(self._stream.unconsumed_tail + data, max_length)
        self.needs_input = len(out) < max_length
        return out


def is_one_deflate_stream(packed: Iterable[bytes]) -> bool:
    """Whether the bytes are exactly one raw deflate stream, with nothing after it."""
    stream = Inflater(-zlib.MAX_WBITS)
    for block in packed:
        if stream.eof:
            return False
        stream.decompress(block, BLOCK)
        while not (stream.eof or stream.needs_input):
            stream.decompress(b"", BLOCK)
    return stream.eof and not stream.unused_data
