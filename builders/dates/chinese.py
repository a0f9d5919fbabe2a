"""EDTF dates put into Chinese words: `2009年5月或6月`, `2002年起`, `约1997年至1999年`."""

from __future__ import annotations

import re
from functools import lru_cache

from builders.dates.bounds import UNSPECIFIED_YEAR
from builders.dates.parts import (
    CENTURY_RE,
    FIRST_YEAR_OF_THREE_DIGITS,
    OPEN,
    POINT_RE,
    third_of_month,
    with_mark_at_end,
)

DECADE_RE = re.compile(r"(?P<century>[0-9]{2})(?P<decade>[0-9])X(?P<mark>[~?%]?)")
MONTHS = 12
SEASONS = {
    str(number): words
    for number, words in enumerate(
        (
            *("春", "夏", "秋", "冬") * 3,
            "第一季度",
            "第二季度",
            "第三季度",
            "第四季度",
            "前四个月",
            "中间四个月",
            "后四个月",
            "上半年",
            "下半年",
        ),
        21,
    )
}
"""Words for the numbers that EDTF puts in the place of a month: seasons, quarters and so on."""
THIRDS = ("上旬", "中旬", "下旬")


@lru_cache(maxsize=4096)
def display(edtf: str) -> str:
    """The date in Chinese words; a text that cannot be put into words is returned unchanged."""
    words = _date_words(edtf)
    return edtf if words is None else words


def _date_words(edtf: str) -> str | None:
    if edtf[:1] in {"[", "{"}:
        return _set_words(edtf[1:-1].split(","), "或" if edtf[0] == "[" else "和")
    if "/" in edtf:
        return _interval_words(*edtf.split("/", 1))
    return _point_words(edtf)


def _set_words(parts: list[str], between: str) -> str | None:
    words: list[str] = []
    before = ""
    for part in parts:
        first, dots, last = part.strip().partition("..")
        ten = third_of_month(part.strip())
        if ten:
            dots, first = "", ten.month
        said = _interval_words(first or "..", last or "..") if dots else _point_words(first)
        if said is None:
            return None
        if ten:
            said += THIRDS[ten.number]
        elif first and last and between == "或":
            # One day or year within the range is meant, not the whole range.
            said += "间"
        words.append(said if dots else _shortened(before, first, said))
        before = "" if dots else first
    return f"{'、'.join(words[:-1])}{between}{words[-1]}" if len(words) > 1 else words[0]


def _interval_words(first: str, last: str) -> str | None:
    if first in OPEN or last in OPEN:
        known = _point_words(last if first in OPEN else first)
        # 截至 includes its end, as the English "until" does: until 2000 may be in 2000.
        return known and (f"截至{known}" if first in OPEN else f"{known}起")
    both = first[-1:] == last[-1:] == "~"
    one, other = (first[:-1], last[:-1]) if both else (first, last)
    begins, ends = _point_words(one), _point_words(other)
    if begins is None or ends is None:
        return None
    return f"{'约' if both else ''}{begins}至{_shortened(one, other, ends)}"


def _shortened(before: str, text: str, words: str) -> str:
    """The words without the year, or the year and month, that the preceding date has given."""
    said, own = before.split("-"), text.split("-")
    if (
        len(said) != len(own)
        or text.startswith("-")
        or not text[-1:].isdigit()
        or not before[-1:].isdigit()
    ):
        return words
    if said[:2] == own[:2] and own[2:]:
        return words.partition("月")[2]
    return words.partition("年")[2] if said[0] == own[0] and own[1:] else words


def _point_words(text: str) -> str | None:
    text, _ = with_mark_at_end(text)
    if match := POINT_RE.fullmatch(text):
        words = _simple_words(match["year"], match["month"], match["day"])
    elif match := DECADE_RE.fullmatch(text):
        words = f"{int(match['century']) + 1}世纪{match['decade']}0年代"
    elif match := CENTURY_RE.fullmatch(text):
        words = f"{int(match['century']) + 1}世纪"
    else:
        return None
    mark = match["mark"]
    about = "约" if mark in {"~", "%"} else ""
    doubt = "（存疑）" if mark in {"?", "%"} else ""
    return words and f"{about}{words}{doubt}"


def _simple_words(year: str, month: str | None, day: str | None) -> str | None:
    year_words = _year_words(year)
    if month is None:
        return year_words
    if month == "XX":
        return f"{year_words}某日"
    if day == "XX":
        month_words = _simple_words(year, month, None)
        return month_words and f"{month_words}某日"
    if day is not None:
        return f"{year_words}{int(month)}月{int(day)}日"
    if 0 < int(month) <= MONTHS:
        return f"{year_words}{int(month)}月"
    return f"{year_words}{SEASONS[month]}" if month in SEASONS else None


def _year_words(year: str) -> str:
    if year == UNSPECIFIED_YEAR:
        return "某年"
    number = int(year)
    if number <= 0:
        return f"公元前{1 - number}年"  # EDTF has a year 0, which is 1 BC
    return f"公元{number}年" if number < FIRST_YEAR_OF_THREE_DIGITS else f"{number}年"
