"""A decoder for PNG files of sixteen colours."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Read:
    """The content of a PNG file."""

    width: int
    height: int
    rows: list[list[Colour]]
    chunks: tuple[str, ...]
    """Their names."""

    def colours(self) -> set[Colour]:
        """The colours that occur in the picture."""
        return {colour for row in self.rows for colour in row}


def read(data: bytes) -> Read:
    """The decoded picture; a wrong checksum is an error."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    chunks: dict[str, bytes] = {}
    at = 8
    while at < len(data):
        size = int.from_bytes(data[at : at + 4])
        name, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        assert zlib.crc32(name + body) == int.from_bytes(data[at + 8 + size : at + 12 + size])
        chunks[name.decode()] = body
        at += 12 + size
    header = chunks["IHDR"]
    width, height = int.from_bytes(header[:4]), int.from_bytes(header[4:8])
    assert header[8:] == bytes((4, 3, 0, 0, 0)), "four bits a pixel, of a palette"
    packed = zlib.decompress(chunks["IDAT"])
    assert len(packed) == height * (width // 2 + 1)
    every = chunks["PLTE"]
    palette = [tuple(every[n : n + 3]) for n in range(0, len(every), 3)]
    rows = []
    for y in range(height):
        row = packed[y * (width // 2 + 1) :][: width // 2 + 1]
        assert row[0] == 0
        rows.append([palette[half] for pair in row[1:] for half in (pair >> 4, pair & 15)])
    return Read(width, height, rows, tuple(chunks))  # type: ignore[arg-type]  # three values each
