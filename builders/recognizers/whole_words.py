"""Where words begin and end in any script, and which characters count as the same."""

from __future__ import annotations

import re
import unicodedata

VARIANTS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "‑": "-"})
"""Typographic variants that no editor wants to list. One character for one, so offsets hold."""
UNSPACED_RE = re.compile(
    r"[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u309f\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Letters of scripts written without spaces between words: Thai, Burmese, Khmer, Hiragana, Han."""
KATAKANA_RE = re.compile(r"[\u30a1-\u30fa\u30fc\uff66-\uff9f]")
"""Letters of Katakana: a word in these ends where other letters begin."""
OPTIONAL_MARK_RE = re.compile(
    r"[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]"
)
"""Hebrew points, Arabic vowel signs and the tatweel: most texts omit them."""
_FIRST_UNSPACED = "\u0e01"


def normalised(text: str) -> str:
    """The text with typographic variants normalised, character for character."""
    return text if text.isascii() else text.translate(VARIANTS)


def folded(text: str) -> str:
    """The text for searching: variants normalised and in lower case, character for character."""
    normal = normalised(text)
    lowered = normal.lower()
    if len(lowered) == len(text):
        return lowered
    # A few letters are longer in lower case (U+0130); they stay as they are, so offsets hold.
    return "".join(low if len(low := character.lower()) == 1 else character for character in normal)


def word_end(text: str, start: int, end: int) -> int | None:
    """Where the mention ends (a plural s belongs to it, a possessive does not).

    None if the range is part of a longer word.
    """
    if start and in_one_word(text[start - 1], text[start]):
        return None
    if end == len(text):
        return end
    after = text[end]
    if after == "s" and not (text[end + 1 : end + 2].isalnum() or text.startswith("_", end + 1)):
        return end + 1
    return None if in_one_word(text[end - 1], after) else end


def in_one_word(one: str, other: str) -> bool:
    """Whether two neighbouring characters belong to one word."""
    if one.isascii() and other.isascii():
        return one.isalnum() and other.isalnum()
    if _is_combining(other):
        return True
    if not ((one.isalnum() or _is_combining(one)) and other.isalnum()):
        return False
    if KATAKANA_RE.match(one) or KATAKANA_RE.match(other):
        return bool(KATAKANA_RE.match(one) and KATAKANA_RE.match(other))
    return not (_is_unspaced(one) or _is_unspaced(other))


def _is_combining(character: str) -> bool:
    """Whether a character is an accent or a vowel sign, which is part of the letter before it."""
    return unicodedata.category(character).startswith("M")


def _is_unspaced(character: str) -> bool:
    return character >= _FIRST_UNSPACED and UNSPACED_RE.match(character) is not None


def capitals_agree(found: str, wanted: str, *, heading: bool) -> bool:
    """Whether capitals allow what was found to be the form that is wanted.

    The first letter may be a capital; in headings and in words all in capitals any letter may.
    A capital of the form must never be missing.
    """
    if found == wanted or found[1:] == wanted[1:]:
        return found[:1] in {wanted[:1], wanted[:1].upper()}
    if not heading and not found.isupper():
        return False
    return all(f in {w, w.upper()} for f, w in zip(found, wanted, strict=True))
