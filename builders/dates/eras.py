"""Years as China and Japan counted them: 光緒三十三年 is 1907, and so is 明治四十年."""

from __future__ import annotations

from typing import NamedTuple

from builders.data import written

DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")}
DIGITS |= {"零": 0, "○": 0, "O": 0, "元": 1}
COUNT = r"(?:\d{1,2}|[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"


class Era(NamedTuple):
    """The time of a name."""

    before: int
    """The year before its first."""
    ours: int | None
    """The first year whose months are those of our calendar; none, if all were of the moon."""


def _read() -> dict[str, Era]:
    text = written("eras.txt")
    eras: dict[str, Era] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            words = line.split()
            names = [word for word in words if not word.isascii()]
            before, *ours = map(int, words[len(names) :])
            eras.update(dict.fromkeys(names, Era(before, ours[0] if ours else None)))
    return eras


ERAS = _read()
YEAR = rf"(?P<era>{'|'.join(ERAS)})\s?(?P<count>{COUNT}|元)\s?年"
"""`明治二十三年`, `民國元年`, for patterns."""


def year_of(era: str, words: str) -> tuple[int, bool]:
    """The year, and whether its months are those of our calendar."""
    before, ours = ERAS[era]
    year = before + count(words)
    return year, ours is not None and year >= ours


def count(words: str) -> int:
    """33 for `33` and for `三十三`."""
    if words.isdecimal():
        return int(words)
    tens, ten, ones = words.partition("十")
    if not ten:
        return DIGITS[words]
    return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0)
