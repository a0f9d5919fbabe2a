"""Sorting names for lists that are read in Chinese."""

from __future__ import annotations

import re

from builders.model.scripts import HAN_RE

PUNCTUATION_RE = re.compile(r"\W+")
"""Punctuation at the beginning, as `《` and `“`, which is ignored."""


def chinese_sort_key(name: str) -> tuple[bool, tuple[tuple[bool, bytes], ...]]:
    """A sort key: Chinese names by pinyin, followed by names in other scripts.

    GB/T 7714 groups works by script, and sorts Chinese ones by pinyin or strokes. The encoding
    GB 2312 has its 3,755 common characters in the order of pinyin, followed by 3,008 rarer ones by
    radical, and Python supports it, so no table of readings is needed. A character with two
    readings is under the one that the standard chose; all but these 6,763 come last.
    """
    letter = next(filter(str.isalpha, name), "")
    words = PUNCTUATION_RE.sub("", name, count=1) if PUNCTUATION_RE.match(name) else name
    return not HAN_RE.match(letter), tuple(map(_position, words.casefold()))


def _position(character: str) -> tuple[bool, bytes]:
    common = character.encode("gb2312", "ignore")
    return not common, common or character.encode("utf-8", "replace")
