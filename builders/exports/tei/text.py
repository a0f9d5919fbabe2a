"""The text of a source as TEI: its divisions, and the elements in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from builders.exports.tei.words import MILESTONES, Words
from builders.exports.xml_elements import element
from builders.markup import safe
from builders.model.document import Block, Role

HEAD, ITEM, LINE, OPENER = "head", "item", "line", "opener"
DIV_TOP = frozenset({OPENER, "byline", "dateline", "salute"})
"""Types allowed at the top of a division (`model.divTop`), before its other content."""
DIV_BOTTOM = frozenset({"closer", "signed", "byline", "dateline", "trailer", "postscript"})
"""Types allowed at the bottom of a division (`model.divBottom`)."""
GLOBAL = MILESTONES | {"figDesc", "note"}
"""Types allowed anywhere (`model.global`), which do not count as content of a division."""
SHARING_TYPES = frozenset({ITEM, LINE, OPENER})
"""Types of which consecutive blocks share one element."""


@dataclass(frozen=True, slots=True)
class Division:
    """A heading with everything up to the next heading of the same or a higher level."""

    level: int = 0
    head: Block | None = None
    blocks: list[Block] = field(default_factory=list)
    """Blocks between the heading and the first division within."""
    divisions: list[Division] = field(default_factory=list)


def divided(blocks: Iterable[Block]) -> Division:
    """The blocks as a tree of divisions by the levels of their headings."""
    whole = Division()
    around = [whole]
    for block in blocks:
        if block.type == HEAD and block.role is Role.TEXT:
            level = block.level or 1
            while around[-1].level >= level:
                around.pop()
            division = Division(level, block)
            around[-1].divisions.append(division)
            around.append(division)
        else:
            around[-1].blocks.append(block)
    return whole


class Text:
    """Writes the `text` element of one source."""

    def __init__(self, words: Words) -> None:
        """Write blocks by these `Words`."""
        self._words = words

    def body(self) -> str:
        """The `body` element: the whole text in its divisions."""
        return element("body", self._division(divided(self._words.apart)))

    def back(self) -> str:
        """The `back` element with the reason for each correction; empty if there are none."""
        reasons = "".join(
            element("item", safe(one.reason), {"corresp": f"#{one.id}"})
            for one in self._words.corrected
        )
        if not reasons:
            return ""
        content = element("head", "Corrections") + element("list", reasons)
        return element("back", element("div", content, {"type": "corrections"}))

    def _division(self, division: Division) -> str:
        """The content of a division: its top, its own blocks, the divisions within, its bottom."""
        blocks = division.blocks
        begins = len(list(takewhile(_may_begin, blocks)))
        ends = len(blocks)
        if not division.divisions:
            ends -= len(list(takewhile(_may_end, reversed(blocks[begins:]))))
        head = division.head
        parts = [element(HEAD, self._words.of(head), self._words.attributes(head))] if head else []
        parts.extend(self._elements(blocks[:begins], proper=True))
        parts.extend(self._elements(blocks[begins:ends], proper=False))
        below = [element("div", self._division(one)) for one in division.divisions]
        if not below and all(block.type in GLOBAL for block in blocks[begins:ends]):
            parts.append(element("p"))
        parts.extend(below)
        parts.extend(self._elements(blocks[ends:], proper=True))
        return "\n".join(parts)

    def _elements(self, blocks: Sequence[Block], *, proper: bool) -> Iterator[str]:
        """The elements of blocks, in order.

        Args:
            blocks: Blocks in order.
            proper: Whether elements for the top or bottom of a division are allowed here.
        """
        for group in _grouped(blocks):
            make = self._shared_element if group[0].type in SHARING_TYPES else self._own_element
            yield make(*group, proper=proper)

    def _shared_element(self, *group: Block, proper: bool) -> str:
        """Items or lines in one element, with the milestones between them."""
        kind = group[0].type
        parts: list[str] = []
        for block in group:
            if block.type in MILESTONES:
                parts.append(self._words.milestone(block))
            elif kind == ITEM:
                parts.append(element(ITEM, self._words.of(block), self._words.attributes(block)))
            else:
                given = {**self._words.attributes(block), "type": block.name or LINE}
                parts.append(element("lb") + element("seg", self._words.of(block), given))
        content = "\n".join(parts)
        if kind == ITEM:
            return element("list", content)
        return element(OPENER, content) if proper else element("ab", content, {"type": kind})

    def _own_element(self, block: Block, *, proper: bool) -> str:
        """The element of a block that does not share it with others."""
        if block.type in MILESTONES:
            return self._words.milestone(block)
        kind, words, attributes = block.type, self._words.of(block), self._words.attributes(block)
        if kind == "p":
            return element("p", words, {"n": block.number, **attributes})
        if kind == "figDesc":
            return element("figure", element(HEAD, words, attributes))
        if kind == "note":
            return element("note", words, {"type": block.name or "footnote", **attributes})
        if proper:
            return element(kind, words, {"type": block.name if kind == HEAD else "", **attributes})
        space = "preserve" if kind == "table" else ""
        given = {"type": kind, "subtype": block.name, "xml:space": space}
        return element("ab", words, {**given, **attributes})


def _may_begin(block: Block) -> bool:
    titles = block.type == HEAD and block.role is Role.HEADER
    return titles or block.type in DIV_TOP or block.type in MILESTONES


def _may_end(block: Block) -> bool:
    return block.type in DIV_BOTTOM or block.type in MILESTONES


def _grouped(blocks: Iterable[Block]) -> list[list[Block]]:
    """Blocks in groups that share an element, with the milestones between them."""
    groups: list[list[Block]] = []
    between: list[Block] = []
    for block in blocks:
        if block.type in MILESTONES:
            between.append(block)
        elif groups and block.type in SHARING_TYPES and groups[-1][0].type == block.type:
            groups[-1] += [*between, block]
            between = []
        else:
            groups += [*([one] for one in between), [block]]
            between = []
    return [*groups, *([one] for one in between)]
