"""What an edit leaves as it was, where it was of something that nothing is worked out from.

Most edits are of notes and headnotes. These are in few of the files that are made; any other edit
may be in all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from builders.model import entity, sidecar
from builders.model.entity import Entity
from builders.model.page import DESCRIPTIONS, Asset, Unit
from builders.model.publication import Entry, Publication
from builders.writer import Staging


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit, and what was made before it."""

    edited: frozenset[str]
    """What is not as it was, by the names of `Unit.holds`."""
    made: Mapping[str, Sequence[str]]
    """By name of each unit the paths of its files."""

    def leaves(self, unit: Unit[Asset]) -> bool:
        """Whether a unit makes what it made before."""
        holds = unit.holds
        return unit.name in self.made and holds is not None and self.edited.isdisjoint(holds)

    def still_to_make(self, units: Sequence[Unit[Asset]], staging: Staging) -> list[Unit[Asset]]:
        """The units that are to be made; the files of the others are left where they are."""
        return [
            unit
            for unit in units
            if not (self.leaves(unit) and staging.keep(unit.name, self.made[unit.name]))
        ]


def edited(before: Publication, now: Publication) -> frozenset[str] | None:
    """What is not as it was, by the names of `Unit.holds`; None if anything else is not, either."""
    pages = {page.uri: page for page in before.prose}
    if _all_but_words(before) != _all_but_words(now):
        return None
    if [page.uri for page in before.prose] != [page.uri for page in now.prose]:
        return None
    found = {page.uri for page in now.prose if page != pages[page.uri]}
    described = dict(before.registers.entities())
    for identifier, entry in now.registers.entities():
        known = described[identifier]
        if entry is not known:
            if _of_entry(known) != _of_entry(entry):
                return None
            if known != entry:
                found |= {identifier, DESCRIPTIONS}
    for old, new in zip(before.entries, now.entries, strict=True):
        if old is not new:
            if _of_source(old) != _of_source(new):
                return None
            if old.sidecar != new.sidecar:
                found.add(new.id)
    return frozenset(found)


def _all_but_words(publication: Publication) -> tuple[Any, ...]:
    """What all that is made may rest on."""
    ids = [entry.id for entry in publication.entries]
    registers = publication.registers
    registered = [identifier for identifier, _ in registers.entities()]
    held = (publication.bibliography, publication.events, registers.works)
    return (publication.settings, ids, registered, *held)


def _of_entry(entry: Entity) -> tuple[Any, ...]:
    return type(entry), entry.model_dump(exclude=set(entity.WORDS))


def _of_source(entry: Entry) -> tuple[Any, ...]:
    """The same of one source. Its bytes are compared by their digest: they may lie on a shelf."""
    source, said = entry.source, entry.annotations
    return (
        (source.path, source.encoding, source.sha256, source.redactions),
        entry.sidecar.model_dump(exclude=set(sidecar.WORDS)),
        entry.document,
        entry.account,
        said.dates,
        said.mentions,
    )
