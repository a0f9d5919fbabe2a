"""The people and organizations of the registers who wrote and received the sources, and where.

Sidecars name authors and recipients as bibliographies do (`Family, Given`), registers name them as
texts do. *Agent* is the Dublin Core term for a person or organization that acts, such as an author.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from builders.model.entity import Entity, Person, Registers
from builders.model.publication import Entry, Publication
from builders.model.scripts import EAST_ASIAN_RE


class AgentNames:
    """The people and organizations of the registers, found by the names that sidecars give them."""

    def __init__(self, registers: Registers) -> None:
        """Collect the names of all people and organizations."""
        self._people, self._organizations = registers.people, registers.organizations
        self._claims = _claims(registers.people, registers.organizations)

    def id_of(self, name: str) -> str | None:
        """The id of the entry with that name; None if no entry has it, or more than one.

        Args:
            name: An organization by its name, a person as `Family, Given`.
        """
        found = (_sole(self._claims.get(form, {})) for form in _forms(name))
        return next(filter(None, found), None)

    def candidates(self, name: str) -> tuple[str, ...]:
        """The ids of all entries with that name, also those that have it in some sources only."""
        found = (identifier for form in _forms(name) for identifier in self._claims.get(form, ()))
        return tuple(dict.fromkeys(found))

    def is_person(self, name: str) -> bool:
        """Whether a name is a person's: it has a comma, or the register of people has it.

        An organization whose name has a comma is known by the register of organizations.
        """
        known = self.id_of(name)
        return known in self._people or ("," in name and known not in self._organizations)

    def person_named(self, name: str) -> Person | None:
        """The person with exactly that name; None if nobody or more than one entry has it."""
        return self._people.get(_sole(self._claims.get(name, {})) or "")

    def is_family_first(self, name: str) -> bool:
        """Whether a person's family name comes first, as the script or the register shows it.

        In the register, the first of the person's names with the same words counts.

        Args:
            name: A person as `Family, Given`.
        """
        family, given = _parts(name)
        if EAST_ASIAN_RE.search(family):
            return True
        person = self._people.get(self.id_of(name) or "")
        for form in person.all_names() if person and family and given else ():
            if form.text in {f"{given} {family}", f"{family} {given}"}:
                return form.text == f"{family} {given}"
        return False


class Agents:
    """Which sources each entry of the registers wrote and received, according to the sidecars.

    And which were sent from a place.
    """

    def __init__(self, publication: Publication) -> None:
        """Match the names in all sidecars with those of people, organizations and places."""
        self._named = AgentNames(publication.registers)
        self._places = _claims(publication.registers.places)
        self.names: dict[str, list[str]] = {}
        """The names by which sidecars call each entry, by its id."""
        self.wrote = self._sources(
            ((entry, entry.sidecar.original.author) for entry in publication.entries), self.id_of
        )
        """The sources that each entry wrote, by its id, in the order of the publication."""
        self.received = self._sources(
            ((entry, entry.sidecar.original.recipient) for entry in publication.entries),
            self.id_of,
        )
        """The sources addressed to each entry, by its id, in the order of the publication."""
        self.sent_from = self._sources(
            (
                (entry, (entry.sidecar.original.sent_from,))
                for entry in publication.entries
                if entry.sidecar.original.sent_from
            ),
            self.place_id_of,
        )
        """The sources sent from each place, by its id, in the order of the publication."""

    def id_of(self, name: str) -> str | None:
        """The id of the entry with that name; None if no entry has it, or more than one.

        Args:
            name: An organization by its name, a person as `Family, Given`.
        """
        return self._named.id_of(name)

    def is_person(self, name: str) -> bool:
        """Whether a name is a person's, and not that of an organization."""
        return self._named.is_person(name)

    def place_id_of(self, name: str) -> str | None:
        """The id of the place with that name; None if no place has it, or more than one."""
        return _sole(self._places.get(name, {}))

    def _sources(
        self, named: Iterable[tuple[Entry, Sequence[str]]], id_of: Callable[[str], str | None]
    ) -> Mapping[str, Sequence[Entry]]:
        found: dict[str, dict[str, Entry]] = defaultdict(dict)
        for entry, names in named:
            for name in names:
                if identifier := id_of(name):
                    found[identifier][entry.id] = entry
                    known = self.names.setdefault(identifier, [])
                    if name not in known:
                        known.append(name)
        return {identifier: tuple(entries.values()) for identifier, entries in found.items()}


def shown(name: str) -> str:
    """An author or recipient as pages show one: `Family, Given`, without the comma in Chinese."""
    family, given = _parts(name)
    if EAST_ASIAN_RE.search(family) or not given:
        return f"{family}{given}"
    return name


def _forms(name: str) -> Iterator[str]:
    """The name itself and, if it is a person's, the forms found in texts, in either order."""
    yield name
    if "," in name:
        family, given = _parts(name)
        yield f"{given} {family}".strip()
        # In China, Japan, Korea, Viet Nam and Hungary the family name comes first.
        yield f"{family} {given}".strip()
        yield f"{family}{given}"


def _parts(name: str) -> tuple[str, str]:
    """The family name and the given name of a person written as `Family, Given`."""
    family, _, given = name.partition(",")
    return family.strip(), given.strip()


def _sole(claims: Mapping[str, bool]) -> str | None:
    """The id of the only entry that has a name, if the name is its in all sources; else None."""
    return next(iter(claims)) if len(claims) == 1 and all(claims.values()) else None


def _claims(*registers: Mapping[str, Entity]) -> Mapping[str, Mapping[str, bool]]:
    """From each name in the registers to the ids of the entries that have it.

    Each id has whether the name is its entry's in all sources. A name limited to some sources
    identifies nobody, as it may stand for somebody else in others.
    """
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    for identifier, entity in chain.from_iterable(one.items() for one in registers):
        for name in entity.all_names():
            everywhere = found[name.text].get(identifier, True) and name.is_unconditional
            found[name.text][identifier] = everywhere
        if entity.label_zh:
            found[entity.label_zh].setdefault(identifier, True)
    return found
