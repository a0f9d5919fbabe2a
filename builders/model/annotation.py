"""What is said about places of a source, standoff: mentions, dates, the editors' notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from builders.model.mention import Mention
from builders.model.packed import Form, PackedMentions
from builders.model.sidecar import Note
from builders.spans import Span


@dataclass(frozen=True, slots=True)
class PlacedDate:
    """A date in the text."""

    edtf: str
    block: str
    """Address of the block it stands in."""
    span: Span
    """Its characters in the source."""
    reading: Span
    """Its characters in the text of the block as read."""
    text: str
    """Those characters, as read."""


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """An editors' note with the passage it is about."""

    note: Note
    number: int
    """In the order of the source, from 1."""
    block: str
    """Address of the block in which the passage begins."""
    span: Span
    """The passage in the source."""

    @property
    def address(self) -> str:
        """Its address within the page."""
        return f"note-{self.note.id}"


@dataclass(frozen=True, slots=True)
class Annotations:
    """All that is said about one source, each kind in the order of the source."""

    mentions: Sequence[Mention] = ()
    dates: tuple[PlacedDate, ...] = ()
    notes: tuple[PlacedNote, ...] = ()

    def of(self, entity: str) -> Iterable[Mention]:
        """The mentions of one entry of a register."""
        if isinstance(self.mentions, PackedMentions):
            return self.mentions.of(entity)
        return (mention for mention in self.mentions if mention.entity == entity)

    @property
    def forms(self) -> Iterable[Form]:
        """In which words which entries are named, in the order of their first mentions."""
        if isinstance(self.mentions, PackedMentions):
            return self.mentions.forms
        return dict.fromkeys(form for form, _ in self.named())

    def named(self) -> Iterator[tuple[Form, str]]:
        """The form of each mention and the address of its block, in their order."""
        if isinstance(self.mentions, PackedMentions):
            return self.mentions.named()
        return ((Form.of(mention), mention.block) for mention in self.mentions)

    def named_as(self, entity: str) -> Iterator[tuple[Form, str]]:
        """The same of the mentions of one entry of a register."""
        if isinstance(self.mentions, PackedMentions):
            return self.mentions.named_as(entity)
        return (one for one in self.named() if one[0].entity == entity)

    @property
    def counts(self) -> Mapping[str, int]:
        """How often each entry of a register is named, in the order of their first mentions."""
        if isinstance(self.mentions, PackedMentions):
            return self.mentions.counts
        return Counter(mention.entity for mention in self.mentions)


class OfBlock(Protocol):
    """Something that is said of a place in a block."""

    @property
    def block(self) -> str:
        """Address of the block."""


Said = TypeVar("Said", bound=OfBlock)


def by_block(said: Iterable[Said]) -> dict[str, list[Said]]:
    """What is said, by the block that it is said of, in its order."""
    found: dict[str, list[Said]] = {}
    for one in said:
        found.setdefault(one.block, []).append(one)
    return found
