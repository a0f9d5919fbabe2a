"""Fonts: which letters they have, how wide words are in them, and where each glyph stands.

HarfBuzz sets the words, with kerning and ligatures. Only fonts that are named are ever looked at,
so that a picture is the same on every machine.
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
"""Of one sign of a redaction's bar, which is drawn and not set: fonts seldom have it."""
RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
"""Directions of writing in which lines would have to be put together anew."""
AS_SET = str.maketrans({"\u2010": "-", "\u2011": "-", "\u202f": "\u00a0"})
"""Signs that fonts leave out, since programs put others in their place."""
HAN, CHINESE = "Hani", "zh-hans"
"""A font of several countries has for many characters one form for each."""
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Kinds of characters that have no form of their own: controls, soft hyphens, halves of others."""


class FontError(Exception):
    """A file is no font: its name, and what is wrong."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter or several, where it stands on its line; in parts of the size of the type."""

    font: hb.Font
    number: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """Words that are set; in parts of the size of the type."""

    glyphs: tuple[Glyph, ...]
    bars: tuple[tuple[float, float], ...]
    """Where redactions begin and end."""
    width: float


@dataclass(frozen=True, slots=True)
class _Face:
    font: hb.Font
    letters: frozenset[int]
    unit: float
    """One unit of the font, in parts of the size."""


def from_the_right(letter: str) -> bool:
    """Whether it is written from right to left, which is not set here, whatever the font."""
    return unicodedata.bidirectional(letter) in RIGHT_TO_LEFT


class Family:
    """Fonts in the order in which each letter is looked for."""

    def __init__(self, paths: Iterable[Path]) -> None:
        """Read them.

        Raises:
            FontError: one of the files is none.
        """
        self._paths = tuple(paths)
        read = [_face(path) for path in self._paths]
        self._faces = [face for face, _ in read]
        self._letters = frozenset().union(*(face.letters for face in self._faces))
        self._widths: dict[str, float] = {}
        self._face_of: dict[str, _Face | None] = {BLOCK: None}
        self.digest = hashlib.sha256("".join(digest for _, digest in read).encode()).hexdigest()
        """Of all its files."""

    def __reduce__(self) -> tuple[type[Family], tuple[tuple[Path, ...]]]:
        """Sent to another process as the names of its files: what HarfBuzz holds cannot be."""
        return Family, (self._paths,)

    def lacking(self, text: str) -> str:
        """The characters that cannot be set, each once."""
        return "".join(
            dict.fromkeys(
                letter
                for letter in text
                if (ord(letter) not in self._letters and letter != BLOCK) or from_the_right(letter)
            )
        )

    def width(self, text: str) -> float:
        """How wide it is, in parts of the size; asked for the same words again and again."""
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
        """Stretches of one font; of none where there is a bar."""
        faces = [self._of(letter) for letter in text]
        start, last = 0, faces[0] if text else None
        for at, face in enumerate(faces):
            if face is not last:
                yield last, text[start:at]
                start, last = at, face
        if text:
            yield last, text[start:]

    def _of(self, letter: str) -> _Face | None:
        if letter not in self._face_of:
            found = (face for face in self._faces if ord(letter) in face.letters)
            self._face_of[letter] = next(found, self._faces[0])
        return self._face_of[letter]


def plain(text: str) -> str:
    """The text as it can be set: letters with their accents, single blanks, nothing unseen."""
    text = unicodedata.normalize("NFC", text).translate(AS_SET)
    seen = (" " if letter.isspace() and letter != "\u00a0" else letter for letter in text)
    kept = "".join(letter for letter in seen if unicodedata.category(letter) not in UNSEEN)
    return " ".join(filter(None, kept.split(" ")))


def family(name: str, more: Path | None = None) -> Family:
    """One of our fonts, with another behind it for the letters that ours has not.

    Raises:
        FontError: the other cannot be read.
    """
    if more is None:
        return _kept(name, None, 0, 0)
    try:
        found = more.stat()
    except OSError as error:
        raise FontError(f"{more.name}: {error.strerror}") from error
    return _kept(name, more, found.st_mtime_ns, found.st_size)


@cache
def _kept(name: str, more: Path | None, _changed: int, _size: int) -> Family:
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
