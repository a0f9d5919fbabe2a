"""What files hold within them: members of archives, compressed streams, texts in pictures."""

from __future__ import annotations

import bz2
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import NamedTuple, Protocol

from builders.leaks.ways import Container

LARGEST = 1 << 30
"""Bytes of one unpacked part beyond which it is not looked into."""
PNG = b"\x89PNG\r\n\x1a\n"
STREAM_RE = re.compile(rb"stream\r?\n(?=x[\x01\x5e\x9c\xda])")
"""A compressed stream of a PDF."""
CLOSED = {
    b"\x28\xb5\x2f\xfd": "Zstandard",
    b"7z\xbc\xaf\x27\x1c": "7-Zip",
    b"Rar!\x1a\x07": "RAR",
}
"""What cannot be looked into, by its first bytes."""
CLOSED_NAMES = {".br": "Brotli"}
"""The same by the end of its name, for it has no mark of its own."""


class Part(NamedTuple):
    """Something within a file."""

    name: str
    data: bytes
    container: Container


class Decompressor(Protocol):
    """What Python's three have in common."""

    @property
    def unused_data(self) -> bytes:
        """What follows the end of the stream."""

    def decompress(self, data: bytes, max_length: int = ..., /) -> bytes:
        """The bytes that the stream spells, so many at most."""


class Unread(Exception):  # noqa: N818  # it says what the matter is
    """Raised where something cannot be looked into; a check that skips it would be no check."""


def parts(name: str, data: bytes) -> Iterator[Part]:
    """What is packed in a file, one level deep.

    Raises:
        Unread: it is packed in a way that cannot be undone here, or is broken, locked or too large.
    """
    for magic, what in CLOSED.items():
        if data.startswith(magic):
            raise Unread(f"{what} cannot be unpacked here")
    for ending, what in CLOSED_NAMES.items():
        if name.endswith(ending):
            raise Unread(f"{what} cannot be unpacked here")
    for magic, container, unpack in UNPACKERS:
        if data.startswith(magic):
            yield Part("", unpack(data), container)
            return
    if data.startswith(PNG):
        yield from _png(data)
    elif b"PK\x05\x06" in data[-66000:] or data.startswith(b"PK\x03\x04"):
        yield from _zip(data)
    elif data.startswith(b"%PDF"):
        for match in STREAM_RE.finditer(data):
            yield Part(
                "", _inflated(memoryview(data)[match.end() :], zlib.MAX_WBITS), Container.DEFLATE
            )
    elif data[:1] == b"x" and data[1:2] in b"\x01\x5e\x9c\xda":
        try:
            yield Part("", _inflated(data, zlib.MAX_WBITS), Container.DEFLATE)
        except Unread:
            return  # a text that begins with an x


def _inflated(data: bytes | memoryview, window: int) -> bytes:
    return _all_of(zlib.decompressobj(window), bytes(data))


def _streams(make: Callable[[], Decompressor]) -> Callable[[bytes], bytes]:
    """Unpacks one stream after another, for each of these files may have several."""

    def unpack(data: bytes) -> bytes:
        out = []
        while data:
            stream = make()
            out.append(_all_of(stream, data))
            data = stream.unused_data.lstrip(b"\0")
        return b"".join(out)

    return unpack


def _all_of(stream: Decompressor, data: bytes) -> bytes:
    try:
        out = stream.decompress(data, LARGEST)
    except (zlib.error, OSError, lzma.LZMAError, EOFError) as error:
        raise Unread("is broken") from error
    if len(out) >= LARGEST:
        raise Unread("is too large when unpacked")
    return out


def _zip(data: bytes) -> Iterator[Part]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.comment:
                yield Part("(comment)", archive.comment, Container.ZIP)
            for info in archive.infolist():
                if info.flag_bits & 1:
                    raise Unread(f"{info.filename} is locked")
                if info.file_size >= LARGEST:
                    raise Unread(f"{info.filename} is too large when unpacked")
                yield Part(info.filename, archive.read(info) + info.comment, Container.ZIP)
    except (zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError, ValueError) as error:
        raise Unread("is broken") from error


def _png(data: bytes) -> Iterator[Part]:
    """The texts of a picture; its pixels are not read."""
    at = len(PNG)
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += 12 + length
        if kind == b"zTXt":
            key, _, rest = body.partition(b"\0")
            yield Part("zTXt", key + b" " + _inflated(rest[1:], zlib.MAX_WBITS), Container.PNG)
        elif kind == b"iTXt":
            key, _, rest = body.partition(b"\0")
            text = rest[2:].split(b"\0", 2)[-1]
            packed = rest[:1] == b"\x01"
            text = _inflated(text, zlib.MAX_WBITS) if packed else text
            yield Part("iTXt", key + b" " + text, Container.PNG)


UNPACKERS: tuple[tuple[bytes, Container, Callable[[bytes], bytes]], ...] = (
    (b"\x1f\x8b", Container.GZIP, _streams(lambda: zlib.decompressobj(zlib.MAX_WBITS | 16))),
    (b"BZh", Container.BZIP2, _streams(bz2.BZ2Decompressor)),
    (b"\xfd7zXZ\0", Container.XZ, _streams(lzma.LZMADecompressor)),
)
