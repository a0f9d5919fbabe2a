"""Standoff annotations of a source: mentions, dates and the editors' notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from builders.model.mention import Mention
from builders.model.packed import MentionForm, PackedMentions
from builders.model.sidecar import Note
from builders.spans import Span


@dataclass(frozen=True, slots=True)
class PlacedDate:
    """A date recognised in the text of a source."""

    edtf: str
    block: str
    """Address of the block it stands in."""
    span: Span
    """Its range in the source."""
    reading: Span
    """Its range in the text of the block as read."""
    text: str
    """The words of that range, as read."""


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """An editors' note with the passage it is about."""

    note: Note
    number: int
    """Its place among the notes in the order of the source, from 1."""
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
    """All annotations of one source, each kind in the order of the source."""

    mentions: Sequence[Mention] = ()
    dates: Sequence[PlacedDate] = ()
    notes: tuple[PlacedNote, ...] = ()

    def mentions_of(self, entity: str) -> Iterable[Mention]:
        """The mentions of one register entry, given by its id."""
        if isinstance(self.mentions, PackedMentions):
            return self.mentions.mentions_of(entity)
        return (mention for mention in self.mentions if mention.entity == entity)

    @property
    def forms(self) -> Iterable[MentionForm]:
        """The distinct forms (an entry in certain words), in the order of their first mentions."""
        if isinstance(self.mentions, PackedMentions):
            return self.mentions.forms
        return dict.fromkeys(form for form, _ in self.forms_with_blocks())

    def forms_with_blocks(self) -> Iterator[tuple[MentionForm, str]]:
        """The form of each mention and the address of its block, in the order of the mentions."""
        if isinstance(self.mentions, PackedMentions):
            return self.mentions.forms_with_blocks()
        return ((MentionForm.of(mention), mention.block) for mention in self.mentions)

    def forms_with_blocks_of(self, entity: str) -> Iterator[tuple[MentionForm, str]]:
        """The form and the block address of each mention of one register entry, in order."""
        if isinstance(self.mentions, PackedMentions):
            return self.mentions.forms_with_blocks_of(entity)
        return (one for one in self.forms_with_blocks() if one[0].entity == entity)

    @property
    def mention_counts(self) -> Mapping[str, int]:
        """The number of mentions of each register entry, in the order of first mentions."""
        if isinstance(self.mentions, PackedMentions):
            return self.mentions.mention_counts
        return Counter(mention.entity for mention in self.mentions)


class HasBlock(Protocol):
    """An annotation that knows its block."""

    @property
    def block(self) -> str:
        """Address of the block."""


Located = TypeVar("Located", bound=HasBlock)


def by_block(annotations: Iterable[Located]) -> dict[str, list[Located]]:
    """The annotations grouped by the address of their block, in the order given."""
    found: dict[str, list[Located]] = {}
    for one in annotations:
        found.setdefault(one.block, []).append(one)
    return found
