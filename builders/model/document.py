"""A parsed source: header, blocks, corrections. Block types are named as in TEI P5."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from builders.aligned_text import AlignedText
from builders.spans import Span
from builders.values import sent_by_its_fields

if TYPE_CHECKING:
    from builders.problems import Problem


class Role(StrEnum):
    """The part of the account of characters (`Coverage`) in which a block is counted."""

    TEXT = "text"
    HEADER = "header"
    FURNITURE = "furniture"


MARKUP = "markup"
"""The name of furniture that is no text: tags and scripts, and all of a web page but its article."""


@sent_by_its_fields
@dataclass(frozen=True, slots=True)
class Block:
    """A leaf of a document. Its source characters belong to no other block."""

    type: str
    """A TEI element: head, p, item, line, opener, closer, signed, dateline, byline, figDesc, pb,
    fw ..."""
    role: Role
    spans: tuple[Span, ...]
    """The source characters it owns, in order; a paragraph that runs over a page has several."""
    text: AlignedText
    """The text as read: without the label, lines joined, corrections made."""
    id: str = ""
    """Address within the page (`p5`), assigned by `readers.addresses.with_ids`."""
    name: str = ""
    """Which header field (`tags`) or which piece of furniture (`page-break`) it is."""
    n: int | None = None
    """The number that the source gives to a paragraph or page, as intended."""
    printed: str | None = None
    """The number as the source prints it (`15` for ¶5 if the pilcrow was misread as a 1)."""
    mark: str | None = None
    """Portion marking without brackets: `SBU`."""
    label: Span | None = None
    """The source range of the number and the portion marking, which `text` leaves out."""
    level: int | None = None
    """Depth of a heading, from 1."""
    language: str | None = None
    """BCP 47 tag where it differs from the document's."""
    emphasis: tuple[Span, ...] = ()
    """Source ranges that the source sets in italics: HTML `em`, TEI `hi`."""
    strong: tuple[Span, ...] = ()
    """Source ranges that the source sets in bold: HTML `strong`, TEI `hi`."""

    @property
    def start(self) -> int:
        """The offset in the source at which it begins."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """The offset in the source at which it ends."""
        return self.spans[-1].end

    @property
    def is_markup(self) -> bool:
        """Whether it is markup around the text, which exports leave out."""
        return self.name == MARKUP and self.role is Role.FURNITURE

    @property
    def as_printed(self) -> str:
        """The number as printed, or else as intended; for a page break, the number of the page."""
        return self.printed or (str(self.n) if self.n is not None else "")

    @property
    def number(self) -> str:
        """The number by which a paragraph is cited: the source's own, or else the one it was given.

        Empty for a block that has neither. `readers.addresses` counts paragraphs that the source
        does not number.
        """
        if self.n is not None:
            return str(self.n)
        counted = self.id.removeprefix("p")
        return counted if self.type == "p" and counted.isdigit() else ""


class AddressedBlocks(Sequence[Block], ABC):
    """A sequence of blocks whose addresses are known before the blocks themselves are read."""

    __slots__ = ()

    @property
    @abstractmethod
    def addresses(self) -> Sequence[str]:
        """The address of every block, in order."""

    @abstractmethod
    def block_at(self, number: int) -> Block:
        """The block at an index, without reading the others if they have not been read yet."""


class EmendationKind(StrEnum):
    """Why a passage is read differently from how it stands in the source."""

    OCR = "ocr"
    """A machine misread or dropped something on the way from paper or PDF to text."""
    TYPOGRAPHY = "typography"
    """A lost space, a doubled letter, one character in place of another."""
    SIC = "sic"
    """The author's own slip."""
    LAYOUT = "layout"
    """Line ends, page breaks, link marks: a matter of the carrier, not of the words."""


@dataclass(frozen=True, slots=True)
class Emendation:
    """A correction: what the source has, what is read instead, why, and on whose authority."""

    span: Span
    """The range in the source that is corrected."""
    sic: str
    """The source's characters, as they stand."""
    corr: str
    """What is read in their place; empty if they are left out."""
    kind: EmendationKind
    reason: str
    """A sentence for readers."""
    resp: str = "rule"
    """`rule:<name>` for a rule of the reader, or else the name of the editor."""
    id: str = ""
    """Address within the page (`c3`)."""


class Header(Protocol):
    """What the headers of all kinds of source have in common. Each kind adds fields of its own."""

    @property
    def title(self) -> str:
        """The title as the source gives it."""

    @property
    def date(self) -> str | None:
        """The document's date in EDTF."""

    @property
    def originator(self) -> str | None:
        """The body that wrote or published it."""

    def as_json(self) -> dict[str, Any]:
        """The fields under their public names."""


PAGE_BREAK = "pb"
"""The type of a block that marks where a page begins or ends."""
PAGE_FOOTER = "page-footer"
"""The name of a page break that marks where a page ends."""
MOST_SCANNED = 1000
"""With at most so many blocks, addresses are searched one by one, which saves an index's memory."""


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed source. Its blocks and the white space between them make up the whole source."""

    id: str
    kind: str
    """Name of the reader: cable, news, report, text."""
    form: str
    """How the document was received: `cablegate-text`, `markdown`, `html` ..."""
    language: str
    """BCP 47 tag."""
    header: Header
    blocks: Sequence[Block]
    """All leaves in the order of the source, header fields and furniture among them."""
    emendations: tuple[Emendation, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    """What readers of the edition should know about the source; `file` is left empty here."""
    _indexes: dict[str, int] = field(init=False, default_factory=dict, compare=False, repr=False)
    """Of a long document: the index of the block at each address, filled at the first look-up."""

    @property
    def addresses(self) -> Sequence[str]:
        """The address of every block, in order."""
        if isinstance(self.blocks, AddressedBlocks):
            return self.blocks.addresses
        return [block.id for block in self.blocks]

    def block(self, address: str) -> Block:
        """The block at an address; if two blocks have the same address, the later one.

        Raises:
            ValueError: no block has the address.
        """
        found = self.find(address)
        if found is None:
            raise ValueError(f"no block has the address {address!r}")
        return found

    def find(self, address: str) -> Block | None:
        """The block at an address, as `block` finds it, or None if there is none."""
        number = self._index_of(address)
        if number is None:
            return None
        blocks = self.blocks
        return blocks.block_at(number) if isinstance(blocks, AddressedBlocks) else blocks[number]

    def _index_of(self, address: str) -> int | None:
        if len(self.blocks) > MOST_SCANNED:
            if not self._indexes:
                self._indexes.update((one, n) for n, one in enumerate(self.addresses))
            return self._indexes.get(address)
        addresses = self.addresses
        if address not in addresses:
            return None
        return len(addresses) - 1 - addresses[::-1].index(address)
