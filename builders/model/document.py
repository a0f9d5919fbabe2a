"""A source as understood: header, blocks, corrections. Names of block types are TEI P5's."""

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
    """Which part of the account of characters a block belongs to."""

    TEXT = "text"
    HEADER = "header"
    FURNITURE = "furniture"


@sent_by_its_fields
@dataclass(frozen=True, slots=True)
class Block:
    """A leaf of a document: it owns its source characters alone, with no other block."""

    type: str
    """A TEI element: head, p, item, line, opener, closer, signed, dateline, byline, figDesc, pb, fw ..."""
    role: Role
    spans: tuple[Span, ...]
    """The source characters it owns, in order; a paragraph that runs over a page has several."""
    text: AlignedText
    """What is read: label gone, lines joined, corrections made."""
    id: str = ""
    """Address within the page (`p5`); given by `readers.addresses.with_ids`."""
    name: str = ""
    """Which header field (`tags`) or which furniture (`page-break`) it is."""
    n: int | None = None
    """A paragraph's number as meant."""
    printed: str | None = None
    """The number as the source prints it (`15` where a pilcrow was read as a 1)."""
    mark: str | None = None
    """Portion marking without brackets: `SBU`."""
    label: Span | None = None
    """The source range of number and portion marking, which `text` leaves out."""
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
        """Where it begins in the source."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where it ends in the source."""
        return self.spans[-1].end

    @property
    def as_printed(self) -> str:
        """Its number as the source prints it, or else as it is meant: of a page break, the page."""
        return self.printed or (str(self.n) if self.n is not None else "")

    @property
    def number(self) -> str:
        """By what a paragraph is cited: as the source numbers it, or else as it was counted.

        Nothing for what is no paragraph. `readers.addresses` counts where there are no numbers.
        """
        if self.n is not None:
            return str(self.n)
        counted = self.id.removeprefix("p")
        return counted if self.type == "p" and counted.isdigit() else ""


class Addressed(Sequence[Block], ABC):
    """Blocks that are known by their addresses before they are read."""

    __slots__ = ()

    @property
    @abstractmethod
    def addresses(self) -> Sequence[str]:
        """Of all of them, in their order."""

    @abstractmethod
    def alone(self, number: int) -> Block:
        """The block of that number, read without the others if these have not been asked for."""


class EmendationKind(StrEnum):
    """Why a text is read otherwise than it stands."""

    OCR = "ocr"
    """A machine misread or dropped something on the way from paper or PDF to text."""
    TYPOGRAPHY = "typography"
    """A lost blank, a doubled letter, a mark that stands for another."""
    SIC = "sic"
    """The author's own slip."""
    LAYOUT = "layout"
    """Lines, pages, link marks: the carrier and not the words."""


@dataclass(frozen=True, slots=True)
class Emendation:
    """A correction: what the source has, what is read, why, and on whose word."""

    span: Span
    sic: str
    """The source's characters, as they stand."""
    corr: str
    """What is read in their place; empty where something is left out."""
    kind: EmendationKind
    reason: str
    """A sentence for readers."""
    resp: str = "rule"
    """`rule:<name>` of the reader's rule, or the name of the editor."""
    id: str = ""
    """Address within the page (`c3`)."""


class Header(Protocol):
    """What every kind's header can say of itself. Each kind adds its own fields."""

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
"""The type of a block that says that a page begins, or ends."""
PAGE_FOOTER = "page-footer"
"""The name of one that says that it ends."""
LONG = 1000
"""So many blocks are looked through for an address in less memory than a mapping takes."""


@dataclass(frozen=True, slots=True)
class Document:
    """A source as understood. Its blocks and the white space between them are all of the source."""

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
    _numbers: dict[str, int] = field(init=False, default_factory=dict, compare=False, repr=False)
    """Of a long document: from addresses to the blocks' numbers, once somebody has asked."""

    @property
    def addresses(self) -> Sequence[str]:
        """Of all blocks, in their order."""
        if isinstance(self.blocks, Addressed):
            return self.blocks.addresses
        return [block.id for block in self.blocks]

    def block(self, address: str) -> Block:
        """The block of that address, and of two of one address the later one.

        Raises:
            ValueError: there is none.
        """
        found = self.find(address)
        if found is None:
            raise ValueError(f"no block has the address {address!r}")
        return found

    def find(self, address: str) -> Block | None:
        """The same; None where there is none."""
        number = self._number(address)
        if number is None:
            return None
        blocks = self.blocks
        return blocks.alone(number) if isinstance(blocks, Addressed) else blocks[number]

    def _number(self, address: str) -> int | None:
        if len(self.blocks) > LONG:
            if not self._numbers:
                self._numbers.update((one, n) for n, one in enumerate(self.addresses))
            return self._numbers.get(address)
        addresses = self.addresses
        if address not in addresses:
            return None
        return len(addresses) - 1 - addresses[::-1].index(address)
