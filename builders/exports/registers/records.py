"""Register entries as plain records, with the places that mention them.

They are the common basis of the formats below `data/`: `json`, `csv`, `jsonld` and `tei`, beside
this module. Records are made one at a time, and each counts the paragraphs that mention its entry
only when asked: for all records together there are millions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from builders.citations.in_text.plain_text import plain
from builders.model.entity import Entity, Name, Organization, Person, Place, Term, Work
from builders.model.mentions_by_entity import sources_of
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
    """The kind that mentions give: person, role, organization, place, term, work."""
    entry: Entity | Work
    language: str
    """Language of the label and the description."""
    url: str
    """URL of the entry's page."""
    sources: tuple[Entry, ...]
    """The sources that mention the entry, in their order."""
    former_ids: tuple[str, ...]
    """Ids that the entry had before; its former addresses redirect to its page."""

    @cached_property
    def mentioned_in(self) -> Mapping[str, Mapping[str, int]]:
        """Number of mentions by source and paragraph."""
        return {
            source.id: Counter(
                paragraph
                for form, paragraph in source.annotations.forms_with_blocks_of(self.id)
                if addresses.REGISTER_OF[form.kind] == self.register
            )
            for source in self.sources
        }

    @property
    def mentions(self) -> int:
        """Number of mentions in all sources."""
        return sum(count for those in self.mentioned_in.values() for count in those.values())

    @property
    def label(self) -> str:
        """The preferred label; for a work, its key."""
        return self.entry.label if isinstance(self.entry, Entity) else self.id

    @property
    def labels(self) -> dict[str, str]:
        """The preferred labels by language; none for a work."""
        if not isinstance(self.entry, Entity):
            return {}
        found = {self.language: self.entry.label}
        for language, label in ((CHINESE, self.entry.label_zh), (PINYIN, self.entry.pinyin)):
            if label:  # in an edition in Chinese, the label itself comes first
                found.setdefault(language, label)
        return found

    @property
    def names(self) -> tuple[Name, ...]:
        """The other forms under which the sources name it."""
        return self.entry.names

    @property
    def markdown(self) -> str:
        """The description as written, in Markdown."""
        return (self.entry.description or "") if isinstance(self.entry, Entity) else ""

    @cached_property
    def description(self) -> str:
        """The description as plain text, without citations."""
        return plain(self.markdown)

    @property
    def same_as(self) -> tuple[str, ...]:
        """URIs of the entry in other registers."""
        return self.entry.same_as if isinstance(self.entry, Entity) else ()

    @property
    def relations(self) -> dict[str, tuple[str, ...]]:
        """Ids of related entries, by the register's name for the relation."""
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
    """The entries of a register in order of id, with URLs as seen from the file they go into."""
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
    # A work's key may also be the id of an entry; mentions tell the two apart by kind.
    for source in found:
        forms = source.annotations.forms_with_blocks_of(identifier)
        if any(addresses.REGISTER_OF[form.kind] == register for form, _ in forms):
            yield source
