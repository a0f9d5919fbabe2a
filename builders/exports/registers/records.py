"""The entries of the registers as plain records, with where they are mentioned.

What the formats below `data/` have in common: `json`, `csv`, `jsonld` and `tei` beside this module
each give these records another shape. A record is made when it is asked for, and counts its
paragraphs when they are asked for: of all records together these are millions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from builders.citations.in_text.plain_text import plain
from builders.model.entity import Entity, Name, Organization, Person, Place, Term, Work
from builders.model.mentioned import sources_of
from builders.model.publication import Entry, Publication
from builders.pages import addresses

CHINESE = "zh"
PINYIN = "zh-Latn-pinyin"


@dataclass(frozen=True)
class Record:
    """One entry of one register."""

    id: str
    register: str
    kind: str
    """person, role, organization, place, term, work: as mentions call it."""
    entry: Entity | Work
    language: str
    """Language of the label and the description."""
    url: str
    """Of its page."""
    sources: tuple[Entry, ...]
    """In which it is mentioned, in their order."""
    former_ids: tuple[str, ...]
    """That it had before; its old addresses lead to its page."""

    @cached_property
    def mentioned_in(self) -> Mapping[str, Mapping[str, int]]:
        """How often it is mentioned, by source and paragraph."""
        return {
            source.id: Counter(
                paragraph
                for form, paragraph in source.annotations.named_as(self.id)
                if addresses.REGISTER_OF[form.kind] == self.register
            )
            for source in self.sources
        }

    @property
    def mentions(self) -> int:
        """How often it is mentioned in the sources."""
        return sum(count for those in self.mentioned_in.values() for count in those.values())

    @property
    def label(self) -> str:
        """The preferred label; of a work its key."""
        return self.entry.label if isinstance(self.entry, Entity) else self.id

    @property
    def labels(self) -> dict[str, str]:
        """The preferred labels by language."""
        if not isinstance(self.entry, Entity):
            return {}
        found = {
            self.language: self.entry.label,
            CHINESE: self.entry.label_zh,
            PINYIN: self.entry.pinyin,
        }
        return {language: label for language, label in found.items() if label}

    @property
    def names(self) -> tuple[Name, ...]:
        """The other forms under which the sources name it."""
        return self.entry.names

    @property
    def markdown(self) -> str:
        """The description as its editors wrote it."""
        return (self.entry.description or "") if isinstance(self.entry, Entity) else ""

    @cached_property
    def description(self) -> str:
        """The description in plain words, without its citations."""
        return plain(self.markdown)

    @property
    def same_as(self) -> tuple[str, ...]:
        """Identifiers elsewhere."""
        return self.entry.same_as if isinstance(self.entry, Entity) else ()

    @property
    def relations(self) -> dict[str, tuple[str, ...]]:
        """Ids of other entries, by the name that the register gives the relation."""
        found: dict[str, tuple[str | None, ...]] = {}
        match self.entry:
            case Person() as person:
                found = {"member_of": person.member_of}
            case Organization() as body:
                found = {
                    "part_of": body.part_of,
                    "succeeded_by": body.succeeded_by,
                    "place": (body.place,),
                }
            case Place() as place:
                found = {"lies_in": (place.lies_in,)}
            case Term() as term:
                found = {"broader": (term.broader,)}
        if isinstance(self.entry, Entity):
            found["see_also"] = self.entry.see_also
        return {name: tuple(filter(None, ids)) for name, ids in found.items() if any(ids)}


def records(publication: Publication, register: str, file: str) -> Iterator[Record]:
    """The entries of one register by their ids, with URLs for a file that stands there."""
    for identifier, entry in sorted(publication.registers.entries_of(register).items()):
        yield Record(
            id=identifier,
            register=register,
            kind=_kind(register, entry),
            entry=entry,
            language=publication.settings.language,
            url=addresses.iri(publication, file, addresses.entity(register, identifier)),
            sources=tuple(_sources(publication, register, identifier)),
            former_ids=_former(publication, identifier, entry),
        )


def _former(publication: Publication, identifier: str, entry: Entity | Work) -> tuple[str, ...]:
    if isinstance(entry, Entity):
        return entry.former_ids
    work = publication.bibliography.works.get(identifier)
    return work.former_keys if work else ()


def _kind(register: str, entry: Any) -> str:
    if isinstance(entry, Person) and entry.is_role:
        return "role"
    return next(kind for kind, name in addresses.REGISTER_OF.items() if name == register)


def _sources(publication: Publication, register: str, identifier: str) -> Iterator[Entry]:
    found = sources_of(publication.mentions_of.get(identifier, ()))
    if identifier not in publication.registers.works or not publication.registers.get(identifier):
        yield from found
        return
    # A work's key can be an entry's id too: the two are told apart by kind.
    for source in found:
        forms = source.annotations.named_as(identifier)
        if any(addresses.REGISTER_OF[form.kind] == register for form, _ in forms):
            yield source
