"""Recognising news articles by weighted evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from builders.inputs.file_signatures import is_web_page as is_html
from builders.readers.links import is_web_page
from builders.readers.news import page
from builders.readers.news.chrome import NOTICE_RE
from builders.readers.news.fields import SOURCE_RE, dateline
from builders.readers.news.layout import Row, near, places, rows
from builders.readers.news.line_items import Part, is_house
from builders.readers.news.lines import STAMP_RE, has_keywords
from builders.readers.other_genres import (
    is_debate,
    is_mail,
    is_narrative,
    is_official,
    is_personal,
    is_wiki,
)
from builders.readers.printed_dates import moments

SUREST = 0.9
REPORTED_SPEECH_RE = re.compile(
    r"\b(?:said|says|told (?:the|reporters|police|a)|according to|spokes(?:man|woman|person)|reported(?:ly)?|yesterday"
    r"|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
"""How newspapers report speech, and the days of the week that they mention."""
_SAMPLE = 20_000
_LONG_SAMPLE = 60_000
"""The sample of a web page in text form, whose menus may be longer than its article."""
_PAGE_HEADING_RE = re.compile(r"^#{1,6} Page \d{1,4}\b", re.MULTILINE)
"""`## Page 2`, which OCR programs set over the text of each page."""
_UNLIKELY = 0.2
_OFTEN = 3
_MANY = 20
_LONGEST_ENTRY = 6

_Evidence = Iterator[tuple[float, bool]]
"""Pairs of a weight and whether the evidence was found."""


def recognize(text: str) -> float:
    """How surely a text is a news article, from 0 to `SUREST`, by its header, page and words."""
    if is_html(text):
        return page.SURE if page.is_article(text) else 0.0
    web_page = is_web_page(text[:_SAMPLE])
    text = text[: _LONG_SAMPLE if web_page else _SAMPLE]
    if is_mail(text):
        return 0.0
    found = rows(text, day_first=False)
    prose_rows = [row for row in found if row.prose]
    if not prose_rows:
        return 0.0
    evidence = (
        *_information_evidence(text, found, prose_rows, web_page=web_page),
        *_page_evidence(text, found),
        *_wording_evidence(text, prose_rows),
    )
    surest = _UNLIKELY if len(_PAGE_HEADING_RE.findall(text)) > 1 else SUREST
    # Rounded, so that the sum does not depend on the order of the evidence.
    return max(0.0, min(round(sum(weight for weight, seen in evidence if seen), 2), surest))


def _information_evidence(
    text: str, found: tuple[Row, ...], prose_rows: Sequence[Row], *, web_page: bool
) -> _Evidence:
    """Evidence from the lines about the article: where it was published, when, and by whom."""
    where = places(found)
    near_by = [k for k in near(found, where) if found[k].about]
    about = [found[k] for k in near_by]
    parts = {piece.part for row in about for piece in row.pieces}
    body = range(where.first + 1, where.end)
    credited = any(_credits(found[k], within=k in body) for k in near_by)
    line = next(filter(None, (dateline(row.text) for row in prose_rows[:3])), None)
    full = line is not None and bool(line["month"] or line["agency"])
    timed = any(m.time for row in about for m in moments(row.text))
    yield 0.5, Part.CITATION in parts
    yield 0.5, full
    yield 0.3, line is not None and not full
    yield 0.4, Part.UPDATED in parts
    yield 0.3 if timed else 0.1, Part.DATE in parts
    yield 0.4, Part.BYLINE in parts
    yield 0.25, credited and not _has_table(text)
    yield 0.3, web_page and bool(about or line)
    # Pages of a PDF without any information about an article.
    yield -0.4, "\f" in text and not about and line is None


def _credits(row: Row, *, within: bool) -> bool:
    """Whether a row credits a source; within the body only a news house, as tables have sources."""
    if Part.SOURCE not in (piece.part for piece in row.pieces):
        return False
    return not within or is_house(SOURCE_RE.sub(r"\g<name>", row.text))


def _page_evidence(text: str, found: tuple[Row, ...]) -> _Evidence:
    """Evidence from what newspapers' pages have around an article."""
    table = _has_table(text)
    chrome = [
        row
        for row in found
        if row.chrome
        and any(c.isalpha() for c in row.text)
        and not (table and row.text.startswith("|"))
    ]
    yield 0.2, bool(STAMP_RE.match(text))
    yield 0.3, has_keywords(found[0].text)
    yield 0.15, bool(chrome)
    yield 0.15, len(chrome) > 1
    yield 0.1, any(NOTICE_RE.search(row.text) for row in chrome)
    yield 0.2, _begins_with_a_menu(found)
    yield -0.3, text.count("\f") > 1


def _wording_evidence(text: str, prose_rows: Sequence[Row]) -> _Evidence:
    """Evidence from the wording, for a copy of nothing but headline and paragraphs."""
    said = [match[0].lower() for match in islice(REPORTED_SPEECH_RE.finditer(text), _MANY)]
    yield 0.1, len(said) > 0
    yield 0.05, len(said) > 1
    # In a tale, too, somebody `said` something again and again, but not `on Monday`; the entries
    # of a diary name nothing but days of the week.
    ways = {"day" if word.endswith("day") and word != "yesterday" else word for word in said}
    yield 0.1, len(said) >= _OFTEN and len(ways) > 1
    yield 0.1, len(prose_rows) >= _OFTEN
    # Letters, too, tell what somebody said yesterday.
    yield -0.6, is_personal(text)
    yield -0.3, is_narrative(text)
    yield -0.6, is_debate(text)
    yield -0.6, is_official(text)
    # An encyclopedia tells what happened on which day, too.
    yield -0.6, is_wiki(text)


def _has_table(text: str) -> bool:
    return "|---" in text


def _begins_with_a_menu(found: tuple[Row, ...]) -> bool:
    """Whether the text begins with short lines without an empty line between them."""
    menu = 0
    for row in found:
        if (
            row.prose
            or row.about
            or row.passage.words > _LONGEST_ENTRY
            or (menu and row.passage.blank_before)
        ):
            break
        menu += not row.text.endswith((".", ",", ":", ";"))
    return menu >= _OFTEN
