"""Dates in Chinese: `2010年3月2日`, `二〇一〇年三月`, `上世纪90年代`, `去年`, `2010年上半年`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builders.dates import eras
from builders.dates.eras import count as _count
from builders.recognizers.dates.atoms import (
    Atom,
    Form,
    Point,
    Reference,
    add_days,
    add_months,
)
from builders.recognizers.dates.years import short_year

_DIGITS = "〇零一二三四五六七八九"
_YEAR = rf"(?:(?:1[0-9]{{3}}|20[0-9]{{2}})|[一二][{_DIGITS}O○]{{3}})"
_COUNT = "(?:[0-9]{1,2}|三十一|三十|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_RELATIVE_YEAR = r"(?:今年|去年|前年|明年|本年)"
_S = r"\s{0,2}"

ERA_RE = re.compile(
    rf"{eras.YEAR}(?:{_S}(?P<month>{_COUNT}|正){_S}月(?:{_S}初?(?P<day>{_COUNT}){_S}[日號号]?)?)?"
)
"""`明治十八年一月二十七日`, `民國元年三月`, `光緒三十三年二月初九日`."""
DAY_RE = re.compile(
    rf"(?<![0-9])(?:(?P<year>{_YEAR}){_S}年{_S}|(?P<whose>{_RELATIVE_YEAR}){_S})?(?P<month>{_COUNT}){_S}月(?!{_S}初[一二三四五六七八九十]{_S}[日号號])(?:{_S}(?P<day>{_COUNT}){_S}[日号號])?(?:份|[初底末])?"
)
"""`2010年3月2日`, `3月2日`, `去年8月`, `六月底`; not `九月初五日`, a day of a lunar month."""
LAST_DAY_RE = re.compile(rf"{_S}(?:至|到|[-–—~～、和及]){_S}(?P<day>{_COUNT}){_S}[日号號]")
"""The end of `3月2日至3日`."""
BARE_FIRST_RE = re.compile(
    rf"(?<![0-9])(?:(?P<year>{_YEAR}){_S}年{_S})?(?P<month>{_COUNT}){_S}月{_S}(?P<first>{_COUNT}){_S}(?:至|到|[-–—~～]){_S}(?P<last>{_COUNT}){_S}[日号號]"
)
"""`3月2-3日`."""
BARE_MONTHS_RE = re.compile(
    rf"(?<![0-9])(?:(?P<year>{_YEAR}){_S}年{_S})(?P<first>{_COUNT}){_S}(?:至|到|[-–—~～]){_S}(?P<last>{_COUNT}){_S}月(?!{_S}[0-9])"
)
"""`2010年1-6月`."""
YEAR_RE = re.compile(
    rf"(?<![0-9])(?P<year>{_YEAR}){_S}年(?!{_S}(?:{_COUNT}{_S}月|代|来|來|历史|歷史|前|[多间間]))(?:{_S}(?P<part>[上下]半年|第?[一二三四1-4]季度))?(?:初|中|底|末|年底|年初|春|夏|秋|冬)?"
)
"""`2010年`, `2010年底`, `2010年上半年`."""
PAIR_RE = re.compile(
    rf"(?<![0-9])(?P<first>{_YEAR})(?:{_S}年)?{_S}(?:至|到|[-–—~～]){_S}(?P<last>{_YEAR}){_S}年(?!{_S}{_COUNT}{_S}月)"
)
"""`2007-2010年`, `2007年至2010年`."""
DECADE_RE = re.compile(
    rf"(?:(?P<century>[0-9]{{2}}|十[八九]|二十一?){_S}世[纪紀]{_S}|(?P<last>上(?:个|個)?世[纪紀]){_S})?"
    rf"(?P<decade>[0-9]{{2}}|[一二三四五六七八九]十|(?:1[0-9]|20)[0-9]0){_S}年代(?P<part>初期?|早期|中期|末期?|后期|後期)?"
)
"""`20世纪90年代初`, `上世纪八十年代`, `1990年代`."""
CENTURY_RE = re.compile(
    rf"(?P<century>[0-9]{{2}}|十[八九]|二十一?){_S}世[纪紀](?!{_S}(?:[0-9]|[一二三四五六七八九]十{_S}年代))"
)
RELATIVE_RE = re.compile(
    r"(?P<year>今年|去年|前年|明年|本年)(?P<part>[上下]半年|第?[一二三四1-4]季度)?(?:年?[初底末])?"
    r"|(?P<month>上(?:个|個)?月|本月|下(?:个|個)?月)|(?P<day>昨[天日]|明天)"
)

_CENTURIES = {"十八": 18, "十九": 19, "二十": 20, "二十一": 21}
_YEARS = {"今年": 0, "本年": 0, "去年": -1, "前年": -2, "明年": 1}
_PARTS = {"上半年": (1, 6), "下半年": (7, 12)}
_THIRDS = {"初": (0, 3), "早": (0, 3), "中": (4, 6), "末": (7, 9), "后": (7, 9), "後": (7, 9)}
_MONTHS = 12
_HUNDRED = 100


def find(text: str, reference: Reference | None) -> Iterator[Atom]:
    """The dates in a text that are written in Chinese."""
    if (
        "年" not in text
        and "月" not in text
        and "世" not in text
        and "天" not in text
        and "昨" not in text
    ):
        return
    yield from _eras(text)
    yield from _ranges_with_one_unit(text)
    yield from _days(text, reference)
    yield from _years(text)
    yield from _decades(text, reference)
    if reference:
        yield from _relatives(text, reference)


def _eras(text: str) -> Iterator[Atom]:
    """The dates that count the years of an era; where months are lunar, only the year is used."""
    for match in ERA_RE.finditer(text):
        year, ours = eras.gregorian_year(match["era"], match["count"])
        month, day = (_count(match[part]) if match[part] else None for part in ("month", "day"))
        point = Point(year, month, day) if ours else Point(year)
        if point.bounds:
            yield Atom(*match.span(), (point,), approximate=not ours)


def _year(words: str) -> int:
    """The year that digits or Chinese numerals name: 2010 for `2010` and for `二〇一〇`."""
    if words.isdecimal():
        return int(words)
    return int("".join(str(eras.DIGITS[character]) for character in words))


def _ranges_with_one_unit(text: str) -> Iterator[Atom]:
    """The intervals whose unit stands only behind the end: `3月2-3日`, `2010年1-6月`."""
    for match in BARE_FIRST_RE.finditer(text):
        year = _year(match["year"]) if match["year"] else None
        month = _count(match["month"])
        points = tuple(Point(year, month, _count(match[end])) for end in ("first", "last"))
        if _are_possible(points) and points[0] < points[1]:
            yield Atom(*match.span(), points, Form.RANGE)
    for match in BARE_MONTHS_RE.finditer(text):
        points = tuple(Point(_year(match["year"]), _count(match[end])) for end in ("first", "last"))
        if _are_possible(points) and points[0] < points[1]:
            yield Atom(*match.span(), points, Form.RANGE)


def _days(text: str, reference: Reference | None) -> Iterator[Atom]:
    """The days and months; `3月2日至3日` gives two atoms, one of the first day and one of both."""
    for match in DAY_RE.finditer(text):
        relative = bool(match["whose"])
        if relative and (reference is None or reference.year is None):
            continue
        point = Point(
            _year_of_day(match, reference),
            _count(match["month"]),
            _count(match["day"]) if match["day"] else None,
        )
        if _are_possible((point,)):
            yield Atom(*match.span(), (point,), relative=relative)
            if match["day"]:
                yield from _day_range(text, match, point, relative=relative)


def _year_of_day(match: re.Match[str], reference: Reference | None) -> int | None:
    """The year before a month, as a number or as a word like `去年`; None if there is none."""
    if match["year"]:
        return _year(match["year"])
    if match["whose"] and reference and reference.year is not None:
        return reference.year + _YEARS[match["whose"]]
    return None


def _day_range(text: str, first: re.Match[str], day: Point, *, relative: bool) -> Iterator[Atom]:
    """A day together with a later day of the same month that follows it: `3月2日至3日`."""
    last = LAST_DAY_RE.match(text, first.end())
    if last is None:
        return
    later = day._replace(day=_count(last["day"]))
    if _are_possible((later,)) and day < later:
        form = Form.ALL if set("、和及") & set(last[0]) else Form.RANGE
        yield Atom(first.start(), last.end(), (day, later), form, relative=relative)


def _are_possible(points: tuple[Point, ...]) -> bool:
    """Whether the calendar has these days; an unknown year may be a leap year."""
    return all(
        1 <= (point.month or 0) <= _MONTHS
        and (point if point.year else point.with_year(2000)).bounds
        for point in points
    )


def _years(text: str) -> Iterator[Atom]:
    for match in PAIR_RE.finditer(text):
        first, last = _year(match["first"]), _year(match["last"])
        if first < last:
            yield Atom(*match.span(), (Point(first), Point(last)), Form.RANGE)
    for match in YEAR_RE.finditer(text):
        yield _part(match.start(), match.end(), _year(match["year"]), match["part"])


def _part(start: int, end: int, year: int, part: str | None, *, relative: bool = False) -> Atom:
    """The whole year, or the half or quarter of it that is named."""
    if not part:
        return Atom(start, end, (Point(year),), relative=relative)
    if part in _PARTS:
        first, last = _PARTS[part]
    else:
        last = 3 * _count(part.removeprefix("第")[0])
        first = last - 2
    return Atom(start, end, (Point(year, first), Point(year, last)), Form.RANGE, relative=relative)


def _decades(text: str, reference: Reference | None) -> Iterator[Atom]:
    for match in DECADE_RE.finditer(text):
        decade = _count(match["decade"])
        if match["century"]:
            year = (_century(match["century"]) - 1) * _HUNDRED + decade
        elif match["last"]:
            if reference is None or reference.year is None:
                continue
            year = reference.year - reference.year % _HUNDRED - _HUNDRED + decade
        else:
            year = decade if decade >= _HUNDRED else short_year(decade, reference)
        if decade % 10 or year < 1:
            continue
        if match["part"]:
            first, last = _THIRDS[match["part"][0]]
            points = (Point(year + first), Point(year + last))
            yield Atom(*match.span(), points, Form.RANGE, approximate=True)
        else:
            yield Atom(*match.span(), (Point(year),), Form.DECADE)
    for match in CENTURY_RE.finditer(text):
        century = _century(match["century"])
        if 1 < century <= max(_CENTURIES.values()):
            yield Atom(*match.span(), (Point((century - 1) * _HUNDRED),), Form.CENTURY)


def _century(words: str) -> int:
    return int(words) if words.isdecimal() else _CENTURIES[words]


def _relatives(text: str, reference: Reference) -> Iterator[Atom]:
    for match in RELATIVE_RE.finditer(text):
        if match["year"] and reference.year is not None:
            year = reference.year + _YEARS[match["year"]]
            yield _part(*match.span(), year, match["part"], relative=True)
        elif match["month"] and reference.month:
            step = {"上": -1, "本": 0, "下": 1}[match["month"][0]]
            yield Atom(*match.span(), (add_months(reference.month, step),), relative=True)
        elif match["day"] and reference.day:
            day = add_days(reference.day, -1 if match["day"][0] == "昨" else 1)
            if day:
                yield Atom(*match.span(), (day,), relative=True)
