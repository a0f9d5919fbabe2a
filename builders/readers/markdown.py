"""The text within Markdown as converters write it, each character with its place in the source.

The converters' output is not CommonMark to be rendered but residue around a text: links without a
target, escaped brackets, emphasis that closes before a space. Nothing is guessed that the marks
do not show.
"""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from builders.aligned_text import AlignedText
from builders.spans import WHITE_SPACE_RE, Span

LINK_RE = re.compile(
    r"(?<!\\)!?\[(?P<words>(?:\\.|[^\[\]\\]|\[[^\[\]\n]{0,40}\](?!\()){0,2000})\]"
    r"\((?:[^()\s]|\([^()\s]{0,500}\)){0,2000}(?:\s\"[^\"\n]{0,500}\")?\)"
)
"""`[B. B\\) 08 BEIJING 004347](#)`, `[KTIP](#)`, `[](page.html "title")`, `![alt](figure.jpeg)`, `[[1]](#cite_note-1)`."""

ANCHOR_RE = re.compile(
    r"<(?:span id=\"[^\"<>]{0,200}\"|/span|/?sup|/?sub|/?u|/?b|/?i|/?em|/?strong|a id=\"[^\"<>]{0,200}\"|/a)>",
    re.IGNORECASE,
)
"""`<span id="page-3-0"></span>`, `<sup>1</sup>`: tags that converters add around words."""

BREAK_RE = re.compile(r"<br ?/?>", re.IGNORECASE)
"""`cell one<br>cell two`."""

ENTITY_RE = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#[0-9]{2,6}|#x[0-9a-fA-F]{2,5});")
"""`R&amp;D`."""

NOTE_MARK_RE = re.compile(r"(?<=\[)\^(?=\d{1,3}\])")
"""The `^` of `[^1]`, with which the number of a footnote is read as `[1]`."""

RULE_RE = re.compile(r"(?P<mark>[-=_*~])(?:[ \t]*(?P=mark)){2,}")
"""A line of dashes or the like, which makes the line of text above it a heading."""

FENCE_RE = re.compile(r"`{3,}\w{0,12}")
"""A code fence, which some programs set around the text of a page."""

TOKEN_RE = re.compile(r"\\(?P<escaped>[!-/:-@\[-`{-~])|(?P<marker>\*+|_+)")
"""An escape such as `\\_`, or a run of emphasis marks."""

HEADING_LINE_RE = re.compile(r"^#{1,6}[ \t]+[^\s#]", re.MULTILINE)
"""`## A heading`."""
TARGET_RE = re.compile(r"\]\((?:https?://|www\.|mailto:|[/#])")
"""The target of a link, unlike the brackets of a transcript: `[blotted](two words)`."""
PANDOC_RE = re.compile(r"\\\[[^\[\]\n]{1,60}\\\]|^\[\^\w{1,20}\]:", re.MULTILINE)
"""`\\[f. 170v\\]`, `[^1]: See p. 3.`: brackets escaped, and the definition of a footnote."""
_CELL_EDGE_RE = re.compile(r"[|\n]")
_LONGEST_MARKER = 3
_STRONG = 2


class Inline(NamedTuple):
    """The text of a stretch of Markdown, and which of its words are emphasised."""

    text: AlignedText
    emphasis: tuple[Span, ...]
    """Source ranges of the words in `*italics*`."""
    strong: tuple[Span, ...]
    """Source ranges of the words in `**bold**`."""


class _Mark(NamedTuple):
    """A run of emphasis marks, at [start, end) of the text as read so far."""

    start: int
    end: int
    opens: bool
    closes: bool


def is_markdown(text: str) -> bool:
    """Whether a text has marks of Markdown that nobody types in a letter: `## `, `](https://`.

    An asterisk by itself is no such mark: people have always set words between asterisks.
    """
    if "](" in text and TARGET_RE.search(text):
        return True
    return any(pattern.search(text) for pattern in (HEADING_LINE_RE, PANDOC_RE))


def parse_table(text: AlignedText) -> Inline:
    """The rows of a table in Markdown, its bars kept, with the marks within each cell read."""
    parts: list[AlignedText] = []
    cells: list[Inline] = []
    at = 0
    for edge in (*_CELL_EDGE_RE.finditer(text.text), None):
        end = edge.start() if edge else len(text)
        cells.append(parse_inline(text[at:end]))
        parts.append(cells[-1].text)
        if edge:
            parts.append(text[end : edge.end()])
            at = edge.end()
    return Inline(
        AlignedText.join(parts),
        tuple(span for cell in cells for span in cell.emphasis),
        tuple(span for cell in cells for span in cell.strong),
    )


def inline(text: AlignedText) -> AlignedText:
    """The words within links, escapes, entities and emphasis marks."""
    return parse_inline(text).text


def parse_inline(text: AlignedText) -> Inline:
    """The words within the Markdown, and which of them its marks emphasise."""
    text = unlinked(text)
    text = text.sub(ANCHOR_RE, "").sub(BREAK_RE, " ").sub(NOTE_MARK_RE, "")
    text = text.sub(ENTITY_RE, lambda match: unescape(match[0]))
    pairs = _pairs(text.text)
    emphasis: list[Span] = []
    strong: list[Span] = []
    for opening, closing in pairs:
        words = text[opening.end : closing.start].strip()
        if words:
            width = opening.end - opening.start
            if width != _STRONG:
                emphasis.append(words.span())
            if width >= _STRONG:
                strong.append(words.span())
    marks = {mark.start for pair in pairs for mark in pair}

    def read(match: re.Match[str]) -> str | AlignedText:
        if match["escaped"]:
            return text[match.start("escaped") : match.end("escaped")]
        return "" if match.start() in marks else text[match.start() : match.end()]

    return Inline(text.sub(TOKEN_RE, read), tuple(sorted(emphasis)), tuple(sorted(strong)))


def unlinked(text: AlignedText) -> AlignedText:
    """The text with each link replaced by its words, without brackets and target."""
    return text.sub(LINK_RE, lambda match: text[match.start("words") : match.end("words")])


def _pairs(text: str) -> list[tuple[_Mark, _Mark]]:
    """The pairs of opening and closing emphasis marks.

    A mark closes the last open one of its own character and width, so that each is looked at once.
    A mark that stays open is a character of the text, such as a footnote's asterisk.
    """
    pairs: list[tuple[_Mark, _Mark]] = []
    waiting: dict[str, _Mark] = {}
    for match in TOKEN_RE.finditer(text):
        marker = match["marker"]
        if not marker or len(marker) > _LONGEST_MARKER:
            continue
        mark = _mark(text, *match.span())
        if mark.closes and marker in waiting:
            pairs.append((waiting.pop(marker), mark))
        elif mark.opens:
            waiting[marker] = mark
    return pairs


def _mark(text: str, start: int, end: int) -> _Mark:
    before = text[start - 1 : start]
    after = text[end : end + 1]
    blank_before = not before or bool(WHITE_SPACE_RE.match(before))
    blank_after = not after or bool(WHITE_SPACE_RE.match(after))
    in_a_word = before.isalnum() and after.isalnum()
    # `file_name_here` and `5*3*2` are words; in `**Summary:**The` the converter lost a space.
    bold = text[start] == "*" and end - start >= _STRONG
    return _Mark(
        start,
        end,
        opens=not blank_after and (bold or not before.isalnum()) and not (in_a_word and not bold),
        closes=not blank_before and (bold or not after.isalnum()) and not (in_a_word and not bold),
    )
