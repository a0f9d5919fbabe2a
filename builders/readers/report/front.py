"""The front of a report: title, subtitle, title in another language, issue, publisher."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from builders.model.report import ReportHeader
from builders.model.scripts import HAN_RE
from builders.readers.other_genres import SALUTATION_RE
from builders.readers.report.chunks import Chunk, Sort
from builders.readers.report.dates import NUMBER_RE, period
from builders.readers.report.parts import (
    ELLIPSIS_RE,
    MASTHEAD_RE,
    SECTION_NUMBER_RE,
    STATISTICS_RE,
    Part,
)
from builders.readers.report.running_heads import running_key

GENERIC_RE = re.compile(
    r"(?:untitled )?document|(?:executive )?summary|abstract|introduction|background|(?:table of )?contents|index|in this issue|foreword|preface"
    r"|acknowledge?ments?|conclusions?|recommendations?|references|bibliography|annex(?: .{1,6})?|appendix(?: .{1,6})?|methodology|overview|glossary|acronyms.{0,30}",
    re.IGNORECASE,
)
"""Headings that any report has: never a title."""
BODY_RE = re.compile(
    r"\b(?:Office|Organi[sz]ation|Agency|Commission|Ministry|Union|Association|Institute|Cent(?:re|er)|University|Council|Bank"
    r"|Department|Foundation|Committee|Society|Federation|Bureau|Network|Service|Fund|Secretariat|Mission|Academy|Authority|Nations)\b",
    re.IGNORECASE,
)
"""Words in the names of bodies that publish."""
SITE_RE = re.compile(
    r"(?:Uploads?|Views?|Downloads?|Category|Documents?|Report|Share|Transcript(?:ion)?|(?:Embed )?Size(?: \(px\)|: px)|Embed|Start display at page|Download \".{3,200}\"|Citation preview"
    r"|advertisement|CONTINUE READING|Page created by .{1,40}|Post on|Like|Comments?)"
    r"(?:\s(?:others?|\d[\d,.]{0,12}|on .{1,30}))?:?",
    re.IGNORECASE,
)
"""`Embed Size (px)`, `Upload others`, `Citation preview`: lines of a site that shows PDFs."""
PUBLISHED_RE = re.compile(
    r"\b(?:Published|Issued|Produced) by:?\s(?P<name>(?:the )?[A-Z][^.;:,\n]{2,80})"
)
# `(c)` without a year is the third item of a list.
COPYRIGHT_RE = re.compile(
    r"(?:©\s?(?:\d{4}\s)?|Copyright\s?(?:©\s?|\([cC]\)\s?)?(?:\d{4}\s)?|\([cC]\)\s?\d{4}\s)(?P<name>[A-Z][^.;:,\d\n]{2,60})"
)
_WORD_RE = re.compile(r"[^\W\d_]+")
_SMALL = frozenset("a an and as at by for from in of on or the to with".split())  # noqa: SIM905  # reads as the list it is
DATED_RE = re.compile(
    r"(?:(?:Publication |Release |Issue )?Date|Date of (?:issue|publication|report|release)|(?:Released|Issued|Published)(?: on)?"
    r"|Datum|Fecha|Data|Дата)\s?:\s{0,3}",
    re.IGNORECASE,
)
"""`Date: November 15, 2012`, as a memorandum has it."""
SUBJECT_RE = re.compile(r"(?:Subject|Re)\s?:\s{0,3}(?P<words>\S.{3,200})", re.IGNORECASE)
_SEPARATOR_AT_END_RE = re.compile(r"[\s\-–—:|,(]+\Z")
_NEWSLETTERS = frozenset({"newsletter", "bulletin", "gazette", "digest"})
_LINES = frozenset({Part.PARAGRAPH, Part.HEADING, Part.CAPTION, Part.RUNNING_HEAD})
_LONGEST_LINE = 20
_FRONT_CHUNKS = 20
_LONGEST_WITH_A_YEAR = 6
"""The most words of a line in which a year alone is the date of the issue: `OTTAWA: 1885`."""


@dataclass(frozen=True, slots=True)
class Front:
    """The fields of the front, as printed."""

    title: str
    subtitle: str | None
    title_original: str | None
    series: str | None
    issue: str | None
    date: str | None
    publisher: str | None


def name_front(chunks: tuple[Chunk, ...], named: Sequence[Part]) -> tuple[Part, ...]:
    """The parts, with the title and the other lines before the first prose named."""
    site = [k for k, chunk in enumerate(chunks[:_FRONT_CHUNKS]) if SITE_RE.fullmatch(chunk.text)]
    # All up to the last line of a site that shows the PDF is the site's. A single such line is
    # not enough: `REPORT` stands on title pages.
    shown = site[-1] if len(site) > 1 else -1
    named = (*([Part.CHROME] * (shown + 1)), *named[shown + 1 :])
    end = _end(chunks, named)
    title = _masthead(chunks, named, end)
    if title is None:
        title = _first_heading(chunks, named, end, whole=shown >= 0)
    if title is None:
        title = _on_title_page(chunks, named, end)
    last_heading = max((k for k in range(end) if named[k] is Part.HEADING), default=-1)
    before = (
        _front_part(chunks, named, k, title, last_heading)
        if part in _LINES or part is Part.PAGE_FOOTER
        else part
        for k, part in enumerate(named[:end])
    )
    return (*before, *named[end:])


def _end(chunks: tuple[Chunk, ...], named: Sequence[Part]) -> int:
    """Where the front ends: at the first prose, item, table, contact or summary."""
    for k, chunk in enumerate(chunks):
        if named[k] in {Part.SUMMARY, Part.ITEM, Part.TABLE, Part.CONTACT}:
            return k
        if named[k] is not Part.PARAGRAPH or ELLIPSIS_RE.search(chunk.text):
            continue
        goes_on = k + 1 < len(chunks) and chunks[k + 1].text[:1].islower()
        if chunk.count > 1 and MASTHEAD_RE.search(chunk.text) and not _more_than_a_date(chunk.text):
            continue
        if chunk.prose or goes_on or chunk.text[:1].islower():
            return k
    return len(chunks)


def _masthead(chunks: tuple[Chunk, ...], named: Sequence[Part], end: int) -> int | None:
    """The chunk with a newsletter's name, more than a date and the word `newsletter`; or None."""
    best = above = None
    for k in range(end):
        chunk = chunks[k]
        if named[k] not in _LINES:
            continue
        if chunk.count > _LONGEST_LINE // 2 or ELLIPSIS_RE.search(chunk.text):
            continue
        match = MASTHEAD_RE.search(chunk.text)
        strong = match is not None and match[0].lower() in _NEWSLETTERS
        if strong and above is None and not _more_than_a_date(chunk.text):
            # `Newsletter Vol1 Issue1` stands under the name of the body that publishes it.
            above = k - 1 if k and named[k - 1] in _LINES and chunks[k - 1].count > 1 else None
        if match and not chunk.finished and _more_than_a_date(chunk.text):
            if strong:
                return k
            best = (
                k if best is None and (chunk.sort is Sort.HEADING or chunk.text.isupper()) else best
            )
    return above if best is None else best


def _more_than_a_date(text: str) -> bool:
    when = period(text)
    rest = text[: when.start] + text[when.end :] if when else text
    return bool(_WORD_RE.search(MASTHEAD_RE.sub("", NUMBER_RE.sub("", rest))))


def _first_heading(
    chunks: tuple[Chunk, ...], named: Sequence[Part], end: int, *, whole: bool
) -> int | None:
    """The first heading, if it can be the title, or None.

    It must rank above all others, as the headings of a page taken from a report do not, unless
    the report is known to be `whole`; and it must not be a section's.
    """
    headings = [k for k, part in enumerate(named) if part is Part.HEADING]
    if not headings or headings[0] >= end:
        return None
    first = chunks[headings[0]]
    if SECTION_NUMBER_RE.match(first.text) or GENERIC_RE.fullmatch(first.text):
        return None
    others = [chunks[k].level for k in headings[1:]]
    top = first.level == 1 and all(level is None or level > 1 for level in others)
    return headings[0] if top or whole else None


def _on_title_page(chunks: tuple[Chunk, ...], named: Sequence[Part], end: int) -> int | None:
    """The first line of a title page, that is, of a first page without prose; or None."""
    page = next((k for k, chunk in enumerate(chunks) if chunk.sort is Sort.BREAK), 0)
    if any(chunk.prose for chunk in chunks[:page]):
        return None
    return next(
        (
            k
            for k in range(min(page, end))
            if named[k] in _LINES - {Part.CAPTION} and chunks[k].count > 1
        ),
        None,
    )


def _front_part(
    chunks: tuple[Chunk, ...], named: Sequence[Part], k: int, title: int | None, last_heading: int
) -> Part:
    text = chunks[k].text
    if (title is None or k < title) and (ELLIPSIS_RE.search(text) or STATISTICS_RE.search(text)):
        # The site that a copy was taken from quotes the document before it begins.
        return Part.CHROME
    if named[k] is Part.PAGE_FOOTER or title is None:
        return named[k]
    if k != title and running_key(text) == running_key(chunks[title].text):
        return Part.RUNNING_HEAD
    return Part.TITLE if k == title else _beside_title(chunks, named, k, title, last_heading)


def _beside_title(
    chunks: tuple[Chunk, ...], named: Sequence[Part], k: int, title: int, last_heading: int
) -> Part:
    """The part that a line of the front is if it is not the title."""
    chunk = chunks[k]
    if HAN_RE.search(chunk.text) and not HAN_RE.search(chunks[title].text):
        return Part.TITLE_ORIGINAL
    if chunk.count > _LONGEST_LINE or chunk.finished or SALUTATION_RE.match(chunk.text):
        return named[k]
    if chunk.text[:1].islower():
        return named[k]
    if period(chunk.text) or NUMBER_RE.search(chunk.text):
        return Part.ISSUE if _is_issue(chunk) else named[k]
    if k > title and (k == last_heading or named[k] is Part.CAPTION):
        return named[k]
    return Part.SUBTITLE


def _is_issue(chunk: Chunk) -> bool:
    """Whether a line gives the issue's number or date; a year alone counts only in a short line."""
    when = period(chunk.text)
    year_alone = when is not None and chunk.text[when.start : when.end].isdecimal()
    named = when is not None and not (year_alone and chunk.count > _LONGEST_WITH_A_YEAR)
    return named or bool(NUMBER_RE.search(chunk.text))


def front(chunks: tuple[Chunk, ...], named: Sequence[Part], language: str) -> Front:
    """The fields of the front. Only a title in English, all in capitals, is put into title case."""
    texts: dict[Part, list[str]] = {}
    for chunk, part in zip(chunks, named, strict=True):
        texts.setdefault(part, []).append(chunk.text)
    capitals = _capitals(chunks) if language == "en" else None
    title = title_cased(next(iter(texts.get(Part.TITLE, ())), ""), capitals)
    issue = date = subtitle = None
    for text in (*texts.get(Part.ISSUE, ()), title):
        number = NUMBER_RE.search(text)
        # In `No. 4 March 2011` the 4 is not a day.
        when = period(NUMBER_RE.sub(lambda match: " " * len(match[0]), text))
        if when and date is None:
            date = when.edtf
            issue = title_cased(text[when.start : when.end], capitals)
            before = text[: when.start]
            subtitle = _SEPARATOR_AT_END_RE.sub("", before) if _more_than_a_date(before) else None
        if number and not (issue and number[0] in issue):
            issue = f"{number[0]}, {issue}" if issue else number[0]
    date = date or _day_of_front(chunks)
    subtitle = next(iter(texts.get(Part.SUBTITLE, ())), subtitle if subtitle != title else None)
    newsletter = bool(
        re.search(r"\b(?:newsletter|bulletin|gazette|digest)\b", title, re.IGNORECASE)
    )
    return Front(
        title=title,
        subtitle=title_cased(subtitle, capitals) if subtitle else None,
        title_original=next(iter(texts.get(Part.TITLE_ORIGINAL, ())), None),
        series=title if newsletter else None,
        issue=issue,
        date=date,
        publisher=_publisher(chunks, named, title),
    )


def _day_of_front(chunks: tuple[Chunk, ...]) -> str | None:
    """The day on a line near the top that holds nothing else, or a label before it; or None."""
    for chunk in chunks[:_FRONT_CHUNKS]:
        label = DATED_RE.match(chunk.text)
        words = chunk.text[label.end() if label else 0 :].strip(" .,()")
        when = period(words)
        if when and when.end - when.start == len(words) and len(when.edtf) == len("2012-11-15"):
            return when.edtf
    return None


def _subject(chunks: tuple[Chunk, ...]) -> str:
    """The subject of a memorandum; empty if there is no line for it near the top."""
    found = (SUBJECT_RE.fullmatch(chunk.text) for chunk in chunks[:_FRONT_CHUNKS])
    return next((match["words"] for match in found if match), "")


def header(chunks: tuple[Chunk, ...], named: Sequence[Part], language: str) -> ReportHeader:
    """The header of the report."""
    found = front(chunks, named, language)
    contact = tuple(
        chunk.text
        for chunk, part in zip(chunks, named, strict=True)
        # `Mobile:` alone is a line of a form that nobody filled in.
        if part is Part.CONTACT and not chunk.text.endswith((":", "："))
    )
    return ReportHeader(
        title=found.title or _subject(chunks),
        subtitle=found.subtitle,
        title_original=found.title_original,
        series=found.series,
        issue=found.issue,
        publisher=found.publisher,
        date=found.date,
        contact=contact,
    )


def _publisher(chunks: tuple[Chunk, ...], named: Sequence[Part], title: str) -> str | None:
    """The body that is named above the contact lines, in an imprint or in the masthead, or None."""
    for k, part in enumerate(named):
        if part is Part.CONTACT and k and named[k - 1] is Part.HEADING:
            heading = chunks[k - 1].text
            if BODY_RE.search(heading):
                return heading
    for pattern in (PUBLISHED_RE, COPYRIGHT_RE):
        for chunk in chunks:
            match = pattern.search(chunk.text)
            if match:
                return match["name"].strip()
    masthead = MASTHEAD_RE.search(title)
    if masthead and BODY_RE.search(title[: masthead.start()]):
        return title[: masthead.start()].strip(" -–—:|") or None
    return None


def _capitals(chunks: tuple[Chunk, ...]) -> frozenset[str]:
    """Words in capitals in chunks that are otherwise not: acronyms, which stay so in a title."""
    found: set[str] = set()
    for chunk in chunks:
        if sum(map(str.islower, chunk.text)) > sum(map(str.isupper, chunk.text)):
            found.update(
                word for word in _WORD_RE.findall(chunk.text) if word.isupper() and len(word) > 1
            )
    return frozenset(found)


def title_cased(text: str, capitals: frozenset[str] | None) -> str:
    """A line of capitals put into title case, except acronyms; any other line unchanged.

    Without known acronyms (None) it stays as it is: other languages do not use title case.
    """
    if capitals is None or not text.isupper():
        return text
    vowel = re.compile("[AEIOUY]")

    def word(match: re.Match[str]) -> str:
        found = match[0]
        if found in capitals or not vowel.search(found):
            return found
        small = found.lower() in _SMALL and match.start() > 0
        return found.lower() if small else found.capitalize()

    return _WORD_RE.sub(word, text)
