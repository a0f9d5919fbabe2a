"""Cutting text layers in which a whole page has become one line, at traces of its layout."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from typing import NamedTuple


class Layer(NamedTuple):
    """A range of the line, and the sort of chunk that it is."""

    start: int
    end: int
    sort: str


_BULLET_RE = re.compile(r"(?:(?<=\s)|\A)[•●▪■](?=\s)")
_ITEM_END_RE = re.compile(r"[.;](?=\s+[A-Z])")
_FOOTER_RE = re.compile(r"(?:https?://|www\.)[\w./-]{3,80}\s+(?:_{1,80}\s*)?\d{1,3}(?=\s|\Z)")
_SUMMARY_RE = re.compile(r"(?<=\s)(?:Executive )?Summary:(?=\s)")
_CHINESE_RUN_RE = re.compile(r"[\u3400-\u9fff][\u3000-\u303f\u3400-\u9fff\uff00-\uffef]{3,}")
_BILINGUAL_RE = re.compile(
    r"(?P<first>[^\u3400-\u9fff\n]{8,}\s)[\u3400-\u9fff][^A-Za-z\n]{3,}"
    r"|(?P<second>[\u3400-\u9fff][^A-Za-z\n]{3,}\s)[A-Za-z][^\u3400-\u9fff\n]{7,}"
)
"""`Capacity Building for Migration Management in China 中国移民管理能力建设项目`."""
_MASTHEAD_RE = re.compile(
    r"(?<!\S)(?:[A-Z][A-Z&'’.-]{1,30} ){1,8}(?:NEWSLETTER|BULLETIN|REPORT|REVIEW|DIGEST|UPDATE|GAZETTE|JOURNAL)(?!\S)"
)
_CONTENTS_RE = re.compile(
    r"(?<=\s)(?:Index|Contents|Table of [Cc]ontents|In [Tt]his [Ii]ssue|INDEX|CONTENTS)\s*\Z"
)
_SENTENCE_END_RE = re.compile(r"[.!?][\"'”’)]?\s+(?=[A-Z])")

_SHORTEST = 300
_LONGEST_CAPTION = 30
_FEWEST_BULLETS = 2
_SHORTEST_TITLE = 3
_MOST_TITLES = 60


def layers(line: str) -> tuple[Layer, ...]:
    """The ranges of a line, in order; only one if nothing shows that a page has run into it."""
    whole = (Layer(0, len(line), "paragraph"),)
    if len(line) < _SHORTEST:
        two = _BILINGUAL_RE.fullmatch(line)
        if two is None:
            return whole
        edge = two.end("first") if two["first"] else two.end("second")
        return (Layer(0, edge, "paragraph"), Layer(edge, len(line), "paragraph"))
    bullets = [match.start() for match in _BULLET_RE.finditer(line)]
    masthead = _MASTHEAD_RE.search(line)
    if len(bullets) < _FEWEST_BULLETS and not (masthead and _SUMMARY_RE.search(line)):
        return whole
    marks = _items(line, bullets) if len(bullets) >= _FEWEST_BULLETS else []
    named = dict.fromkeys(line[mark.start : mark.end].strip("•●▪■;. \t") for mark in marks)
    titles = [title for title in named if len(title.split()) >= _SHORTEST_TITLE][:_MOST_TITLES]
    if marks:
        contents = _CONTENTS_RE.search(line, max(0, marks[0].start - 40), marks[0].start)
        if contents:
            marks.append(Layer(contents.start(), marks[0].start, "heading"))
    for sort, pattern in (
        ("paragraph", _FOOTER_RE),
        ("heading", _MASTHEAD_RE),
        ("paragraph", _CHINESE_RUN_RE),
    ):
        marks.extend(Layer(*match.span(), sort) for match in pattern.finditer(line))
    for title in titles:
        at = line.find(title)
        while at >= 0:
            marks.append(Layer(at, at + len(title), "heading"))
            at = line.find(title, at + len(title))
    cuts = [match.start() for match in _SUMMARY_RE.finditer(line)]
    return tuple(_with_paragraphs(line, _without_overlaps(marks), cuts))


def _items(line: str, bullets: list[int]) -> list[Layer]:
    """The ranges of the bulleted items; the last ends with its first sentence."""
    items = []
    for start, following in zip(bullets, [*bullets[1:], len(line)], strict=True):
        end = following
        if following == len(line):
            match = _ITEM_END_RE.search(line, start)
            end = match.end() if match else len(line)
        items.append(Layer(start, end, "item"))
    return items


def _without_overlaps(marks: list[Layer]) -> list[Layer]:
    """The marks that do not overlap: the items, and outside their range the first and longest."""
    kept: list[Layer] = []
    reached = 0
    items = [mark for mark in marks if mark.sort == "item"]
    within = [(item.start, item.end) for item in items]
    first, last = (within[0][0], within[-1][1]) if within else (0, 0)
    others = [
        mark
        for mark in marks
        if mark.sort != "item" and not (mark.start < last and mark.end > first)
    ]
    for mark in sorted((*items, *others), key=lambda mark: (mark.start, -mark.end)):
        if mark.start >= reached:
            kept.append(mark)
            reached = mark.end
    return kept


def _with_paragraphs(line: str, marks: list[Layer], cuts: list[int]) -> list[Layer]:
    """The marks, and the paragraphs between them, which `cuts` divide further."""
    out: list[Layer] = []
    at = 0
    for mark in (*marks, Layer(len(line), len(line), "")):
        inner = cuts[bisect_right(cuts, at) : bisect_right(cuts, mark.start - 1)]
        for start, end in pairwise((at, *inner, mark.start)):
            if line[start:end].strip():
                caption = _caption_start(line, start, end) if mark.sort == "heading" else end
                out.extend(
                    Layer(a, b, "paragraph") for a, b in ((start, caption), (caption, end)) if a < b
                )
        if mark.sort:
            out.append(mark)
        at = mark.end
    return out


def _caption_start(line: str, start: int, end: int) -> int:
    """The offset of a caption after the last sentence of a paragraph; `end` if there is none."""
    last = None
    for match in _SENTENCE_END_RE.finditer(line, start, end):
        last = match
    if last is None or line[start:end].rstrip().endswith((".", "!", "?", ":")):
        return end
    return last.end() if len(line[last.end() : end].split()) <= _LONGEST_CAPTION else end
