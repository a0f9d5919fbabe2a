"""Whether letters in a text are a word by themselves, in any script, and which are written alike."""

from __future__ import annotations

import re

SAME_CHARACTER = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "‑": "-"})
"""Typographic variants that no editor wants to list. One character for one: offsets hold."""
UNSPACED_RE = re.compile(
    r"[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u309f\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Letters of scripts in which no blank parts two words: Thai, Burmese, Khmer, Hiragana, Han."""
KATAKANA_RE = re.compile(r"[\u30a1-\u30fa\u30fc\uff66-\uff9f]")
"""Words in these letters end where other letters begin."""
SIGN_RE = re.compile(r"[\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
"""Accents and vowels that are written behind their letter and are part of it."""
UNWRITTEN_RE = re.compile(
    r"[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]"
)
"""Points of Hebrew, vowels and lengthened lines of Arabic: most texts do without."""
_FIRST_UNSPACED = "\u0e01"


def levelled(text: str) -> str:
    """The text with one form of each typographic variant, character for character."""
    return text if text.isascii() else text.translate(SAME_CHARACTER)


def folded(text: str) -> str:
    """For searching: variants levelled and case dropped, character for character."""
    level = levelled(text)
    lowered = level.lower()
    if len(lowered) == len(text):
        return lowered
    # A few letters have longer lower cases (U+0130); they keep their place as they are.
    return "".join(low if len(low := character.lower()) == 1 else character for character in level)


def word_end(text: str, start: int, end: int) -> int | None:
    """Where the mention ends (a plural s belongs to it, a possessive does not), or None."""
    if start and text[start - 1].isalnum() and joins(text[start - 1], text[start]):
        return None
    if end == len(text):
        return end
    after = text[end]
    if after == "s" and not (text[end + 1 : end + 2].isalnum() or text.startswith("_", end + 1)):
        return end + 1
    return None if joins(text[end - 1], after) else end


def joins(one: str, other: str) -> bool:
    """Whether two neighbouring characters belong to one word."""
    if one.isascii() and other.isascii():
        return one.isalnum() and other.isalnum()
    if SIGN_RE.match(other):
        return True
    if not (one.isalnum() and other.isalnum()):
        return False
    if KATAKANA_RE.match(one) or KATAKANA_RE.match(other):
        return bool(KATAKANA_RE.match(one) and KATAKANA_RE.match(other))
    return not (_is_unspaced(one) or _is_unspaced(other))


def _is_unspaced(character: str) -> bool:
    return character >= _FIRST_UNSPACED and UNSPACED_RE.match(character) is not None


def capitals_agree(found: str, wanted: str, *, heading: bool) -> bool:
    """Whether a form may be written so: capitals can be added in places, but never lost."""
    if found == wanted or found[1:] == wanted[1:]:
        return found[:1] in {wanted[:1], wanted[:1].upper()}
    if not heading and not found.isupper():
        return False
    return all(f in {w, w.upper()} for f, w in zip(found, wanted, strict=True))
