"""Which paragraphs of a telegram belong to its summary and which to its comment."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from builders.model.document import Block, Role

_MOST_BLOCKS_AHEAD = 60
_SECTIONS = "SUMMARY|COMMENT"
_OPENING_RE = re.compile(
    rf"(?:BEGIN\s+)?(?:EXECUTIVE\s+)?(?P<name>{_SECTIONS})(?:\s*(?:/|AND|&)\s*(?:{_SECTIONS}|ACTION\s+REQUEST))?\b"
    r"(?:\s*\([A-Z/,' ]{1,20}\))?\s*(?:[:.;–-]|$)",
    re.IGNORECASE,
)
_END_RE = re.compile(rf"\bEND\s+(?:OF\s+)?(?P<name>{_SECTIONS})\b", re.IGNORECASE)


def with_extents(blocks: list[Block]) -> list[Block]:
    """The blocks, with paragraphs and items of summaries named `summary`, of comments `comment`.

    A summary begins with that word, in a paragraph or as a heading, and extends to the words that
    end it (`END SUMMARY`); without them, to the end of the paragraph, or of the section under the
    heading. The same holds for a comment.
    """
    named: list[Block] = []
    under_heading = ""
    running = ""
    for at, block in enumerate(blocks):
        if block.role is not Role.TEXT:
            named.append(block)
            continue
        words = block.text.text
        opening = _OPENING_RE.match(words)
        if block.type == "head":
            under_heading = opening["name"].lower() if opening else ""
            running = ""
            named.append(block)
            continue
        name = running or under_heading
        if opening:
            name = opening["name"].lower()
            running = name if _ends_later(blocks, at, name) else ""
        if name and any(match["name"].lower() == name for match in _END_RE.finditer(words)):
            running = under_heading = ""
        named.append(replace(block, name=name) if name and block.type in {"p", "item"} else block)
    return named


def _ends_later(blocks: list[Block], at: int, name: str) -> bool:
    """Whether the summary or comment that begins in block `at` ends in a later block.

    Blocks are looked through up to the next heading.
    """
    for block in islice(blocks, at, at + _MOST_BLOCKS_AHEAD):
        if block.role is not Role.TEXT:
            continue
        if block.type == "head":
            return False
        words = block.text.text
        if any(match["name"].lower() == name for match in _END_RE.finditer(words)):
            return block is not blocks[at]
    return False
