"""The body of a source page: rows that hold what is read and, beside it, the lines as received.

The rows follow each other as the source does, and their lines together are the whole of it:
each character of the source stands in exactly one line of one row, line ends included.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from builders.markup import Insertion, Mark, mark_up, visible
from builders.model.document import Block, Role
from builders.model.publication import Entry, Link
from builders.pages.apparatus import Item, by_block
from builders.pages.facts.cable import IDENTIFIER_RE
from builders.pages.formulas import formulas
from builders.pages.received import Line, Received
from builders.spans import WHITE_SPACE_RE, AlignedText, Span

PAGE_BREAK = "pb"
PAGE_FOOTER = "page-footer"
PAGE_OF_RE = re.compile(r"\b(\d{1,4})(?:\.\d+)? OF \d")
"""`GUANGZHOU 00000208  002 OF 004`, `CHENGDU 00000165 001.2 OF 002`."""
ITEM = "item"
HEAD = "head"
FIRST_HEADING = 2
"""Headings of a source stand below the title of its page, which is `h1`."""


@dataclass(frozen=True, slots=True)
class Part:
    """A block as read."""

    block: Block
    type: str
    html: Markup
    number: str = ""
    """What stands in the margin."""
    level: int = 0
    """Of a heading: 2 for `h2`."""
    language: str | None = None
    """Where it is not that of the source."""
    number_notes: tuple[Item, ...] = ()
    """Corrections of the number itself; their letters stand beside it."""

    @property
    def mark(self) -> str:
        """The portion marking."""
        return self.block.mark or ""

    @property
    def printed(self) -> str:
        """The number as printed, where another is meant."""
        printed = self.block.printed or ""
        return printed if self.block.n is not None and printed != str(self.block.n) else ""


@dataclass(frozen=True, slots=True)
class Row:
    """What is read of a passage, the lines it was received in, and what the editors say of it."""

    parts: tuple[Part, ...]
    lines: tuple[Line, ...]
    notes: tuple[Item, ...] = ()
    label: str = ""
    """What stands in place of the reading where nothing of these lines is read."""

    @property
    def head(self) -> Part | None:
        """The heading that it begins with."""
        return self.parts[0] if self.parts and self.parts[0].type == HEAD else None

    @property
    def rest(self) -> tuple[Part, ...]:
        """What follows the heading, or all where it begins with none."""
        return self.parts[1:] if self.head else self.parts


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A range of the source and the blocks of text that begin in it."""

    span: Span
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Targets:
    """Where links lead: from an identifier to the URL of its page, and to its title."""

    urls: dict[str, str]
    titles: dict[str, str]


def rows(
    entry: Entry, links: Iterable[Link], notes: Sequence[Item], targets: Targets
) -> Iterator[Row]:
    """The rows of a source's page."""
    writer = _Writer(entry, links, notes, targets)
    for stretch in _stretches(entry):
        yield writer.row(stretch)


class _Writer:
    """Writes the rows of one source; keeps what all of them need."""

    def __init__(
        self, entry: Entry, links: Iterable[Link], notes: Sequence[Item], targets: Targets
    ) -> None:
        self._entry = entry
        self._targets = targets
        self._notes = by_block(notes)
        self._links: dict[str, list[Link]] = {}
        for link in links:
            self._links.setdefault(link.block, []).append(link)
        self._received = Received(entry.source, entry.document)
        self._breaks = [block for block in entry.document.blocks if block.type == PAGE_BREAK]
        self._heading = FIRST_HEADING - 1

    def row(self, stretch: _Stretch) -> Row:
        """One row; rows are asked for in order."""
        parts = [self._part(block) for block in stretch.blocks]
        inside = [
            block for block in self._breaks if stretch.span.contains(Span(block.start, block.end))
        ]
        parts.extend(
            Part(block, PAGE_BREAK, self._page_break(block))
            for block in inside
            if stretch.blocks and not any(_runs_over(block, other) for other in stretch.blocks)
        )
        notes = tuple(note for part in parts for note in self._notes.get(part.block.id, ()))
        label = "" if parts else self._label(stretch.span)
        return Row(tuple(parts), tuple(self._received.take(stretch.span)), notes, label)

    def _part(self, block: Block) -> Part:
        level = 0
        if block.type == HEAD:
            # No level is skipped, whatever the source does: h4 under h2 becomes h3.
            level = self._heading = min(
                (block.level or 1) + FIRST_HEADING - 1, self._heading + 1, 6
            )
        return Part(
            block=block,
            type=block.type,
            html=self._read(block),
            number=_number(block),
            level=level,
            language=block.language if block.language != self._entry.language else None,
            number_notes=tuple(
                note for note in self._notes.get(block.id, ()) if _of_number(note, block)
            ),
        )

    def _read(self, block: Block) -> Markup:
        """The reading text: links, corrections with their letters, page breaks inside it."""
        marks = formulas(self._entry.document, block.text)
        insertions: list[Insertion] = []
        marks.extend(map(self._link, self._links.get(block.id, ())))
        for note in self._notes.get(block.id, ()):
            if _of_number(note, block):
                continue
            emendation = note.emendation
            marks.append(Mark(emendation.span, "span", {"class": "mu-corr"}))
            attributes = {
                "class": "mu-nr",
                "id": note.anchor,
                "href": f"#{note.id}",
                "data-search-exclude": "1",
            }
            insertions.append(Insertion(emendation.span.end, "a", note.letter, attributes))
        insertions.extend(
            Insertion(page.start, "a", _page_label(page), _page_attributes(page))
            for page in self._breaks
            if _runs_over(page, block)
        )
        return mark_up(block.text, marks, insertions)

    def _link(self, link: Link) -> Mark:
        """A reference as a link, or as words that say why they are none."""
        if link.target is None:
            return Mark(link.span, "span", {"class": "mu-absent", "title": absence(link)})
        url = "" if link.target == self._entry.id else self._targets.urls[link.target]
        fragment = f"#{link.fragment}" if link.fragment else ""
        title = visible(self._targets.titles[link.target])
        return Mark(
            link.span, "a", {"class": "mu-xref", "href": f"{url}{fragment}" or "#", "title": title}
        )

    def _page_break(self, block: Block) -> Markup:
        insertion = Insertion(0, "a", _page_label(block), _page_attributes(block))
        return mark_up(AlignedText(""), (), (insertion,))

    def _label(self, span: Span) -> str:
        for block in self._entry.document.blocks:
            if block.role is Role.HEADER and Span(block.start, block.end).overlaps(span):
                return "Header lines, read into the card above"
        return "Lines of the carrier, not of the text"


def absence(link: Link) -> str:
    """Why a reference leads nowhere, as a clause."""
    if IDENTIFIER_RE.fullmatch(link.wanted):
        return f"{link.wanted} is not in this publication"
    return "which document is meant is not known"


def _stretches(entry: Entry) -> Iterator[_Stretch]:
    """The source cut into rows: a row begins with the line on which its first block begins."""
    text = entry.source.text
    groups: list[list[Block]] = []
    reached = 0
    for block in entry.document.blocks:
        if block.role is not Role.TEXT or block.type == PAGE_BREAK:
            continue
        # A caption in the midst of a paragraph shares its row, and so do items of one list.
        together = bool(groups) and (
            block.start < reached or block.type == groups[-1][-1].type == ITEM
        )
        if together:
            groups[-1].append(block)
        else:
            groups.append([block])
        reached = max(reached, block.end)
    starts = [_line_start(text, group[0].start) for group in groups]
    ends = [*starts[1:], len(text)][: len(starts)]
    first = starts[0] if starts else len(text)
    if first:
        yield _Stretch(Span(0, first), ())
    for group, start, end in zip(groups, starts, ends, strict=True):
        yield _Stretch(Span(start, end), tuple(group))


def _line_start(text: str, position: int) -> int:
    """The beginning of the line, unless something else stands on it before the position."""
    start = max(text.rfind("\n", 0, position), text.rfind("\r", 0, position)) + 1
    alone = start == position or WHITE_SPACE_RE.fullmatch(text, start, position)
    return start if alone else position


def _runs_over(page_break: Block, block: Block) -> bool:
    """Whether the block goes on after the page break."""
    return block.start < page_break.start < block.end


def _number(block: Block) -> str:
    if block.n is not None:
        return str(block.n)
    # Where the source has no numbers, `readers.addresses` has counted the paragraphs.
    counted = block.id.removeprefix("p")
    return counted if block.type == "p" and counted.isdigit() else ""


def _of_number(note: Item, block: Block) -> bool:
    """Whether a correction is of the paragraph's number and not of its words."""
    return block.label is not None and block.label.contains(note.emendation.span)


def _page_label(block: Block) -> str:
    """`p. 2`; of a line at the foot of a page, where that page ends."""
    number = block.printed or (str(block.n) if block.n is not None else "")
    found = PAGE_OF_RE.search(block.text.text)
    if not number and found:
        number = str(int(found[1]))
    label = f"p. {number}" if number else "page"
    return f"end of {label}" if block.name == PAGE_FOOTER else label


def _page_attributes(block: Block) -> dict[str, str]:
    return {
        "class": "mu-pb",
        "id": block.id,
        "href": f"#{block.id}",
        "title": "The end of a page" if block.name == PAGE_FOOTER else "A new page begins here",
        "data-search-exclude": "1",
    }
