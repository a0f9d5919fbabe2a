"""The lists after a source's text: who and what it mentions, and the dates it gives.

The cards that open on mentions in the text are filled from these lists too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from builders import dates
from builders.citations.in_text.plain_text import plain
from builders.markup import visible
from builders.model.annotation import PlacedDate
from builders.model.document import Block
from builders.model.mention import Mention
from builders.model.publication import Entry, Publication
from builders.pages import addresses
from builders.pages.backlinks import place
from builders.pages.sentences import sentences
from builders.pages.subjects import KINDS, ROLE, Kind, Subject, Subjects

MOST_PLACES = 12
"""How many paragraphs are named for each item; any more are only counted."""
PILCROW = "¶"
ORDER = (KINDS["people"], ROLE, *(kind for name, kind in KINDS.items() if name != "people"))
"""The order of the kinds in the list."""


class Paragraph(NamedTuple):
    """A link to a paragraph of the source."""

    name: str
    """`7`, `heading`."""
    href: str
    numbered: bool
    """Whether `name` is its number."""


class Places(NamedTuple):
    """The paragraphs in which something occurs, each once, in order."""

    numbered: tuple[Paragraph, ...]
    other: tuple[Paragraph, ...]
    more: int
    """How many further paragraphs there are."""


@dataclass(frozen=True, slots=True, eq=False)
class EntrySummary:
    """What the page of every source that mentions an entry says about it: one object for all."""

    subject: Subject
    href: str
    brief: str
    """What the entry is, in a few words."""
    rest: str
    """The rest of the first sentence of its description, if the sentence begins with `brief`."""
    sentence: str
    """The first sentence of its description, if that does not begin with `brief`."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One entry of a register that the source names."""

    known: EntrySummary
    count: int
    places: Places


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one kind, sorted by label."""

    kind: Kind
    items: tuple[Mentioned, ...]


@dataclass(frozen=True, slots=True)
class DateInText:
    """A date, and where the text of the source gives it."""

    id: str
    edtf: str
    display: str
    words: tuple[str, ...]
    """The wordings in which the text gives it."""
    places: Places


class MentionGroups:
    """Makes the lists of mentions; what is worked out about an entry is cached for all pages."""

    def __init__(self, publication: Publication, subjects: Subjects) -> None:
        """Rank all entries by label."""
        self._registers = publication.registers
        self._subjects = subjects.all
        by_label = sorted(subjects.all.values(), key=lambda subject: subject.sort_key)
        self._rank = {subject.id: rank for rank, subject in enumerate(by_label)}
        self._known: dict[str, EntrySummary] = {}

    def of(self, mentions: Iterable[Mention], blocks: Iterable[Block]) -> tuple[Group, ...]:
        """The entries that a source mentions, by kind."""
        named: dict[str, list[str]] = {}
        for mention in mentions:
            if mention.entity in self._subjects:
                named.setdefault(mention.entity, []).append(mention.block)
        found: dict[Kind, list[Mentioned]] = {kind: [] for kind in ORDER}
        names = _names(blocks)
        for identifier in sorted(named, key=self._rank.__getitem__):
            there, known = named[identifier], self._known_of(identifier)
            one = Mentioned(known, len(there), places(there, names))
            found[known.subject.kind].append(one)
        return tuple(Group(kind, tuple(items)) for kind, items in found.items() if items)

    def _known_of(self, identifier: str) -> EntrySummary:
        if identifier not in self._known:
            subject = self._subjects[identifier]
            entry = self._registers.get(identifier)
            sentence = _first_sentence(entry.description if entry else None)
            brief, rest = subject.brief, ""
            if brief and sentence.startswith(brief):
                rest, sentence = sentence.removeprefix(brief), ""
            href = addresses.link(addresses.ANY_SOURCE, subject.uri)
            self._known[identifier] = EntrySummary(subject, href, brief, rest, sentence)
        return self._known[identifier]


def dates_in_text(entry: Entry) -> tuple[DateInText, ...]:
    """The dates of a source in chronological order, each once."""
    names = _names(entry.document.blocks)
    found: dict[str, list[PlacedDate]] = {}
    for placed in entry.annotations.dates:
        found.setdefault(placed.edtf, []).append(placed)
    return tuple(
        DateInText(
            f"d{number}",
            edtf,
            dates.display(edtf),
            tuple(dict.fromkeys(visible(" ".join(placed.text.split())) for placed in found[edtf])),
            places((placed.block for placed in found[edtf]), names),
        )
        for number, edtf in enumerate(sorted(found, key=_chronological), 1)
    )


def places(blocks: Iterable[str], names: Mapping[str, Paragraph]) -> Places:
    """The blocks with these addresses, each once, as links.

    Args:
        blocks: The addresses, in order; may repeat.
        names: From the address of each block of the source to its link.
    """
    each = list(dict.fromkeys(blocks))
    shown = [names[block] for block in each[:MOST_PLACES]]
    return Places(
        tuple([paragraph for paragraph in shown if paragraph.numbered]),
        tuple([paragraph for paragraph in shown if not paragraph.numbered]),
        max(0, len(each) - MOST_PLACES),
    )


def _names(blocks: Iterable[Block]) -> dict[str, Paragraph]:
    """The link to each block, by its address."""
    return {block.id: _paragraph(block) for block in blocks}


def _paragraph(block: Block) -> Paragraph:
    name = place(block)
    return Paragraph(name.removeprefix(PILCROW), f"#{block.id}", name.startswith(PILCROW))


def _first_sentence(text: str | None) -> str:
    """The first sentence of what the editors wrote, without citations and Markdown syntax."""
    words = plain(text)
    found = sentences(words)
    return words[found[0].start : found[0].end] if found else ""


def _chronological(edtf: str) -> tuple[bool, date, date, str]:
    """Sort key of a date, chronological; what is not valid EDTF comes last."""
    try:
        return (False, *dates.parse(edtf).sort_key)
    except ValueError:
        return (True, date.max, date.max, edtf)
