"""Parsing names of persons in by-lines: which part is the family name, and whether it is first."""

from __future__ import annotations

import re
from functools import cache

from builders.data import written
from builders.model.scripts import HAN_RE
from builders.model.work import Name

BETWEEN_NAMES_RE = re.compile(r"(?:(?<!\s)\s+)?(?:,|;|&|、|，|\band\b)\s*")
SYLLABLE = (
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|uen|van|ai|an|ao|ei|en|er|ia|ie|in|iu|ou"
    r"|ua|ue|ui|un|uo|ve|a|e|i|o|u|v))"
)
GIVEN_RE = re.compile(rf"{SYLLABLE}(?:['’-]?{SYLLABLE}){{0,2}}", re.IGNORECASE)
"""A given name in pinyin: `Yan`, `Xiaokun`, `Guo-liang`."""
MAX_GIVEN_LENGTH = 20
"""The longest given name in pinyin, in characters; longer words are not matched."""


def parse_byline(text: str) -> tuple[Name, ...]:
    """The persons of a by-line: `Zhang Yan and Caroline Berg`."""
    return tuple(parse_person(part) for part in BETWEEN_NAMES_RE.split(text.strip()) if part)


def parse_person(text: str) -> Name:
    """A person's printed name in its parts; a single word stays whole.

    Chinese names have the family name first, in characters as in pinyin: a by-line in a Chinese
    paper is `Zhang Yan`, and no comma belongs after Zhang.
    """
    words = text.split()
    if HAN_RE.search(text):
        return _chinese("".join(words))
    if len(words) < 2:  # noqa: PLR2004  # a family name and a given name
        return Name(literal=text.strip())
    first, second = words[0], " ".join(words[1:])
    if (
        first.lower() in _surnames()
        and len(second) <= MAX_GIVEN_LENGTH
        and GIVEN_RE.fullmatch(second)
    ):
        return Name(_capitalized(first), _capitalized(second), family_first=True)
    return Name(words[-1], " ".join(words[:-1]))


def is_chinese(text: str) -> bool:
    """Whether most letters of a text are Chinese characters."""
    letters = sum(character.isalpha() for character in text)
    return len(HAN_RE.findall(text)) * 2 > letters


def _chinese(characters: str) -> Name:
    length = 2 if characters[:2] in _surnames() else 1
    family, given = characters[:length], characters[length:]
    return Name(family, given, family_first=True) if given else Name(literal=family)


def _capitalized(word: str) -> str:
    """A name printed all in capitals, as some papers do, in the usual form."""
    return word.capitalize() if word.isupper() else word


@cache
def _surnames() -> frozenset[str]:
    """Common family names in pinyin, and those of two Chinese characters."""
    return frozenset(written("chinese-surnames.txt").split())
