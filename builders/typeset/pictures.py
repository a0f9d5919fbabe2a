"""Drawing text and plain bars into a picture, a PNG of sixteen colours."""

from __future__ import annotations

import struct
import zlib
from binascii import unhexlify
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

import uharfbuzz as hb

from builders.typeset.families import Line

Colour = tuple[int, int, int]
LEVELS = 15
"""Number of shades from paper to ink; the sixteenth colour is the accent."""
SIGNATURE = b"\x89PNG\r\n\x1a\n"
EDGE_STEPS = 9
"""Steps from light to dark at the edges of glyphs. All shades would cost a sixth more bytes."""
DIGITS = b"0123456789abcdef"
"""Hexadecimal digits for the colours: two pixels are packed into a byte."""
SUBPIXELS = 2
"""Positions within a pixel at which a glyph may begin: few, so that it is often the same pixels."""
ZLIB_LEVEL = 4
"""The zlib level: 5 takes 1.25 times as long, 6 twice, 9 thirty times, for 3, 6 and 12 % less."""
BAR_EXTENT = (-0.08, 0.78)
"""Bottom and top of a redaction's bar, relative to the base line, in ems."""


@dataclass(slots=True)
class Picture:
    """A picture that is being drawn. Positions are in pixels from the top left corner."""

    width: int
    height: int
    paper: Colour
    ink: Colour
    accent: Colour
    _draw: hb.RasterDraw = field(init=False, default_factory=hb.RasterDraw)
    _bars: list[tuple[int, int, int, int, int]] = field(init=False, default_factory=list)
    _tones: list[tuple[int, int, int]] = field(init=False, default_factory=list)

    def write(self, line: Line, x: float, y: float, size: float, shade: int = LEVELS - 1) -> None:
        """Draw a line of text.

        Args:
            line: The line, as set.
            x: Where it begins.
            y: Its base line.
            size: The size of the type, in pixels.
            shade: How dark it is; lines side by side must have the same shade.
        """
        for glyph in line.glyphs:
            scale = size / glyph.font.face.upem
            at = round((x + glyph.x * size) * SUBPIXELS) / SUBPIXELS
            self._draw.transform = (scale, 0, 0, scale, at, self.height - y + glyph.y * size)
            self._draw.draw_glyph(glyph.font, glyph.number)
        self._tones.append((int(y - size), int(y + size / 2), shade))
        below, above = BAR_EXTENT
        for start, end in line.bars:
            self.fill(
                round(x + start * size),
                round(y - above * size),
                round(x + end * size),
                round(y - below * size),
                shade,
            )

    def fill(self, left: int, top: int, right: int, bottom: int, shade: int = LEVELS) -> None:
        """Draw a filled rectangle, by default in the accent colour."""
        self._bars.append((left, top, right, bottom, shade))

    def png(self) -> bytes:
        """The bytes of the PNG file: the same for the same drawing, on any machine."""
        rows = self._rows()
        for left, top, right, bottom, shade in self._bars:
            filled = DIGITS[shade : shade + 1] * (right - left)
            for y in range(max(0, top), min(bottom, self.height)):
                rows[y] = (rows[y][:left] + filled + rows[y][right:])[: self.width]
        header = struct.pack(">IIBBBBB", self.width, self.height, 4, 3, 0, 0, 0)
        data = zlib.compress(_packed(rows), ZLIB_LEVEL)
        return b"".join(
            (
                SIGNATURE,
                _chunk(b"IHDR", header),
                _chunk(b"PLTE", self._palette()),
                _chunk(b"IDAT", data),
                _chunk(b"IEND", b""),
            )
        )

    def _rows(self) -> list[bytes]:
        """The shade of each pixel as a hexadecimal digit, row by row from the top."""
        self._draw.extents = hb.RasterExtents(0, 0, self.width, self.height, self.width)
        image = self._draw.render()
        covered = image.buffer if image else bytes(self.width * self.height)
        tables = {shade: _shade_table(shade) for _, _, shade in self._tones}
        table, blank, paper = _shade_table(LEVELS - 1), bytes(self.width), DIGITS[:1] * self.width
        at = [table] * self.height
        for top, bottom, shade in self._tones:
            for y in range(max(0, top), min(bottom, self.height)):
                at[y] = tables[shade]
        # HarfBuzz counts rows from the bottom.
        starts = range((self.height - 1) * self.width, -1, -self.width)
        rows = (covered[start : start + self.width] for start in starts)
        return [paper if row == blank else row.translate(at[y]) for y, row in enumerate(rows)]

    def _palette(self) -> bytes:
        shades = (
            tuple(
                (paper * (LEVELS - 1 - level) + ink * level + (LEVELS - 1) // 2) // (LEVELS - 1)
                for paper, ink in zip(self.paper, self.ink, strict=True)
            )
            for level in range(LEVELS)
        )
        return b"".join(map(bytes, (*shades, self.accent)))


@cache
def _shade_table(shade: int) -> bytes:
    """A translation table from the coverage of a pixel (0 to 255) to the digit of its shade."""
    steps = ((covered * EDGE_STEPS + 127) // 255 for covered in range(256))
    return bytes(DIGITS[(step * shade + EDGE_STEPS // 2) // EDGE_STEPS] for step in steps)


def _packed(rows: Iterable[bytes]) -> bytes:
    """The rows with two pixels a byte, each after a zero byte: PNG's filter type "none"."""
    return b"".join(b"\0" + unhexlify(row) for row in rows)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
