"""A picture of few tones: text on paper, and plain bars. As PNG it has sixteen colours."""

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
"""Shades from the paper to the ink; one more colour is left for what is to be seen first."""
SIGNATURE = b"\x89PNG\r\n\x1a\n"
STEPS = 9
"""Of an edge of a letter from light to dark. All shades there are would be a sixth more bytes."""
DIGITS = b"0123456789abcdef"
"""For the colours, by which two pixels are written as a byte."""
PLACES = 2
"""In a pixel where a letter may begin: so that the same letter is often the same pixels."""
PACKING = 4
"""Of zlib: at 5 it takes a quarter longer, at 6 twice, at 9 thirty times as long, for 3, 6 and 12 % less."""
BAR = (-0.08, 0.78)
"""How far a redaction's bar reaches below and above the line, in parts of the size."""


@dataclass(slots=True)
class Picture:
    """What is drawn so far. Positions are in pixels from the upper left corner."""

    width: int
    height: int
    paper: Colour
    ink: Colour
    accent: Colour
    _draw: hb.RasterDraw = field(init=False, default_factory=hb.RasterDraw)
    _bars: list[tuple[int, int, int, int, int]] = field(init=False, default_factory=list)
    _tones: list[tuple[int, int, int]] = field(init=False, default_factory=list)

    def write(self, line: Line, x: float, y: float, size: float, shade: int = LEVELS - 1) -> None:
        """Draws a line of text.

        Args:
            line: The words as they are set.
            x: Where it begins.
            y: Its base line.
            size: Of the type.
            shade: How dark it is; lines that stand beside each other have one shade.
        """
        for glyph in line.glyphs:
            scale = size / glyph.font.face.upem
            at = round((x + glyph.x * size) * PLACES) / PLACES
            self._draw.transform = (scale, 0, 0, scale, at, self.height - y + glyph.y * size)
            self._draw.draw_glyph(glyph.font, glyph.number)
        self._tones.append((int(y - size), int(y + size / 2), shade))
        below, above = BAR
        for start, end in line.bars:
            self.fill(
                round(x + start * size),
                round(y - above * size),
                round(x + end * size),
                round(y - below * size),
                shade,
            )

    def fill(self, left: int, top: int, right: int, bottom: int, shade: int = LEVELS) -> None:
        """Draws a bar, of the accent's colour if nothing is said."""
        self._bars.append((left, top, right, bottom, shade))

    def png(self) -> bytes:
        """The bytes of a file: the same for the same drawing, wherever and whenever."""
        rows = self._rows()
        for left, top, right, bottom, shade in self._bars:
            filled = DIGITS[shade : shade + 1] * (right - left)
            for y in range(max(0, top), min(bottom, self.height)):
                rows[y] = (rows[y][:left] + filled + rows[y][right:])[: self.width]
        header = struct.pack(">IIBBBBB", self.width, self.height, 4, 3, 0, 0, 0)
        data = zlib.compress(_packed(rows), PACKING)
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
        """The shade of each pixel as a digit, row by row from above."""
        self._draw.extents = hb.RasterExtents(0, 0, self.width, self.height, self.width)
        image = self._draw.render()
        covered = image.buffer if image else bytes(self.width * self.height)
        tables = {shade: _table(shade) for _, _, shade in self._tones}
        table, blank, paper = _table(LEVELS - 1), bytes(self.width), DIGITS[:1] * self.width
        at = [table] * self.height
        for top, bottom, shade in self._tones:
            for y in range(max(0, top), min(bottom, self.height)):
                at[y] = tables[shade]
        # HarfBuzz counts from below.
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
def _table(shade: int) -> bytes:
    """From how much of a pixel is covered to the digit for how dark it is."""
    steps = ((covered * STEPS + 127) // 255 for covered in range(256))
    return bytes(DIGITS[(step * shade + STEPS // 2) // STEPS] for step in steps)


def _packed(rows: Iterable[bytes]) -> bytes:
    """Two pixels a byte; a zero before each row says that nothing was foretold."""
    return b"".join(b"\0" + unhexlify(row) for row in rows)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
