"""Short forms of works for running text: author and year, or a short title."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from builders import dates
from builders.citations.works.titles import printed
from builders.model.cable import IDENTIFIER_RE, identifier
from builders.model.publication import Entry
from builders.model.scripts import HAN_RE
from builders.model.work import Name, Work, WorkType

BY_TITLE = frozenset(
    {
        WorkType.BILL,
        WorkType.LEGAL_CASE,
        WorkType.LEGISLATION,
        WorkType.REGULATION,
        WorkType.STANDARD,
        WorkType.TREATY,
    }
)
"""Types that are called by their titles, not by their authors."""
NAMED = 3
"""With more authors than this, the first `and others` is named."""
LONGEST = 40
"""The length in characters beyond which a title is cut short."""


UNKNOWN, YEAR = "X", 4
"""EDTF's mark for an unknown digit, and the number of digits of a year."""


class Joins(NamedTuple):
    """The words of one language that short forms need between names and for unknown dates."""

    comma: str = ", "
    last: str = " and "
    others: str = " and others"
    undated: str = "n.d."
    decade: Callable[[str], str] = dates.display
    """From a date such as `199X` to words for its years."""


ENGLISH = Joins()
CHINESE = Joins("、", "、", "等", "无日期", dates.chinese.display)
UNDATED = ENGLISH.undated


def short(work: Work, joins: Joins = ENGLISH) -> str:
    """The work in a few words: `Chin 1999`, `Palermo Protocol 2000`, `07 GUANGZHOU 618`."""
    if telegram := _telegram(work):
        return telegram
    return f"{who(work, joins)} {year(work, joins)}"


def who(work: Work, joins: Joins = ENGLISH) -> str:
    """The short form of a work without its year."""
    if telegram := _telegram(work):
        return telegram
    if work.title_short or work.type in BY_TITLE or not work.creators:
        return printed(_title(work, joins))
    names = [printed(_last(name)) for name in work.creators]
    if len(names) > NAMED:
        return f"{names[0]}{joins.others}"
    return joins.last.join(filter(None, (joins.comma.join(names[:-1]), names[-1])))


def year(work: Work, joins: Joins = ENGLISH) -> str:
    """The year or decade of a work, or that it is undated."""
    number = dates.year(work.issued) if work.issued else None
    if UNKNOWN in work.issued[:YEAR]:
        return joins.decade(work.issued).removeprefix("the ")
    return str(number) if number is not None else joins.undated


def short_source(entry: Entry) -> str:
    """A source of the edition in a few words: a telegram's number, or author and year."""
    if IDENTIFIER_RE.fullmatch(entry.id):
        return identifier(entry.id)
    number = dates.year(entry.date) if entry.date else None
    year = UNDATED if number is None else str(number)
    name = _authors(entry)
    if name:
        return f"{name} {year}"
    title = _cut(entry.title)
    # The title of many letters is nothing but their place and date.
    return title if title.endswith(year) else f"{title} {year}"


def _authors(entry: Entry) -> str:
    """The authors of a source: family names, or the originator as the source itself names it."""
    authors = entry.sidecar.original.author
    originator = entry.document.header.originator or ""
    if originator and not any("," in author for author in authors):
        return originator
    names = [author.partition(",")[0].strip() for author in authors]
    if len(names) > NAMED:
        return f"{names[0]}{ENGLISH.others}"
    return ENGLISH.last.join(filter(None, (ENGLISH.comma.join(names[:-1]), *names[-1:])))


def _telegram(work: Work) -> str:
    if work.type is not WorkType.PERSONAL_COMMUNICATION:
        return ""
    return identifier(work.number) if IDENTIFIER_RE.fullmatch(work.number) else ""


def _last(name: Name) -> str:
    """The family name; in characters, all of the name."""
    return f"{name.family}{name.given}" if HAN_RE.search(name.family) else name.last


def _title(work: Work, joins: Joins) -> str:
    """The short title, or the title cut short; a Chinese one, if any, among Chinese words."""
    titles = (work.title_short, work.title.text, work.original_title)
    chinese = (_cut(title) for title in titles if joins is CHINESE and HAN_RE.search(title))
    return next(chinese, work.title_short or _cut(work.title.text))


def _cut(title: str) -> str:
    """The title up to its colon, cut after a word if it is longer than `LONGEST`."""
    main = title.partition(":")[0].strip()
    if len(main) <= LONGEST:
        return main
    head, _, _ = main[: LONGEST + 1].rpartition(" ")
    return f"{head or main[:LONGEST]} …"
