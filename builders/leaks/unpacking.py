"""Unpacking what files contain: archive members, compressed streams, texts in pictures."""

from __future__ import annotations

import bz2
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import SEEK_END, BytesIO
from itertools import chain
from typing import IO, NamedTuple

from builders.leaks.disguises import Container
from builders.leaks.streams import (
    BROKEN,
    IN_MEMORY,
    LARGEST,
    Decompressor,
    Inflater,
    Unread,
    decompress_all,
    inflate,
    is_one_deflate_stream,
    spooled,
)
from builders.leaks.windows import BLOCK, Size, blocks, windows

PNG = b"\x89PNG\r\n\x1a\n"
ZLIB = rb"x[\x01\x5e\x9c\xda]"
ZLIB_RE = re.compile(ZLIB)
"""The beginning of a zlib stream."""
STREAM_RE = re.compile(rb"stream\r?\n(?=" + ZLIB + rb")")
"""What comes before a zlib stream in a PDF."""
MAGIC_BYTES = 16
"""Number of bytes read from the head of a file to recognize its format."""
LOCAL_HEADER = b"PK\x03\x04"
"""The signature of a local file header, with which each member of a ZIP begins."""
LOCAL_HEADER_BYTES = 30
"""Length of that header without name and extra field, whose lengths are in its last four bytes."""
ZIP_END = 66_000
"""Number of bytes at the end of a file in which a ZIP's end record must be."""
HEAD = 1 << 16
"""Number of bytes of a PNG's text chunk that are read to find where its text begins."""
ALL = slice(None)
UNSUPPORTED = {
    b"\x28\xb5\x2f\xfd": "Zstandard",
    b"7z\xbc\xaf\x27\x1c": "7-Zip",
    b"Rar!\x1a\x07": "RAR",
}
"""Formats that cannot be unpacked here, by their first bytes."""
UNSUPPORTED_SUFFIXES = {".br": "Brotli"}
"""Formats that cannot be unpacked here and have no signature, by file extension."""


class Part(NamedTuple):
    """Something that is packed in a file."""

    name: str
    file: IO[bytes]
    """Its bytes; to be read before the next part is requested."""
    container: Container


def parts(name: str, file: IO[bytes]) -> Iterator[Part]:
    """The parts that are packed in a file, one level deep.

    Raises:
        Unread: the format cannot be unpacked here, or a part is damaged, encrypted or too large.
    """
    file.seek(0)
    head = file.read(MAGIC_BYTES)
    for magic, what in UNSUPPORTED.items():
        if head.startswith(magic):
            raise Unread(f"{what} cannot be unpacked here")
    for ending, what in UNSUPPORTED_SUFFIXES.items():
        if name.endswith(ending):
            raise Unread(f"{what} cannot be unpacked here")
    for magic, container, make in UNPACKERS:
        if head.startswith(magic):
            with spooled(decompress_all(make, blocks(file))) as unpacked:
                yield Part("", unpacked, container)
            return
    if head.startswith(PNG):
        yield from _png(file)
    elif _is_zip(head, file):
        yield from members(file, ALL)
    elif head.startswith(b"%PDF"):
        for at in _streams_of_pdf(file):
            with spooled(inflate(blocks(file, at))) as unpacked:
                yield Part("", unpacked, Container.DEFLATE)
    elif ZLIB_RE.match(head):
        try:
            unpacked = spooled(inflate(blocks(file)))
        except Unread:
            return  # no zlib stream: a text that begins with an x
        with unpacked:
            yield Part("", unpacked, Container.DEFLATE)


def without_packed(file: IO[bytes]) -> IO[bytes]:
    """The file without a picture's pixels and without a ZIP's deflated members.

    Compressed bytes contain no words, and searching them takes three times as long as searching
    what they decompress to. A member with anything after its deflate stream is not left out.
    """
    file.seek(0)
    head = file.read(MAGIC_BYTES)
    if head.startswith(PNG):
        packed = [(at, at + length) for kind, at, length in _chunks(file) if kind == b"IDAT"]
    elif _is_zip(head, file):
        packed = sorted(_deflated_members(file))
    else:
        return file
    edges = [0, *chain.from_iterable(packed), file.seek(0, SEEK_END)]
    between = list(zip(edges[::2], edges[1::2], strict=True))
    # The recorded lengths may be wrong, or too much may be left to hold in memory.
    if edges != sorted(edges) or sum(end - at for at, end in between) > IN_MEMORY:
        return file
    return BytesIO(b"".join(b"".join(blocks(file, at, end - at)) for at, end in between))


def _is_zip(head: bytes, file: IO[bytes]) -> bool:
    if head.startswith(LOCAL_HEADER):
        return True
    size = file.seek(0, SEEK_END)
    file.seek(max(0, size - ZIP_END))
    end = file.read()
    # Looking first for one byte that texts do not contain is much faster than for four.
    return b"\x05" in end and b"PK\x05\x06" in end


def member_count(file: IO[bytes]) -> int:
    """The number of a ZIP's members; 0 if the file is no ZIP, or a damaged one."""
    file.seek(0)
    if not _is_zip(file.read(MAGIC_BYTES), file):
        return 0
    try:
        with zipfile.ZipFile(file) as archive:
            return len(archive.infolist())
    except BROKEN:
        return 0


def members(file: IO[bytes], which: slice) -> Iterator[Part]:
    """Some of a ZIP's members, and the comments of the whole with the first of them.

    Raises:
        Unread: the ZIP or one of these members is damaged, encrypted or too large.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            if archive.comment and not which.start:
                yield Part("(comment)", BytesIO(archive.comment), Container.ZIP)
            for info in archive.infolist()[which]:
                if info.flag_bits & 1:
                    raise Unread(f"{info.filename} is locked")
                if info.file_size >= LARGEST:
                    raise Unread(f"{info.filename} is too large when unpacked")
                with archive.open(info) as member, spooled(_member(member, info)) as unpacked:
                    yield Part(info.filename, unpacked, Container.ZIP)
    except BROKEN as error:
        raise Unread("is broken") from error


def _deflated_members(file: IO[bytes]) -> Iterator[tuple[int, int]]:
    """The start and end of each member of a ZIP that is one deflate stream from end to end."""
    try:
        with zipfile.ZipFile(file) as archive:
            for info in archive.infolist():
                file.seek(info.header_offset)
                head = file.read(LOCAL_HEADER_BYTES)
                # Name and extra field may have other lengths here than in the central directory.
                start = file.tell() + sum(struct.unpack("<HH", head[-4:]))
                deflated = info.compress_type == zipfile.ZIP_DEFLATED
                if deflated and is_one_deflate_stream(blocks(file, start, info.compress_size)):
                    yield start, start + info.compress_size
    except (*BROKEN, struct.error):
        return  # `parts` reports it


def _member(member: IO[bytes], info: zipfile.ZipInfo) -> Iterator[bytes]:
    while block := member.read(BLOCK):
        yield block
    yield info.comment


def _chunks(file: IO[bytes]) -> Iterator[tuple[bytes, int, int]]:
    """The chunks of a PNG: kind, offset of the data, and length."""
    at = len(PNG)
    while True:
        file.seek(at)
        head = file.read(8)
        if len(head) < 8:  # noqa: PLR2004  # its length and its kind
            return
        length = int.from_bytes(head[:4], "big")
        yield head[4:], at + len(head), length
        at += 12 + length


def _png(file: IO[bytes]) -> Iterator[Part]:
    """The compressed and international texts of a PNG; its pixels are not read."""
    for kind, body, length in _chunks(file):
        if kind not in {b"zTXt", b"iTXt"}:
            continue
        file.seek(body)
        head = file.read(min(length, HEAD))
        key, _, rest = head.partition(b"\0")
        packed, text = kind == b"zTXt", rest[1:]
        if kind == b"iTXt":
            packed, text = rest[:1] == b"\x01", rest[2:].split(b"\0", 2)[-1]
        begin = len(head) - len(text)
        text_blocks = blocks(file, body + begin, length - begin)
        with spooled(chain((key, b" "), inflate(text_blocks) if packed else text_blocks)) as out:
            yield Part(kind.decode(), out, Container.PNG)


def _streams_of_pdf(file: IO[bytes]) -> Iterator[int]:
    """The offset of each zlib stream in a PDF."""
    seen = 0
    for window in windows(file, Size()):
        for match in STREAM_RE.finditer(window.data):
            at = window.at + match.end()
            if at > seen:
                seen = at
                yield at


UNPACKERS: tuple[tuple[bytes, Container, Callable[[], Decompressor]], ...] = (
    (b"\x1f\x8b", Container.GZIP, lambda: Inflater(zlib.MAX_WBITS | 16)),
    (b"BZh", Container.BZIP2, bz2.BZ2Decompressor),
    (b"\xfd7zXZ\0", Container.XZ, lzma.LZMADecompressor),
)
