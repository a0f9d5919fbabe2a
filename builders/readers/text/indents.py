"""Paragraphs that are set off by the indentation of their first lines, not by blank lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from builders.readers.blocks import Passage, start_of_margin
from builders.readers.text.lines import ITEM_RE, SHORT_LINE, ends_with_stop

INDENT = 2
"""The least number of columns by which the first line of a paragraph is set in further."""


def split_at_indents(text: str, group: Sequence[Passage]) -> list[list[Passage]]:
    """The group split at its indented lines, each of which begins a paragraph.

    Neighbouring short lines that are indented stay together, unless one of them begins the item of
    another list than the one before (`2. The ports shall:`, `(a) Keep a list;`). A list with hanging indents is not
    split: it has indented lines too, but in the middle of its sentences.
    """
    margins = [_margin(text, passage) for passage in group]
    set_in = min(margins, default=0) + INDENT
    begins = [margin >= set_in for margin in margins]
    least_full = SHORT_LINE * max((len(passage.text) for passage in group), default=0)
    full = [len(passage.text) >= least_full for passage in group]
    steps = list(pairwise(zip(group, begins, full, strict=True)))
    goes_on = any(begin and is_full and not after for (_, begin, is_full), (_, after, _) in steps)
    hangs = any(
        begin and is_full and not ends_with_stop(line.text)
        for (line, _, is_full), (_, begin, _) in steps
    )
    if hangs or not goes_on:
        return [list(group)]
    parts: list[list[Passage]] = []
    alone = False
    for number, passage in enumerate(group):
        last = number + 1 == len(group) or begins[number + 1]
        short = begins[number] and last and not full[number]
        goes_with = short and alone and not _begins_other_list(group[number - 1], passage)
        if not parts or (begins[number] and not goes_with):
            parts.append([])
        parts[-1].append(passage)
        alone = short
    return parts


def _begins_other_list(before: Passage, line: Passage) -> bool:
    """Whether two lines begin items of differently marked lists."""
    marks = [match and match.lastgroup for match in map(ITEM_RE.match, (before.text, line.text))]
    return all(marks) and marks[0] != marks[1]


def _margin(text: str, passage: Passage) -> int:
    """The number of columns by which a line is indented."""
    start = passage.span.start
    return len(text[start_of_margin(text, start) : start].expandtabs())
