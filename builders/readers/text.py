"""Plain text: paragraphs by blank lines, headings by plain evidence, nothing guessed beyond that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from builders.model.document import Block, Document, Role
from builders.model.plain import PlainHeader
from builders.model.source import Source
from builders.readers.languages import language_of, other_language
from builders.readers.leaves import (
    ENDS_A_SENTENCE_RE,
    Passage,
    joined,
    leaf,
    passages,
    settled,
)
from builders.readers.news_dates import moments
from builders.readers.reader import Reader
from builders.readers.text_lines import Setting, setting, width_of

LINE = "line"
"""A line that is none of a paragraph."""
SURE = 0.2
"""What another reader must be surer than."""

HASHES_RE = re.compile(r"(?P<hashes>#{1,6})[ \t]+(?=\S)")
"""`## A heading`."""
RULE_RE = re.compile(r"(?P<mark>[-=_*~])(?:[ \t]*(?P=mark)){2,}")
"""A line of dashes; under a line of text it makes that a heading."""
LEADER_RE = re.compile(r"[,;:]\Z")
AROUND_RE = re.compile(r"[ .,，。()\[\]]*")
PLACE_RE = re.compile(
    r"[ .,()\[\]]*(?:(?:[A-ZÀ-Þ][^\W\d_]{0,30}(?:['’-][^\W\d_]{1,30}){0,2}|[\u4e00-\u9fff]{1,12})[ .,，()\[\]]+){0,4}"
)
"""What stands before the date of a letter: nothing, or `British Consulate, Foochow, `."""

_LONGEST_HEADING = 80
_MOST_WORDS = 12
_MOST_LOWER = 0.5


def recognize(_text: str) -> float:
    """A little: any text can be read as plain text."""
    return SURE


def read(source: Source) -> Document:
    """The text as paragraphs and headings."""
    text = source.text
    language = language_of(text)
    blocks: list[Block] = []
    groups = _groups(text)
    width = width_of([passage.text for group in groups for passage in group])
    for group in groups:
        blocks.extend(
            replace(block, language=other_language(block.text.text, language))
            for block in _blocks(text, group, width, first=not blocks)
        )
    header = PlainHeader(title=_title(blocks), date=_date(blocks))
    return Document(source.id, "text", "text", language, header, settled(text, blocks))


def _groups(text: str) -> list[list[Passage]]:
    """The lines between blank lines."""
    groups: list[list[Passage]] = []
    for passage in passages(text):
        if not groups or passage.blank_before:
            groups.append([])
        groups[-1].append(passage)
    return groups


def _blocks(text: str, group: list[Passage], width: int, *, first: bool) -> list[Block]:
    """A group's headings, each on its own line, and its paragraph or lines."""
    blocks: list[Block] = []
    body: list[Passage] = []

    def close() -> None:
        blocks.extend(_body(text, body, width))
        body.clear()

    for position, passage in enumerate(group):
        following = group[position + 1] if position + 1 < len(group) else None
        hashes = HASHES_RE.match(passage.text)
        ruled = following is not None and bool(RULE_RE.fullmatch(following.text))
        if RULE_RE.fullmatch(passage.text):
            close()
            blocks.append(leaf(text, passage.span, "fw", Role.FURNITURE, "rule"))
        elif hashes:
            close()
            blocks.append(_heading(text, passage, len(hashes["hashes"]), hashes.end()))
        elif (ruled and not body) or (
            len(group) == 1 and _looks_like_a_heading(passage.text, first=first)
        ):
            close()
            blocks.append(_heading(text, passage, 1, 0))
        else:
            body.append(passage)
    close()
    return blocks


def _body(text: str, body: list[Passage], width: int) -> Iterator[Block]:
    """What is no heading: one paragraph, or each line by itself."""
    match setting([passage.text for passage in body], width):
        case Setting.LINES:
            yield from (leaf(text, passage.span, LINE, Role.TEXT) for passage in body)
        case Setting.PARAGRAPHS:
            yield from (leaf(text, passage.span, "p", Role.TEXT) for passage in body)
        case Setting.RUNNING if body:
            yield leaf(text, joined(text, body[0], body[-1]).span, "p", Role.TEXT)


def _heading(text: str, passage: Passage, level: int, mark: int) -> Block:
    block = leaf(text, passage.span, "head", Role.TEXT)
    return replace(block, level=level, text=block.text[mark:])


def _looks_like_a_heading(line: str, *, first: bool) -> bool:
    """Short, unfinished, and in capitals or Title Case; at the very top any short line."""
    words = [word for word in line.split() if word[:1].isalpha()]
    if not words or len(line) > _LONGEST_HEADING or len(words) > _MOST_WORDS:
        return False
    if ENDS_A_SENTENCE_RE.search(line) or LEADER_RE.search(line) or moments(line):
        return False
    lower = sum(word[0].islower() for word in words)
    return not words[0][0].islower() and (first or lower < len(words) * _MOST_LOWER)


def _title(blocks: list[Block]) -> str:
    for block in blocks:
        if block.type == "head":
            return block.text.text
    for block in blocks:
        if block.role is Role.TEXT:
            first = block.text.text
            cut = first[:_LONGEST_HEADING].rsplit(" ", 1)[0]
            return first if len(first) <= _LONGEST_HEADING else f"{cut} …"
    return ""


def _date(blocks: list[Block]) -> str | None:
    """The first date that stands for itself, or behind the name of a place."""
    for block in blocks:
        found = moments(block.text.text)
        if found:
            before, after = block.text.text[: found[0].start], block.text.text[found[0].end :]
            if AROUND_RE.fullmatch(after) and PLACE_RE.fullmatch(before):
                return found[0].date
    return None


READER = Reader(kind="text", label="Text", recognize=recognize, read=read, surest=SURE)
