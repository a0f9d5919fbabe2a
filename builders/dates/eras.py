"""Years counted by era, as in China and Japan: 光緒三十三年 is 1907, and so is 明治四十年."""

from __future__ import annotations

from typing import NamedTuple

from builders.data import written

DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")}
DIGITS |= {"零": 0, "○": 0, "O": 0, "元": 1, "正": 1}
_FULL_WIDTH_DIGITS = {0xFF10 + digit: str(digit) for digit in range(10)}
_KOREAN_UNITS = str.maketrans("년월일", "年月日")
COUNT = r"(?:\d{1,2}|[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"


class Era(NamedTuple):
    """How the years of an era convert to Gregorian ones."""

    before: int
    """The Gregorian year before the era's first year, to which the count is added."""
    gregorian_from: int | None
    """The first year with Gregorian months; None if the months of all its years are lunar."""


def _read() -> dict[str, Era]:
    text = written("eras.txt")
    eras: dict[str, Era] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            words = line.split()
            names = [word for word in words if not word.isascii()]
            before, *rest = map(int, words[len(names) :])
            eras.update(dict.fromkeys(names, Era(before, rest[0] if rest else None)))
    return eras


ERAS = _read()
YEAR = rf"(?P<era>{'|'.join(ERAS)})\s?(?P<count>{COUNT}|元)\s?年"
"""A fragment for patterns: `明治二十三年`, `民國元年`."""


def levelled(text: str, language: str) -> str:
    """The text with digits of full width as ASCII and, in Korean, the units of dates as in Chinese.

    Each replaces as many characters as there were, so that offsets stay valid: `６월` is `6月`.
    """
    if text.isascii():
        return text
    text = text.translate(_FULL_WIDTH_DIGITS)
    return text.replace("년대", "年代").translate(_KOREAN_UNITS) if language == "ko" else text


def gregorian_year(era: str, words: str) -> tuple[int, bool]:
    """The Gregorian year of a year of an era, and whether its months are Gregorian too."""
    before, gregorian_from = ERAS[era]
    year = before + count(words)
    return year, gregorian_from is not None and year >= gregorian_from


def count(words: str) -> int:
    """The number that is written: 33 for `33` and for `三十三`."""
    if words.isdecimal():
        return int(words)
    tens, ten, ones = words.partition("十")
    if not ten:
        return DIGITS[words]
    return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0)
