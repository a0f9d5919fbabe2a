"""The forms in which bytes are searched: as they are, without tags, with escapes decoded, as UTF-8.

Everything here takes linear time: each form is made in one pass, and there are few of them.
"""

from __future__ import annotations

import re
import unicodedata
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from typing import NamedTuple

from builders.leaks.any_of import AnyOf
from builders.leaks.disguises import Way
from builders.leaks.escapes import QUOTED_RE, QUOTED_SIGNS, decode_once
from builders.leaks.needles import Fold, squeezed

ROUNDS = 3
"""How deeply nested escapes are decoded: an address in a query string in JSON in an attribute."""
TAG_RE = re.compile(rb"<[^<>]*>")
OUTSIDE_RE = re.compile(rb">[^<]++")
"""The end of a tag, and the text after it."""
COMMENT, COMMENT_END = b"<!--", b"-->"
FULL_WIDTH_RE = re.compile(
    rb"\xef(?:\xbc[\x81-\xbf]|\xbd[\x80-\xbf])|\xf0\x9d[\x90-\x9f][\x80-\xbf]"
)
"""Compatibility forms of ASCII characters: full-width and mathematical ones."""
COMPATIBILITY_RANGES = (
    range(0x80, 0x3400),
    range(0xA640, 0xAC00),
    range(0xF900, 0x10000),
    range(0x10780, 0x107C0),
    range(0x1CCD6, 0x1CCFA),
    range(0x1D400, 0x1D800),
    range(0x1E000, 0x1F300),
    range(0x1FBF0, 0x1FC00),
)
"""Ranges with all characters that fold to ASCII letters or digits: `ｓ`, `𝐬`, `ⓢ`, `ß`, `½`."""
ENCODINGS = (
    "utf-16-le",
    "utf-16-be",
    "utf-32-le",
    "utf-32-be",
    "gb18030",
    "big5",
    "shift_jis",
    "euc_kr",
    "iso-8859-1",
)
"""Encodings, besides UTF-8, in which characters that are not ASCII may be written."""

_ALNUM = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LOWER = bytes.maketrans(_ALNUM[36:], _ALNUM[10:36])
_NOT_ALNUM = bytes(code for code in range(256) if code not in _ALNUM)
_NO_BRACKETS = bytes(code for code in range(256) if code not in b"<>")
_ASCII = bytes(range(128))
_IN_NUMBERS = b" \t\r\n()/-+"


def folded(data: bytes, fold: Fold) -> bytes:
    """The bytes without what the fold drops, and without case where the fold ignores it."""
    match fold:
        case Fold.SQUEEZED:
            return data.translate(_LOWER, _NOT_ALNUM)
        case Fold.LETTERS:
            if data.isascii():
                return b""  # whatever is in ASCII text is found by another fold
            return letters(data)
        case Fold.WORDS:
            return data.translate(_LOWER)
        case Fold.NUMBERS:
            text = data.translate(None, _IN_NUMBERS)
            # Full-width marks may be within numbers, too: search once more without any marks.
            wide = FULL_WIDTH_RE.search(non_ascii(data))
            return text + b"\n" + letters(data) if wide else text


def letters(data: bytes) -> bytes:
    """The letters and digits of a text, of any script, folded as in `squeezed`."""
    return squeezed(data.decode("utf-8", "ignore")).encode("utf-8", "surrogatepass")


class Traits(NamedTuple):
    """How a file may be written, as far as any part of it shows."""

    foreign: bool
    """Whether it may be text in another encoding than UTF-8."""
    quoted: bool
    """Whether it looks like quoted-printable."""
    full_width: bool
    """Whether it has compatibility forms of ASCII letters or marks."""


def forms(
    data: bytes, *, other_scripts: bool, traits: Traits | None = None
) -> Iterator[tuple[Way, bytes]]:
    """The forms in which some bytes are searched, each with its way; the bytes themselves first.

    Args:
        data: Any bytes, not packed.
        other_scripts: Whether some needles are not ASCII.
        traits: The traits of the file that the bytes are a part of; None if they are all of it.
    """
    known = traits is not None and traits.quoted
    texts = (
        (Way.WIDE, text) for text in _decoded(data, other_scripts=other_scripts, traits=traits)
    )
    for wide, text in chain(((None, data),), texts):
        both = (False, True) if known and QUOTED_RE.search(text) else (False,)
        for quoted in both:
            for way, form in _with_escapes_decoded(text, quoted=quoted):
                yield wide or way, form


def traits_of(parts: Iterable[bytes], *, foreign: bool) -> Traits:
    """The traits of a file, from overlapping parts of it."""
    quoted = full_width = False
    for part in parts:
        quoted = quoted or QUOTED_SIGNS.is_in(part)
        full_width = full_width or bool(FULL_WIDTH_RE.search(non_ascii(part)))
    return Traits(foreign, quoted, full_width)


def is_foreign(pieces: Iterable[bytes]) -> bool:
    """Whether a file, in pieces, may have another encoding: it is not UTF-8, or has null bytes."""
    decoder = getincrementaldecoder("utf-8")()
    try:
        for piece in pieces:
            decoder.decode(piece)
            if b"\0" in piece:
                return True
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return True
    return False


def non_ascii(data: bytes) -> bytes:
    """The bytes of a text that are not ASCII."""
    return b"" if data.isascii() else data.translate(None, _ASCII)


def untagged(data: bytes) -> bytes:
    """The text without tags and comments; what was on both sides of one is joined."""
    if COMMENT in data:
        parts, at = [], 0
        while (start := data.find(COMMENT, at)) >= 0:
            end = data.find(COMMENT_END, start)
            if end < 0:
                break
            parts.append(data[at:start])
            at = end + len(COMMENT_END)
        data = b"".join((*parts, data[at:]))
    brackets = data.translate(None, _NO_BRACKETS)
    if brackets != b"<>" * (len(brackets) // 2):
        return TAG_RE.sub(b"", data)
    # The brackets come in pairs, as nearly always: this takes half the time of the substitution.
    outside = (data[: data.find(b"<")] if brackets else data, *OUTSIDE_RE.findall(data))
    return b"".join(outside).translate(None, b">")


def _with_escapes_decoded(data: bytes, *, quoted: bool) -> Iterator[tuple[Way, bytes]]:
    """The bytes, and the bytes with escapes decoded, round by round; each with and without tags."""
    way, ended = Way.PLAIN, False
    for left in range(ROUNDS, -1, -1):
        yield way, data
        read = decode_once(data, quoted=quoted) if left and not ended else None
        # If no escape stands for a bracket, the tags stay the same: a later round removes them.
        if (read is None or read.brackets) and b"<" in data:
            yield Way.TAGS, untagged(data)
        if read is None:
            return
        way, data, ended = Way.ESCAPES, read.text, read.ended


def _decoded(data: bytes, *, other_scripts: bool, traits: Traits | None) -> Iterator[bytes]:
    """The bytes as UTF-8, from each other encoding that they may be in."""
    if b"\0" in data:
        yield data.replace(b"\0", b"")
    full_width = traits is not None and traits.full_width
    # First in the bytes that are not ASCII, which are few; then in all, because in binary data they
    # may seem to form characters only when what was between them is gone.
    if all(_has_compatibility_forms(text, full_width) for text in (non_ascii(data), data)):
        yield squeezed(data.decode("utf-8", "ignore")).encode("utf-8", "ignore")
    if other_scripts and (traits.foreign if traits else is_foreign([data])):
        for encoding in ENCODINGS:
            yield data.decode(encoding, "ignore").encode("utf-8", "ignore")


def _has_compatibility_forms(data: bytes, known: bool) -> bool:  # noqa: FBT001  # passed on
    return (known or bool(FULL_WIDTH_RE.search(data))) and _compatibility_forms().is_in(data)


@cache
def _compatibility_forms() -> AnyOf:
    """A search for any compatibility form of an ASCII letter or digit."""
    ascii_re = re.compile("[0-9a-z]")
    return AnyOf(
        [
            character.encode()
            for character in map(chr, chain.from_iterable(COMPATIBILITY_RANGES))
            if ascii_re.search(unicodedata.normalize("NFKC", character).casefold())
        ]
    )
