"""Font families: which characters they cover, how wide text is in them, where each glyph goes.

HarfBuzz shapes the text, with kerning and ligatures. Only fonts given by name are used, never the
system's, so that a picture is the same on every machine.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import uharfbuzz as hb

from builders.inputs.patterns import BLOCK

FONTS = Path(__file__).parent.parent / "data" / "fonts"
REGULAR, SEMIBOLD = "literata-regular.ttf", "literata-semibold.ttf"
BAR_WIDTH = 0.55
"""Width in ems of a character of a redaction's bar, which is drawn: few fonts have a glyph."""
RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
"""Bidirectional classes of right-to-left scripts, whose lines would need reordering."""
REPLACEMENTS = str.maketrans({"\u2010": "-", "\u2011": "-", "\u202f": "\u00a0"})
"""Characters that many fonts lack, and what is set in their place."""
HAN, CHINESE = "Hani", "zh-hans"
"""Script and language: pan-CJK fonts have different glyphs for each language."""
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""General categories of characters without a glyph: controls, soft hyphens, surrogates."""


class FontError(Exception):
    """Raised when a font file cannot be read; names the file and says what is wrong."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph and its position on the line, in ems."""

    font: hb.Font
    number: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text that has been set; all measures are in ems."""

    glyphs: tuple[Glyph, ...]
    bars: tuple[tuple[float, float], ...]
    """The left and right end of each redaction's bar."""
    width: float


@dataclass(frozen=True, slots=True)
class _Face:
    font: hb.Font
    letters: frozenset[int]
    unit: float
    """One design unit of the font, in ems."""


def is_right_to_left(letter: str) -> bool:
    """Whether a character is written from right to left, which this package does not support."""
    return unicodedata.bidirectional(letter) in RIGHT_TO_LEFT


class Family:
    """Fonts, in the order in which each character is looked for."""

    def __init__(self, paths: Iterable[Path]) -> None:
        """Read the fonts.

        Raises:
            FontError: one of the files is not a font.
        """
        self._paths = tuple(paths)
        read = [_face(path) for path in self._paths]
        self._faces = [face for face, _ in read]
        self._letters = frozenset().union(*(face.letters for face in self._faces))
        self._set: set[str] = set()
        """Letters that have been looked up and can be set."""
        self._widths: dict[str, float] = {}
        self._face_of: dict[str, _Face | None] = {BLOCK: None}
        self.digest = hashlib.sha256("".join(digest for _, digest in read).encode()).hexdigest()
        """The digest of all font files."""

    def __reduce__(self) -> tuple[type[Family], tuple[tuple[Path, ...]]]:
        """Pickle the family as the paths of its files: HarfBuzz's objects cannot be pickled."""
        return Family, (self._paths,)

    def lacking(self, text: str) -> str:
        """The characters that cannot be set, each once."""
        found = [letter for letter in set(text) - self._set if not self._can_set(letter)]
        return "".join(sorted(found, key=text.index))

    def _can_set(self, letter: str) -> bool:
        """Whether the letter can be set; if so, that is remembered."""
        lacks = ord(letter) not in self._letters and letter != BLOCK
        if lacks or is_right_to_left(letter):
            return False
        self._set.add(letter)
        return True

    def width(self, text: str) -> float:
        """The width of the text, in ems; cached, for the same words are measured many times."""
        if text not in self._widths:
            self._widths[text] = self.line(text).width
        return self._widths[text]

    def line(self, text: str) -> Line:
        """The text in one line, whatever its width."""
        glyphs: list[Glyph] = []
        bars: list[tuple[float, float]] = []
        x = 0.0
        for face, words in self._runs(text):
            if face is None:
                start, x = x, x + BAR_WIDTH * len(words)
                bars.append((start, x))
                continue
            buffer = hb.Buffer()
            buffer.add_str(words)
            buffer.guess_segment_properties()
            if buffer.script == HAN:
                buffer.language = CHINESE
            hb.shape(face.font, buffer)
            for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
                glyphs.append(
                    Glyph(
                        face.font,
                        info.codepoint,
                        x + at.x_offset * face.unit,
                        at.y_offset * face.unit,
                    )
                )
                x += at.x_advance * face.unit
        return Line(tuple(glyphs), tuple(bars), x)

    def _runs(self, text: str) -> Iterator[tuple[_Face | None, str]]:
        """Runs of characters with their font; None for the characters of a bar."""
        faces = [self._face_for(letter) for letter in text]
        start, last = 0, faces[0] if text else None
        for at, face in enumerate(faces):
            if face is not last:
                yield last, text[start:at]
                start, last = at, face
        if text:
            yield last, text[start:]

    def _face_for(self, letter: str) -> _Face | None:
        if letter not in self._face_of:
            found = (face for face in self._faces if ord(letter) in face.letters)
            self._face_of[letter] = next(found, self._faces[0])
        return self._face_of[letter]


def settable(text: str) -> str:
    """The text as it can be set: composed characters, single spaces, no invisible characters."""
    if text.isascii() and text.isprintable():  # as nearly all are
        return " ".join(text.split())
    text = unicodedata.normalize("NFC", text).translate(REPLACEMENTS)
    seen = (" " if letter.isspace() and letter != "\u00a0" else letter for letter in text)
    kept = "".join(letter for letter in seen if unicodedata.category(letter) not in INVISIBLE)
    return " ".join(filter(None, kept.split(" ")))


def family(name: str, more: Path | None = None) -> Family:
    """One of our fonts, with another one for the characters that ours lacks.

    Raises:
        FontError: the other font cannot be read.
    """
    if more is None:
        return _cached_family(name, None, 0, 0)
    try:
        found = more.stat()
    except OSError as error:
        raise FontError(f"{more.name}: {error.strerror}") from error
    return _cached_family(name, more, found.st_mtime_ns, found.st_size)


@cache
def _cached_family(name: str, more: Path | None, _changed: int, _size: int) -> Family:
    return Family([FONTS / name, *([more] if more else [])])


def _face(path: Path) -> tuple[_Face, str]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FontError(f"{path.name}: {error.strerror}") from error
    face = hb.Face(hb.Blob(data))
    letters = frozenset(face.unicodes)
    if not letters or not face.upem:
        raise FontError(f"{path.name} is no TrueType or OpenType font")
    found = _Face(hb.Font(face), letters, 1 / face.upem)
    return found, hashlib.sha256(data).hexdigest()
