"""The items in one line above or below an article: date, byline, source, page, buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from builders.readers.links import without_targets
from builders.readers.news.chrome import button_at, is_buttons
from builders.readers.news.fields import (
    ADDRESS_RE,
    AGENCIES,
    BYLINE_RE,
    EDITOR_RE,
    NAME_RE,
    PAGE_RE,
    SOURCE_RE,
    agency_before_place,
    is_byline,
    strip_punctuation,
)
from builders.readers.printed_dates import ISSUE_RE, Moment, moments


class Part(StrEnum):
    """What a piece of a page is."""

    HEADLINE = "headline"
    DECK = "deck"
    BYLINE = "byline"
    UPDATED = "updated"
    DATE = "date"
    SOURCE = "source"
    EDITOR = "editor"
    PAGE = "page"
    CITATION = "citation"
    PUBLICATION = "publication"
    DATELINE = "dateline"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    SUBHEAD = "subhead"
    CAPTION = "caption"
    FIGURE = "figure"
    CONTACT = "contact"
    CREDIT = "credit"
    CHROME = "chrome"
    OTHER = "other"
    """Words that no rule recognises."""


ABOUT = frozenset(
    {
        Part.BYLINE,
        Part.UPDATED,
        Part.DATE,
        Part.SOURCE,
        Part.EDITOR,
        Part.PAGE,
        Part.CITATION,
    }
)
"""The parts that are information about the article and not its text."""


class Item(NamedTuple):
    """A piece of a line, at [start, end) of it."""

    start: int
    end: int
    part: Part


LABEL_RE = re.compile(
    r"(?:(?:Last |First |Date )?(?:Updated?|Published|Posted|Created|Modified|Publish(?:ed)? (?:date|time)|Publication date|Released?|Date)"
    r"|发布时间|更新时间|发表时间|时间|日期|Cập nhật|Ngày đăng|Ngày)(?: (?:at|on|time|date))?\s{0,3}[:：-]?\s{0,3}(?:\(Beijing Time\)\s?|on |at )?",
    re.IGNORECASE,
)
"""`Updated: `, `Last updated at: (Beijing Time) `, `PUBLISHED : `."""

BRACKETED_RE = re.compile(r"[(\[（](?P<words>[^()\[\]（）\n]{2,90})[)\]）]")
_IN_SENTENCE_RE = re.compile(
    r"(?:\b[a-z]{2,20}\s){2}(?:on|since|until|before|after|from|of|in)\s\Z"
)
"""`was signed into law on August 14`: words before a date that is a sentence's, not the page's."""
_LONGEST_HOST = 60
_SEPARATORS = " \t\r\n.,;:|/·•-–—>»*_()[]"
_GLUED_RE = re.compile(r"[a-z0-9?!'\"”’)]\Z")
_DAY_LABELS = frozenset({"date", "date:", "日期", "日期:", "日期："})
_FEWEST_WORDS = 3
_LONGEST_LINE = 500
_LONGEST_REST = 16


def items(line: str, *, day_first: bool = False) -> tuple[Item, ...]:
    """The items of a line, in order; together they cover all of it but white space."""
    if len(line) > _LONGEST_LINE:
        return (Item(0, len(line), Part.OTHER),)
    if ISSUE_RE.search(line):
        return (Item(0, len(line), Part.DATE),)
    # A date in the target of a link is not the article's.
    return _extended(
        line, _with_gaps(line, _recognised(without_targets(line), day_first=day_first))
    )


def tells_about(pieces: tuple[Item, ...]) -> bool:
    """Whether a line holds information about the article and, at most, buttons beside it."""
    parts = {piece.part for piece in pieces}
    if Part.OTHER in parts and len(parts & ABOUT) > 1:
        # `Sat, Jul 07, 2007 - Page 4 News List`: a few other words of the page may follow.
        others = [p for p in pieces if p.part is Part.OTHER]
        return sum(p.end - p.start for p in others) <= _LONGEST_REST
    return bool(parts & ABOUT) and parts <= ABOUT | {Part.CHROME}


def begins_with_words(line: str, pieces: tuple[Item, ...]) -> bool:
    """Whether a line begins with words, perhaps a headline, to which information is appended."""
    return (
        len(pieces) > 1
        and pieces[0].part is Part.OTHER
        and len(line[pieces[0].start : pieces[0].end].split()) >= _FEWEST_WORDS
        and all(piece.part in ABOUT | {Part.CHROME} for piece in pieces[1:])
        and any(piece.part in ABOUT for piece in pieces[1:])
    )


def _recognised(line: str, *, day_first: bool) -> list[Item]:
    """The items that patterns recognise in a line; of overlapping ones, the surest kind."""
    found: list[Item] = []
    for item in _candidates(line, moments(line, day_first=day_first)):
        if item.start < item.end and all(
            item.end <= other.start or item.start >= other.end for other in found
        ):
            found.append(item)
    # Last, because whether a `By` is set off depends on the items before it.
    for match in BYLINE_RE.finditer(line):
        address = ADDRESS_RE.match(line, match.end() + 1)
        item = Item(match.start(), (address or match).end(), Part.BYLINE)
        if _is_set_off(line, match, found) and all(
            item.end <= other.start or item.start >= other.end for other in found
        ):
            found.append(item)
    return sorted(found)


def _candidates(line: str, dates: tuple[Moment, ...]) -> Iterator[Item]:
    """Everything that a pattern recognises, overlaps included, the surest kinds first."""
    for match in BRACKETED_RE.finditer(line):
        if "://" in match["words"]:
            continue  # the target of a link that began on an earlier line
        inside = [m for m in dates if match.start() < m.start and m.end < match.end()]
        if inside:
            named = any(c.isalpha() for c in line[match.start() : inside[0].start])
            yield Item(*match.span(), Part.CITATION if named else Part.DATE)
        # `By Zhang Yan(China Daily)`: the newspaper belongs to the byline.
        elif is_house(match["words"]) and not BYLINE_RE.search(line[: match.start()]):
            yield Item(*match.span(), Part.SOURCE)
    labels = {match.end(): match.start() for match in LABEL_RE.finditer(line)}
    for moment in dates:
        if moment.start in labels:
            label = line[labels[moment.start] : moment.start].strip().lower()
            # `date 2022-08-26` does not mean an update.
            part = Part.DATE if label in _DAY_LABELS else Part.UPDATED
            yield Item(labels[moment.start], moment.end, part)
    for part, pattern in ((Part.EDITOR, EDITOR_RE), (Part.SOURCE, SOURCE_RE)):
        for match in pattern.finditer(line):
            yield Item(*match.span(), part)
    for moment in dates:
        linked = "://" in line[max(0, moment.start - _LONGEST_HOST) : moment.start]
        if not linked and not _IN_SENTENCE_RE.search(line, 0, moment.start):
            yield Item(moment.start, moment.end, Part.DATE)
    if is_byline(line):
        yield Item(0, len(line), Part.BYLINE)
    for match in PAGE_RE.finditer(line):
        yield Item(*match.span(), Part.PAGE)


def is_house(name: str) -> bool:
    """Whether a name is that of a news agency, a newspaper or a site."""
    name = strip_punctuation(name)
    first = name.replace("/", ",").split(",")[0].strip()
    return (
        name.lower() in AGENCIES
        or first.lower() in AGENCIES
        or bool(NAME_RE.fullmatch(name))
        or agency_before_place(name) is not None
    )


def _is_set_off(line: str, match: re.Match[str], found: list[Item]) -> bool:
    """Whether a `By` in the line begins a byline, unlike the one in `Seized By Shanghai Police`."""
    before = line[: match.start()]
    if not before.strip(_SEPARATORS) or _GLUED_RE.search(before) or match["house"]:
        return True
    if any(
        item.end <= match.start()
        for item in found
        if not line[item.end : match.start()].strip(_SEPARATORS)
    ):
        return True
    words = [word for word in before.split() if word[0].isalpha()]
    lower = sum(word[0].islower() for word in words)
    return lower * 2 > len(words) and not line[match.end() :].strip(_SEPARATORS)


def _with_gaps(line: str, claims: list[Item]) -> list[Item]:
    """The claims, and items for the words between them, classified as far as possible."""
    out: list[Item] = []
    at = 0
    for item in (*claims, Item(len(line), len(line), Part.OTHER)):
        out.extend(_gap_items(line, at, item.start, alone=not claims))
        if item.start < item.end:
            out.append(item)
        at = item.end
    return out


def _gap_items(line: str, start: int, end: int, *, alone: bool) -> list[Item]:
    words = line[start:end]
    if not words.strip(_SEPARATORS):
        return []
    if is_buttons(words):
        return [Item(start, end, Part.CHROME)]
    if not alone and is_house(words):
        return [Item(start, end, Part.SOURCE)]
    edge = _end_of_buttons(words)
    if edge and not alone and is_house(words[edge:]):
        return [Item(start, start + edge, Part.CHROME), Item(start + edge, end, Part.SOURCE)]
    return [Item(start, end, Part.OTHER)]


def _end_of_buttons(words: str) -> int:
    """The offset after the buttons that begin a line: `0 Comment(s)Print E-mail Xinhua,`."""
    edge = 0
    while edge < len(words):
        marks = len(words) - edge - len(words[edge:].lstrip(_SEPARATORS))
        button = button_at(words, edge, min(edge + marks, len(words) - 1))
        if button is None:
            break
        edge = button.end()
    return edge


def _extended(line: str, pieces: list[Item]) -> tuple[Item, ...]:
    """The items extended over the punctuation between them, without white space at their ends."""
    out: list[Item] = []
    for position, piece in enumerate(pieces):
        start = 0 if position == 0 else out[-1].end
        end = pieces[position + 1].start if position + 1 < len(pieces) else len(line)
        # An opening bracket belongs to the item after it, other punctuation to the one before.
        mark = line.find("(", piece.end, end)
        end = mark if mark >= 0 else end
        out.append(Item(start, end, piece.part))
    trimmed = []
    for piece in out:
        words = line[piece.start : piece.end]
        lead = len(words) - len(words.lstrip())
        trimmed.append(Item(piece.start + lead, piece.start + len(words.rstrip()), piece.part))
    return tuple(piece for piece in trimmed if piece.start < piece.end) or (
        (Item(0, len(line), Part.OTHER),) if line.strip() else ()
    )
