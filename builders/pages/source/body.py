"""The body of a source page: rows with the reading text and, beside it, the lines as received.

The rows are in the order of the source, and their lines together are the whole source: every
character, line ends included, is in exactly one line of one row.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from builders.markup import Mark, mark_up, visible
from builders.model.annotation import by_block
from builders.model.cable import IDENTIFIER_RE
from builders.model.document import PAGE_BREAK, Block, Role
from builders.model.languages import is_right_to_left
from builders.model.publication import Entry, Link
from builders.pages.source import facsimiles, redactions
from builders.pages.source.apparatus import Item, letter
from builders.pages.source.editors_notes import Note, is_on_number, number, passage
from builders.pages.source.footnotes import Footnotes
from builders.pages.source.formulas import asides, formulas
from builders.pages.source.mentions import HEAD, Marks
from builders.pages.source.page_breaks import page_marks, page_marks_alone, runs_over
from builders.pages.source.received import Line, Received
from builders.readers.text.lines import ITEM_RE
from builders.spans import WHITE_SPACE_RE, Span

ITEM, LINE = "item", "line"
FIRST_HEADING = 2
"""The level of a source's top headings, below the title of its page, which is `h1`."""


@dataclass(frozen=True, slots=True)
class ReadBlock:
    """A block as it is shown for reading."""

    block: Block
    type: str
    html: Markup
    number: str = ""
    """The paragraph number in the margin."""
    level: int = 0
    """The level of a heading: 2 for `h2`."""
    language: str | None = None
    """Language of the block, if it is not that of the source."""
    rtl: bool = False
    """Whether it is read from right to left."""
    label: str = ""
    """The number or letter of a list item that its text leaves out; empty for a bullet."""
    number_notes: tuple[Item | Note, ...] = ()
    """Corrections of the paragraph number itself, and notes on it, which are shown beside it."""

    @property
    def mark(self) -> str:
        """The portion marking."""
        return self.block.mark or ""

    @property
    def is_numbered(self) -> bool:
        """Whether it is a list item whose text begins with its number or letter."""
        mark = ITEM_RE.match(self.block.text.text) if self.type == ITEM else None
        return mark is not None and mark.lastgroup != "bullet"

    @property
    def printed(self) -> str:
        """The number as printed, if the number meant is another."""
        printed = self.block.printed or ""
        return printed if self.block.n is not None and printed != str(self.block.n) else ""


@dataclass(frozen=True, slots=True)
class Row:
    """The reading text of a passage, the lines as received, and the editors' notes on it."""

    parts: tuple[ReadBlock, ...]
    lines: tuple[Line, ...]
    notes: tuple[Item | Note, ...] = ()
    """Corrections and notes, in the order of their letters and numbers in the text."""
    label: str = ""
    """What is shown instead of a reading, if nothing of these lines is part of the text."""

    @property
    def head(self) -> ReadBlock | None:
        """The heading that the row begins with, if any."""
        return self.parts[0] if self.parts and self.parts[0].type == HEAD else None

    @property
    def rest(self) -> tuple[ReadBlock, ...]:
        """The parts after the heading, or all parts if there is none."""
        return self.parts[1:] if self.head else self.parts


@dataclass(frozen=True, slots=True)
class Stretch:
    """A range of the source, and the text blocks that begin in it."""

    span: Span
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Targets:
    """The URLs and titles of the documents that a source refers to, by identifier."""

    urls: dict[str, str]
    titles: dict[str, str]
    absent: dict[str, str] = field(default_factory=dict)
    """The URLs of the pages of cables that are not in the publication."""


@dataclass(frozen=True, slots=True)
class TextLayers:
    """Everything about a source that is shown within its text."""

    links: Iterable[Link]
    corrections: Sequence[Item]
    notes: Sequence[Note]
    marks: Marks
    targets: Targets


def rows(entry: Entry, layers: TextLayers) -> Iterator[Row]:
    """The rows of a source's page."""
    writer = _Writer(entry, layers)
    for stretch in stretches(entry):
        yield writer.row(stretch)


class _Writer:
    """Makes the rows of one source from what all of them need."""

    def __init__(self, entry: Entry, layers: TextLayers) -> None:
        self._entry = entry
        self._targets = layers.targets
        self._corrections = by_block(item for item in layers.corrections if item.letter)
        self._notes = by_block(note for note in layers.notes if note.in_text)
        self._marks = layers.marks
        self._links = by_block(layers.links)
        self._received = Received(entry.source, entry.document)
        self._breaks = [block for block in entry.document.blocks if block.type == PAGE_BREAK]
        self._breaks_at = [block.start for block in self._breaks]
        self._footnotes = Footnotes(entry.source.text, entry.document)
        self._pictures = facsimiles.pictures_by_page(entry)
        self._heading = FIRST_HEADING - 1

    def row(self, stretch: Stretch) -> Row:
        """The row of one stretch; must be called in the order of the stretches."""
        parts = [self._part(block) for block in stretch.blocks]
        inside = (
            block for block in self._breaks_from(stretch.span) if block.end <= stretch.span.end
        )
        parts.extend(
            ReadBlock(block, PAGE_BREAK, page_marks_alone(block, self._pictures))
            for block in inside
            if stretch.blocks and not any(runs_over(block, other) for other in stretch.blocks)
        )
        notes: list[Item | Note] = []
        for part in parts:
            notes.extend(self._corrections.get(part.block.id, ()))
            notes.extend(self._notes.get(part.block.id, ()))
        label = "" if parts else self._label(stretch.span)
        return Row(
            tuple(parts),
            tuple(self._received.take(stretch.span)),
            tuple(sorted(notes, key=lambda note: note.position)),
            label,
        )

    def _breaks_from(self, span: Span) -> Sequence[Block]:
        """The page breaks that begin in a range of the source."""
        first = bisect_left(self._breaks_at, span.start)
        return self._breaks[first : bisect_left(self._breaks_at, span.end)]

    def _part(self, block: Block) -> ReadBlock:
        level = 0
        if block.type == HEAD:
            # Heading levels are never skipped on the page: a source's h4 under h2 becomes h3.
            level = self._heading = min(
                (block.level or 1) + FIRST_HEADING - 1, self._heading + 1, 6
            )
        return ReadBlock(
            block=block,
            type=block.type,
            html=self._read(block),
            number=block.number,
            level=level,
            language=block.language if block.language != self._entry.language else None,
            rtl=is_right_to_left(block.language or self._entry.language),
            label=self._item_label(block),
            number_notes=tuple(self._on_the_number(block)),
        )

    def _item_label(self, block: Block) -> str:
        if block.type != ITEM or block.label is None:
            return ""
        label = self._entry.source.text[slice(*block.label)].strip()
        return label if any(map(str.isalnum, label)) else ""

    def _on_the_number(self, block: Block) -> Iterator[Item | Note]:
        yield from (n for n in self._corrections.get(block.id, ()) if _is_on_number(n, block))
        yield from (n for n in self._notes.get(block.id, ()) if is_on_number(n, block))

    def _read(self, block: Block) -> Markup:
        """The reading text with its marks and links, and with insertions after their words."""
        hidden = redactions.in_block(self._entry.source.redactions, block)
        marks = [
            *formulas(self._entry.document, block.text),
            *asides(self._entry.document, block.text),
            *(Mark(span, "em") for span in block.emphasis),
            *(Mark(span, "strong") for span in block.strong),
            *(redactions.bar(one, address=True) for one in hidden),
            *self._marks.of(block),
            *map(self._link, self._links.get(block.id, ())),
            *self._footnotes.links(block),
        ]
        insertions = [label for one in hidden for label in redactions.label(one)]
        insertions.extend(
            letter(one)
            for one in self._corrections.get(block.id, ())
            if not _is_on_number(one, block)
        )
        for note in self._notes.get(block.id, ()):
            if not is_on_number(note, block):
                marks.append(passage(note))
                insertions.append(number(note, block.text))
        for page in self._breaks_from(Span(block.start, block.end)):
            if runs_over(page, block):
                insertions.extend(page_marks(page, self._pictures))
        return mark_up(block.text, marks, insertions)

    def _link(self, link: Link) -> Mark:
        """A reference as a link to its source or, if that is absent, with a title saying so."""
        if link.target is None:
            return self._absent(link)
        url = "" if link.target == self._entry.id else self._targets.urls[link.target]
        fragment = f"#{link.fragment}" if link.fragment else ""
        title = visible(self._targets.titles[link.target])
        return Mark(
            link.span, "a", {"class": "mu-xref", "href": f"{url}{fragment}" or "#", "title": title}
        )

    def _absent(self, link: Link) -> Mark:
        """A reference without a source; to an absent cable, a link to the page about it."""
        attributes = {"class": "mu-absent", "title": absence(link)}
        url = self._targets.absent.get(link.wanted)
        if url is None:
            return Mark(link.span, "span", attributes)
        return Mark(link.span, "a", {**attributes, "href": url})

    def _label(self, span: Span) -> str:
        for block in self._entry.document.blocks:
            if block.role is Role.HEADER and Span(block.start, block.end).overlaps(span):
                return "Header lines, read into the card above"
        return "Lines of the carrier, not of the text"


def absence(link: Link) -> str:
    """Why a reference does not lead to a source, as a clause."""
    if IDENTIFIER_RE.fullmatch(link.wanted):
        return f"{link.wanted} is not in this publication"
    return "which document is meant is not known"


def stretches(entry: Entry) -> Iterator[Stretch]:
    """The source cut into stretches; each begins with the line on which its first block begins."""
    text = entry.source.text
    groups: list[list[Block]] = []
    reached = 0
    for block in entry.document.blocks:
        if block.role is not Role.TEXT or block.type == PAGE_BREAK:
            continue
        # A caption in the middle of a paragraph shares its row; so do items of one list, and lines
        # without a blank line between them.
        together = bool(groups) and (
            block.start < reached
            or block.type == groups[-1][-1].type == ITEM
            or (
                block.type == groups[-1][-1].type == LINE
                and not _has_gap(text[reached : block.start])
            )
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
        yield Stretch(Span(0, first), ())
    for group, start, end in zip(groups, starts, ends, strict=True):
        yield Stretch(Span(start, end), tuple(group))


def _has_gap(between: str) -> bool:
    """Whether the text between two lines has a blank line, or anything but white space."""
    further = between.splitlines(keepends=True)[1:]
    return bool(between.strip()) or any(line.endswith(("\n", "\r")) for line in further)


def _line_start(text: str, position: int) -> int:
    """The start of the line, or the position itself if other text precedes it on the line."""
    start = text.rfind("\n", 0, position) + 1
    # Searched only within the line: most texts have no "\r", so all of a text would be searched.
    start = max(start, text.rfind("\r", start, position) + 1)
    alone = start == position or WHITE_SPACE_RE.fullmatch(text, start, position)
    return start if alone else position


def _is_on_number(note: Item, block: Block) -> bool:
    """Whether a correction is of the paragraph's number, not of its words."""
    return block.label is not None and block.label.contains(note.emendation.span)
