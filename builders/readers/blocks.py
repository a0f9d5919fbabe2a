"""Steps that several readers share: lines to passages, passages to blocks, notices, final order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from builders.aligned_text import AlignedText
from builders.model.document import Block, Role
from builders.problems import Problem, Severity
from builders.readers.addresses import with_ids
from builders.spans import Span, gaps, lines, stripped

ENDS_A_SENTENCE_RE = re.compile(r"[.!?…。！？؟۔।][\"'”’“»«›‹」』）》〉】)\]*_]*\Z")
"""`... economy.`, `... tampering.)`, `... he said."`, `他说：「好。」`"""

LEADERS_RE = re.compile(r"(?<!\.)(?<!\. )\.(?: ?\.){3,}[ \t]*+\d{1,4}[ \t\r]*+$", re.MULTILINE)
"""`Key Recommendations...... 6`, `Numbers . . . . . 2`: a line of a table of contents."""
UNSPACED = (
    r"\u3000-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
    r"\U00020000-\U0003ffff"
)
"""Chinese and Japanese characters, for a character class: no space separates their words."""
GAP_RE = re.compile(r"(?<=[^\s:：])(?: {4,}|\t[ \t]*)(?=\S)")
"""White space within a line that separates the columns of a table; not so after a colon."""
_LINE_END_RE = re.compile(rf"(?<=[{UNSPACED}])[ \t]*(?:\r\n|\n|\r)\s*(?=[{UNSPACED}])")
_MARGIN_RE = re.compile(r"^[ \t]*(?=[^ \t\r\n])", re.MULTILINE)
_OTHER_LINE_END_RE = re.compile(r"\r\n?")
_INK_RE = re.compile(r"[^\s\ufeff\u200b]")


class Passage(NamedTuple):
    """A line, or several that a reader takes together: trimmed, never empty."""

    span: Span
    text: str
    """The characters of the source in `span`, inner line ends included."""
    blank_before: int
    """The number of empty lines above."""

    @property
    def words(self) -> int:
        """The number of words, as white space separates them."""
        return len(self.text.split())


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The range without white space at either end, or None where it holds nothing else."""
    span = stripped(text, start, end)
    return span if span.length else None


def passages(text: str) -> tuple[Passage, ...]:
    """Every line that is not blank, as a passage."""
    found: list[Passage] = []
    blank = 0
    for line in lines(text):
        span = trimmed(text, *line)
        if span is None:
            blank += 1
            continue
        found.append(Passage(span, text[span.start : span.end], blank))
        blank = 0
    return tuple(found)


def joined(text: str, first: Passage, last: Passage) -> Passage:
    """The passages from the first to the last as one."""
    span = Span(first.span.start, last.span.end)
    return Passage(span, text[span.start : span.end], first.blank_before)


def leaf(text: str, span: Span, kind: str, role: Role, name: str = "") -> Block:
    """A block that owns one range of the source and reads as it stands, with white space folded."""
    return Block(kind, role, (span,), as_running_text(AlignedText.verbatim(text, span)), name=name)


def as_running_text(words: AlignedText) -> AlignedText:
    """The words with each run of white space folded to one space.

    A line end between two Chinese or Japanese characters is dropped instead.
    """
    if not words.text.isascii():
        words = words.sub(_LINE_END_RE, "")
    return words.folded()


def as_typed(text: str, first: Passage, last: Passage) -> tuple[Span, AlignedText]:
    """The range of the lines from the first to the last, margin included, and their text without it.

    The spaces that align their columns are kept.
    """
    span = Span(start_of_margin(text, first.span.start), last.span.end)
    return span, without_margin(AlignedText.verbatim(text, span))


def start_of_margin(text: str, start: int) -> int:
    """Where the spaces and tabs before the first word of a line begin."""
    while start and text[start - 1] in " \t":
        start -= 1
    return start


def without_margin(words: AlignedText) -> AlignedText:
    """The lines without the indentation that they all share, with LF for every line end."""
    words = words.sub(_OTHER_LINE_END_RE, "\n")
    margin = min((len(found) for found in _MARGIN_RE.findall(words.text)), default=0)
    return words.sub(re.compile(rf"^[ \t]{{{margin}}}", re.MULTILINE), "") if margin else words


def notice(text: str, position: int, code: str, message: str, hint: str = "") -> Problem:
    """A notice to readers of the edition about a position in the source."""
    line = text.count("\n", 0, position) + 1
    return Problem("", line, code, message, hint, Severity.NOTICE)


def truncation_notice(text: str, position: int) -> Problem:
    """A notice at a position in the source that the copy ends in the middle of a sentence."""
    return notice(
        text,
        position,
        "truncated",
        "the copy breaks off in the middle of a sentence",
        "Look for a complete copy; until then say so in the headnote.",
    )


def completed(text: str, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks in source order with their addresses, and with nothing of the source left out.

    Characters that no rule claimed become furniture named `unread`, so that every character is
    accounted for whatever the text. The readers' tests check that real sources have none.
    """
    ordered = sorted(blocks, key=lambda block: block.spans[0])
    taken = (span for block in ordered for span in block.spans)
    for gap in gaps(taken, Span(0, len(text))):
        if _INK_RE.search(text, *gap):
            rest = trimmed(text, *gap)
            if rest is not None:
                ordered.append(leaf(text, rest, "fw", Role.FURNITURE, "unread"))
    return with_ids(sorted(ordered, key=lambda block: block.spans[0]))
