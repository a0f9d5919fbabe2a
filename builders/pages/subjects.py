"""The entries of the registers and the works, as every page that names them shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builders.citations.in_text.plain_text import plain
from builders.citations.works import short
from builders.citations.works.titles import typographic
from builders.model.entity import WORKS, Entity, Organization, Person, Place, Term, Work
from builders.model.mentions_by_entity import sources_of
from builders.model.publication import Publication
from builders.model.untranslated import Untranslated
from builders.pages import addresses
from builders.pages.sentences import sentences


@dataclass(frozen=True, slots=True)
class Kind:
    """The names of a register, or of a sort of entry."""

    one: str
    many: str
    chinese: str
    css: str
    """The last part of the CSS class that underlines its mentions: `mu-person`."""


KINDS = {
    "people": Kind("Person", "People", "人物", "person"),
    "organizations": Kind("Organization", "Organizations", "机构", "org"),
    "places": Kind("Place", "Places", "地名", "place"),
    "terms": Kind("Term", "Terms", "术语", "term"),
    WORKS: Kind("Work", "Works", "文献", "ref"),
}
"""The kinds by register, in the order in which pages list them."""
ROLE = Kind("Role", "Roles", "职务", "person")


@dataclass(frozen=True, slots=True)
class Subject:
    """One entry of a register, with what pages show wherever they name it."""

    id: str
    register: str
    kind: Kind
    label: str
    label_zh: str
    pinyin: str
    brief: str
    """What it is, in a few words without citations; may be empty."""
    uri: str
    """Path of its page below `docs/`."""
    mentions: int
    sources: int
    """The number of sources that mention it."""

    @property
    def sort_key(self) -> tuple[str, str]:
        """Sorts by label, ignoring case, then by id."""
        return (self.label.casefold(), self.id)


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """A link to an entry; pages that share a reference share its HTML too (`kept` in templates)."""

    label: str
    label_zh: str
    href: str
    css: str


class Subjects:
    """All entries of a publication's registers, and all its works."""

    def __init__(self, publication: Publication) -> None:
        """Make a subject of every entry and work."""
        self._publication = publication
        self.all: Mapping[str, Subject] = {
            subject.id: subject for subject in self._made(publication)
        }

    def of(self, register: str) -> list[Subject]:
        """The entries of one register, sorted by label; of works, only those in the register."""
        held = self._publication.registers.entries_of(register)
        found = [self.all[identifier] for identifier in held]
        return sorted(found, key=lambda subject: subject.sort_key)

    def reference(self, identifier: str, from_uri: str) -> Reference:
        """A link to an entry, from the page at `from_uri`."""
        subject = self.all[identifier]
        return Reference(
            subject.label,
            subject.label_zh,
            addresses.link(from_uri, subject.uri),
            subject.kind.css,
        )

    def _made(self, publication: Publication) -> Iterator[Subject]:
        for register, kind in KINDS.items():
            for identifier, entry in publication.registers.entries_of(register).items():
                found = publication.mentions_of.get(identifier, ())
                role = isinstance(entry, Person) and entry.is_role
                yield Subject(
                    id=identifier,
                    register=register,
                    kind=ROLE if role else kind,
                    label=Untranslated(self._label(identifier, entry)),
                    label_zh=getattr(entry, "label_zh", None) or "",
                    pinyin=getattr(entry, "pinyin", None) or "",
                    brief=self._brief(identifier, entry),
                    uri=addresses.entity(register, identifier),
                    mentions=len(found),
                    sources=len(sources_of(found)),
                )
        # Works that are only in the bibliography, and not in the register, have pages too.
        for key, work in publication.bibliography.works.items():
            if key not in publication.registers.works:
                uri = addresses.entity(WORKS, key)
                label, brief = (
                    Untranslated(short.short(work)),
                    Untranslated(typographic(work.title.text)),
                )
                yield Subject(key, WORKS, KINDS[WORKS], label, "", "", brief, uri, 0, 0)

    def _label(self, identifier: str, entry: Entity | Work) -> str:
        if isinstance(entry, Entity):
            return entry.label
        cited = self._publication.bibliography.works.get(identifier)
        return short.short(cited) if cited else capitalized(entry.names[0].text)

    def _brief(self, identifier: str, entry: Entity | Work) -> str:
        match entry:
            case Work():
                cited = self._publication.bibliography.works.get(identifier)
                return Untranslated(typographic(cited.title.text)) if cited else ""
            case Person() if entry.role:
                return Untranslated(entry.role)
            case Place():
                holder = self._publication.registers.places.get(entry.lies_in or "")
                kind = capitalized(entry.type)
                return f"{kind} in {holder.label}" if holder else kind
            case Term() if entry.expansion:
                return Untranslated(capitalized(entry.expansion))
            case Person() | Organization() | Term():
                return Untranslated(first_clause(entry.description))
            case _:
                return ""


def first_clause(text: str | None) -> str:
    """The first clause of what the editors wrote, without citations and Markdown syntax."""
    words = plain(text)
    found = sentences(words)
    return words[: found[0].end].partition("; ")[0].rstrip(".") if found else ""


def capitalized(text: str) -> str:
    """The text with its first letter as a capital; all others stay as they are: `SAR`."""
    return text[:1].upper() + text[1:]
