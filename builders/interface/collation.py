"""The order of names in a list that is read in Chinese."""

from __future__ import annotations

import re

from builders.model.scripts import HAN_RE

BEFORE_RE = re.compile(r"\W+")
"""`《` and `“`, which do not count."""


def in_chinese(name: str) -> tuple[bool, tuple[tuple[bool, bytes], ...]]:
    """What to sort a name by: Chinese names by pinyin, those in other letters behind them.

    GB/T 7714 lets the works of one script stand together, and Chinese ones by pinyin or strokes.
    GB 2312 has its 3,755 common characters in the order of pinyin and 3,008 rarer ones behind
    them by radical, and Python knows it: no table of readings has to be kept. A character of two
    readings stands under the one that the standard chose; others than these 6,763 stand last.
    """
    letter = next(filter(str.isalpha, name), "")
    words = BEFORE_RE.sub("", name, count=1) if BEFORE_RE.match(name) else name
    return not HAN_RE.match(letter), tuple(map(_place, words.casefold()))


def _place(character: str) -> tuple[bool, bytes]:
    common = character.encode("gb2312", "ignore")
    return not common, common or character.encode("utf-8", "replace")
