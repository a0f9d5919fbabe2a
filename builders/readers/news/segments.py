"""A page cut into segments, each with the part of the page that it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from builders.readers.blocks import ENDS_A_SENTENCE_RE, trimmed
from builders.readers.languages import other_language
from builders.readers.news.chrome import BULLET_RE, NOTICE_RE, is_buttons
from builders.readers.news.fields import (
    PERSON_IN_RE,
    PERSON_RE,
)
from builders.readers.news.layout import (
    HASHES_RE,
    Places,
    Row,
    Segment,
    closing_part,
    headline_start,
    headline_words,
    is_menu,
    near,
    places,
    rows,
)
from builders.readers.news.line_items import (
    Part,
    is_house,
)
from builders.readers.news.lines import FIGURE_RE, keywords_start
from builders.readers.news.run_in_parts import Cut, run_in_head, run_in_tail
from builders.readers.news.subheads import is_flattened, leading_length

_NAMED = frozenset(Part) - {Part.OTHER}
PIPES_AT_START_RE = re.compile(r"(?<!\s)(?:\s*\|)+\s*")
PIPES_AT_END_RE = re.compile(r"(?<![\s|])\s*\|[\s|]*\Z")
_LONGEST_SUBHEAD = 12
_FEWEST_WORDS_CUT_OFF = 4
_SHORTEST_SENTENCE = 3
_SHORTEST_DECK = 5


def segments(text: str, *, day_first: bool = False) -> tuple[Segment, ...]:
    """The segments of a page, in order; together they cover all of it but white space."""
    found = rows(text, day_first=day_first)
    where = places(found)
    page = Page(
        found,
        where,
        day_first=day_first,
        foot=_foot(found, where),
        near=near(found, where),
        flattened=is_flattened(text),
    )
    out: list[Segment] = []
    for k, row in enumerate(found):
        start = row.passage.span.start
        for a, b, part in _row_parts(page, k):
            span = trimmed(text, start + a, start + b)
            if span is not None:
                out.append(Segment(*span, part))
    return tuple(out)


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of a page, and where its article is."""

    rows: tuple[Row, ...]
    where: Places
    day_first: bool
    foot: int
    """The first row under the body that certainly does not belong to it."""
    near: range
    """The rows whose information may be about the article; on a web page, others have their own."""
    flattened: bool
    """Whether the page has lost its layout, so that paragraphs may contain sub-headings."""


def _foot(found: tuple[Row, ...], where: Places) -> int:
    for k in range(where.end, len(found)):
        row = found[k]
        if is_menu(row) or row.about or closing_part(row) or BULLET_RE.match(row.text):
            return k
    return len(found)


def _row_parts(page: Page, k: int) -> list[Cut]:
    """The parts of a row."""
    row, where = page.rows[k], page.where
    if k == where.headline:
        return _headline(row)
    if row.about or (row.glued and (k < where.first or k not in page.near)):
        known = _NAMED if k in page.near else frozenset()
        return [(a, b, p if p in known else Part.CHROME) for a, b, p in row.pieces]
    if row.figure:
        return _figure(row.text)
    if row.prose and where.first <= k < where.end:
        return _paragraph(page, k)
    name = _part_above if k < where.first else _part_within if k < where.end else _part_below
    if row.prose and (where.title or 0) <= k < where.first:
        # A sentence above the byline, or one that the first paragraph repeats.
        return [(0, len(row.text), Part.DECK)]
    return [(0, len(row.text), name(page, k))]


def _headline(row: Row) -> list[Cut]:
    """The parts of the row with the headline: rubric, headline, and what is appended to it."""
    glued = row.glued
    end = row.pieces[0].end if glued else len(row.text)
    start = headline_start(row.text[:end])
    parts = [(0, start, Part.CHROME)] if row.text[:start].strip("# \t") else []
    title_start = start if parts else 0
    site = _site_after_headline(row.text[:end])
    keywords = keywords_start(row.text[:end])
    if keywords is not None:
        parts += [(title_start, keywords, Part.HEADLINE), (keywords, end, Part.CHROME)]
    elif site is not None:
        parts += [(title_start, site, Part.HEADLINE), (site, end, Part.PUBLICATION)]
    else:
        parts.append((title_start, end, Part.HEADLINE))
    if glued:
        parts += [(piece.start, piece.end, piece.part) for piece in row.pieces[1:]]
    return parts


_SITE_RE = re.compile(r"(?:\s[-–—|]{1,2}\s|[|_]|\s--)\s*(?P<name>[^|_]{2,50})\Z")


def _site_after_headline(line: str) -> int | None:
    """The offset of the site's name after a headline (`- China.org.cn`), or None."""
    near_end = max(0, len(line) - 60)
    match = _SITE_RE.search(line, near_end)
    if not match or not is_house(match["name"]):
        return None
    return max(near_end, len(line[: match.start()].rstrip()))


def _figure(line: str) -> list[Cut]:
    """The parts of a row with a picture: its markup, and the caption beside it."""
    parts: list[Cut] = []
    at = 0
    for match in FIGURE_RE.finditer(line):
        if line[at : match.start()].strip():
            parts.append((at, match.start(), Part.CAPTION))
        parts.append((*match.span(), Part.FIGURE))
        at = match.end()
    if line[at:].strip():
        parts.append((at, len(line), Part.CAPTION))
    return parts


def _part_above(page: Page, k: int) -> Part:
    """The part that a row above the body is: byline, source, deck or chrome."""
    row, headline = page.rows[k], page.where.headline
    if headline is not None and k > headline:
        if PERSON_IN_RE.fullmatch(row.text) or _is_repeated_name(page, k):
            return Part.BYLINE
        if is_house(row.text) and not is_buttons(row.text):
            return Part.SOURCE
    if (
        headline is None
        or k < headline
        or is_menu(row)
        or BULLET_RE.match(row.text)
        or other_language(row.text, "en")
        or row.passage.words < _SHORTEST_DECK
        or headline_words(page.rows[headline]).startswith(row.text)
    ):
        return Part.CHROME
    return Part.DECK


def _is_repeated_name(page: Page, k: int) -> bool:
    """Whether a row under the headline is a person's name that occurs there more than once."""
    where, name = page.where, page.rows[k].text
    around = page.rows[(where.headline or 0) + 1 : min(where.first, (where.headline or 0) + 9)]
    return PERSON_RE.fullmatch(name) is not None and sum(r.text == name for r in around) > 1


def _part_within(page: Page, k: int) -> Part:
    """The part that a row between the first paragraph and the last is."""
    row = page.rows[k]
    closing = closing_part(row)
    if closing:
        return closing
    if is_menu(row) or NOTICE_RE.search(row.text):
        return Part.CHROME
    if ENDS_A_SENTENCE_RE.search(row.text) or row.text.endswith((":", ",", ";")):
        return Part.PARAGRAPH
    marked = page.where.title is not None and HASHES_RE.match(row.text)
    if not marked and (_among_links(page, k) or other_language(row.text, "en")):
        return Part.CHROME
    if BULLET_RE.match(row.text):
        return Part.ITEM
    unmarked = page.where.title is not None and not row.text.startswith(("#", "**"))
    long = row.passage.words > _LONGEST_SUBHEAD
    return Part.PARAGRAPH if unmarked or long else Part.SUBHEAD


def _among_links(page: Page, k: int) -> bool:
    """Whether a row belongs to a list of links: going up, chrome is met before any prose."""
    for n in range(k - 1, max(page.where.first, k - 12), -1):
        if page.rows[n].prose or page.rows[n].chrome:
            return page.rows[n].chrome
    return False


def _part_below(page: Page, k: int) -> Part:
    """The part that a row under the body is: mostly chrome, but a sentence may end the body."""
    row = page.rows[k]
    closing = closing_part(row)
    if closing:
        return closing
    if k < page.foot and not other_language(row.text, "en"):
        words = [word for word in row.text.split() if word[0].isalpha()]
        lower = sum(word[0].islower() for word in words)
        sentence = ENDS_A_SENTENCE_RE.search(row.text) and len(words) >= _SHORTEST_SENTENCE
        cut_off = k == len(page.rows) - 1 and len(words) >= _FEWEST_WORDS_CUT_OFF
        if (sentence or cut_off) and lower * 2 >= len(words):
            return Part.PARAGRAPH
    return Part.CHROME


def _paragraph(page: Page, k: int) -> list[Cut]:
    """The parts of a paragraph's row: the paragraph, and what has run into it at either end."""
    line = page.rows[k].text
    parts: list[Cut] = []
    start, end = 0, len(line)
    for pattern, part in ((PIPES_AT_START_RE, Part.CHROME), (FIGURE_RE, Part.FIGURE)):
        match = pattern.match(line, start)
        if match:
            parts.append((start, match.end(), part))
            start = match.end()
    tail: list[Cut] = []
    near_end = max(start, end - 20)
    pipes = PIPES_AT_END_RE.search(line[near_end:])
    if pipes and near_end + pipes.start() > start:
        tail.append((near_end + pipes.start(), end, Part.CHROME))
        end = near_end + pipes.start()
    if k == page.where.first:
        no_headline = page.where.headline is None
        head = run_in_head(line, start, end, no_headline=no_headline, day_first=page.day_first)
        parts.extend(head)
        start = head[-1][1] if head else start
    subhead = leading_length(line[start:end]) if page.flattened else 0
    if subhead:
        parts.append((start, start + subhead, Part.SUBHEAD))
        start += subhead
    cut = run_in_tail(line, start, end, day_first=page.day_first)
    if cut is not None:
        tail.insert(0, cut)
        end = cut[0]
    return [*parts, (start, end, Part.PARAGRAPH), *tail]
