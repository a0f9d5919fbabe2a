"""Page furniture, which is not part of the text: heads, feet and numbers of pages, chart labels."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from builders.readers.report.chunks import FORM_FEED, Chunk, Sort
from builders.readers.report.parts import (
    EDGE_NUMBER_RE,
    LONE_NUMBER_RE,
    PAGE_RE,
    SMALL_WORDS,
    SOURCE_NOTE_RE,
    Part,
    page_printed,
)

NUMBERS_RE = re.compile(r"[\d\s.,%$€£¥()+<>≤≥/–—-]*\d[\d\s.,%$€£¥()+<>≤≥/–—-]*")
"""`53.9`, `41 - 50`, `2 2 1 100`: labels and values of a chart."""
YEAR_RE = re.compile(r"(?:1[5-9]|20)\d\d")
"""A year alone, as on title pages: not the value of a chart."""
SECTION_RE = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?\s")

_LONGEST_HEAD = 14
_LONGEST_LABEL = 4
_NEAR = 3
_FEWEST_CHART_NUMBERS = 3


def name_chart_labels(chunks: tuple[Chunk, ...], named: Sequence[Part]) -> tuple[Part, ...]:
    """The parts, with values and labels of charts, scattered by a converter, named as figures."""
    numbers = [
        k
        for k, chunk in enumerate(chunks)
        if named[k] in {Part.PARAGRAPH, Part.HEADING, Part.CAPTION, Part.PAGE_FOOTER}
        and chunk.sort in {Sort.PARAGRAPH, Sort.HEADING}
        and NUMBERS_RE.fullmatch(chunk.text)
        # A number that is a heading is a section's.
        and not (named[k] is Part.HEADING and LONE_NUMBER_RE.fullmatch(chunk.text))
    ]
    now = list(named)
    for place, k in enumerate(numbers):
        near = [
            n
            for n in numbers[
                max(0, place - _FEWEST_CHART_NUMBERS) : place + _FEWEST_CHART_NUMBERS + 1
            ]
            if abs(n - k) <= _NEAR
        ]
        text = chunks[k].text
        alone = PAGE_RE.fullmatch(text) or YEAR_RE.fullmatch(text) or LONE_NUMBER_RE.fullmatch(text)
        if len(near) >= _FEWEST_CHART_NUMBERS or not alone:
            now[k] = Part.FIGURE
    for k, chunk in enumerate(chunks):
        beside = any(
            0 <= n < len(chunks) and now[n] is Part.FIGURE and chunks[n].sort is not Sort.IMAGE
            for n in (k - 1, k + 1)
        )
        label = chunk.count <= _LONGEST_LABEL and not chunk.finished and not chunk.level
        label = label and not SOURCE_NOTE_RE.match(chunk.text)
        if beside and label and now[k] in {Part.PARAGRAPH, Part.HEADING, Part.CAPTION}:
            now[k] = Part.FIGURE  # the next label may stand beside this one
    return tuple(now)


def name_stray_numbers(chunks: tuple[Chunk, ...], named: Sequence[Part]) -> tuple[Part, ...]:
    """The parts, with lone numbers that are not page numbers named as figures.

    Where form feeds mark the pages, page numbers rise with them; values on the axis of a chart
    and numbers of footnotes do not. Where this does not decide, a page number stands at an edge.
    """
    feeds = [k for k, chunk in enumerate(chunks) if chunk.words.text == FORM_FEED]
    if not feeds:
        return tuple(named)
    numbers = {
        k: int(match["page"])
        for k, part in enumerate(named)
        if part is Part.PAGE_FOOTER
        and (match := PAGE_RE.fullmatch(chunks[k].text))
        and match["page"]
        and match["page"].isdecimal()
    }
    pages = {k: bisect_left(feeds, k) for k in numbers}
    # How far a number is ahead of its page: page numbers agree in this, values of an axis do not.
    ahead = {(pages[k], number) for k, number in numbers.items()}
    steps = Counter(number - page for page, number in ahead)
    step, often = next(iter(steps.most_common(1)), (0, 0))
    known = {page for page, number in ahead if often > 1 and number - page == step}
    edges = {-1, len(chunks), *feeds}
    # On a page without a number at the usual step (a leaf is lost, or the numbers begin anew), the
    # page number is the one at an edge.
    wrong = {
        k
        for k, number in numbers.items()
        if (number - pages[k] != step if pages[k] in known else not {k - 1, k + 1} & edges)
    }
    return tuple(Part.FIGURE if k in wrong else part for k, part in enumerate(named))


def name_section_numbers(chunks: tuple[Chunk, ...], named: Sequence[Part]) -> tuple[Part, ...]:
    """The parts, with section numbers on a line above their headings named as headings too."""
    now = list(named)
    for k in range(len(chunks) - 1):
        if named[k] is not Part.PARAGRAPH or not LONE_NUMBER_RE.fullmatch(chunks[k].text):
            continue
        under = chunks[k + 1]
        # `5.` / `LEVÉE DE LA SÉANCE`
        capitals = under.text.isupper() and 1 < under.count <= _LONGEST_HEAD and not under.finished
        if named[k + 1] is Part.HEADING or (named[k + 1] is Part.PARAGRAPH and capitals):
            now[k] = now[k + 1] = Part.HEADING
    return tuple(now)


def name_page_edges(chunks: tuple[Chunk, ...], named: Sequence[Part]) -> tuple[Part, ...]:
    """The parts, with short lines that begin or end a page named as running heads."""
    return tuple(
        Part.RUNNING_HEAD if _is_page_edge(chunks, named, k) else part
        for k, part in enumerate(named)
    )


def _is_page_edge(chunks: tuple[Chunk, ...], named: Sequence[Part], k: int) -> bool:
    if named[k] not in {Part.PARAGRAPH, Part.HEADING, Part.CAPTION}:
        return False
    chunk = chunks[k]
    first = k == 0 or named[k - 1] is Part.PAGE_FOOTER
    last = k == len(chunks) - 1 or named[k + 1] is Part.PAGE_FOOTER
    return (
        (first or last)
        and 1 < chunk.count <= _LONGEST_HEAD
        and not chunk.finished
        and not SECTION_RE.match(chunk.text)
        and chunk.text.split()[-1] not in SMALL_WORDS
        # Between two page numbers there is no text: a line there can only be a head or foot.
        and _is_page_head(chunk, alone=k == 0 or (first and last))
    )


def repeated_heads(chunks: tuple[Chunk, ...], named: Sequence[Part]) -> frozenset[str]:
    """The running heads that several pages repeat unchanged: a number in them is not the page's."""
    heads = Counter(
        chunk.text for chunk, part in zip(chunks, named, strict=True) if part is Part.RUNNING_HEAD
    )
    return frozenset(text for text, often in heads.items() if often > 1)


def redundant_form_feeds(chunks: tuple[Chunk, ...], named: Sequence[Part]) -> frozenset[int]:
    """The indexes of form feeds next to a head or foot with a page number.

    That line already marks the beginning of the page, so the form feed counts as white space.
    """
    repeated = repeated_heads(chunks, named)
    return frozenset(
        k
        for k, chunk in enumerate(chunks)
        if chunk.words.text == FORM_FEED
        and any(
            named[n] in {Part.RUNNING_HEAD, Part.PAGE_FOOTER}
            and chunks[n].text not in repeated
            and page_printed(chunks[n])
            for n in (k - 1, k + 1)
            if 0 <= n < len(chunks)
        )
    )


def _is_page_head(chunk: Chunk, *, alone: bool) -> bool:
    """Whether a short line at a page's edge is a head or foot: numbered, in italics, or `alone`."""
    edge = EDGE_NUMBER_RE.search(chunk.text)
    if chunk.level or chunk.bold:
        # `# 76 Study on Plastics Use`: two digits are a page number, one may be a section's.
        number = (edge["first"] or edge["last"]) if edge else ""
        return len(number) > 1
    return bool(edge) or chunk.italic or alone
