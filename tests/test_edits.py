"""A unit that says what goes into it says all of it."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from builders.arrange import arrange
from builders.build import units
from builders.citations.whole import formatted
from builders.edits import Edit, edited
from builders.model import entity, sidecar
from builders.model.entity import REGISTERS, Registers
from builders.model.page import DESCRIPTIONS, Asset
from builders.model.publication import Entry, Publication
from builders.understand import understand

MARKDOWN = sidecar.WORDS - {"notes"}
ADDED = "Added words."


def reworded(entry: Entry) -> Entry:
    """A source about which the editors say something else."""
    placed = tuple(
        replace(one, note=one.note.model_copy(update={"note": f"{ADDED} {one.note.note}"}))
        for one in entry.annotations.notes
    )
    words: dict[str, object] = {
        name: f"{ADDED} {getattr(entry.sidecar, name) or ''}" for name in MARKDOWN
    }
    words["notes"] = tuple(one.note for one in placed)
    sidecar = entry.sidecar.model_copy(update=words)
    return replace(entry, sidecar=sidecar, annotations=replace(entry.annotations, notes=placed))


def redescribed(registers: Registers, but: Container[str]) -> Registers:
    """Registers that say something else of all entries but some."""
    said: dict[str, Any] = {}
    for name in REGISTERS:
        said[name] = {
            identifier: entry
            if identifier in but
            else entry.model_copy(
                update={word: f"{ADDED} {getattr(entry, word) or ''}" for word in entity.WORDS}
            )
            for identifier, entry in getattr(registers, name).items()
        }
    return replace(registers, **said)


def of_sources(publication: Publication) -> Publication:
    """The same with other words about all sources but the first."""
    first, *others = publication.entries
    entries = (first, *map(reworded, others))
    now = arrange(publication.settings, publication.registers, entries, publication.events)
    return replace(now, bibliography=publication.bibliography, prose=publication.prose)


def of_entries(publication: Publication) -> Publication:
    """The same with other words about all entries but those that the first source names."""
    named = publication.entries[0].annotations.counts
    return replace(publication, registers=redescribed(publication.registers, named))


def of_pages(publication: Publication) -> Publication:
    """The same with other words on people's own pages."""
    prose = tuple(replace(one, text=f"{one.text}\n{ADDED}\n") for one in publication.prose)
    return replace(publication, prose=prose)


@pytest.fixture(scope="module")
def publication(edition: Path) -> Publication:
    understood = understand(edition).publication
    return understood.with_formatted(formatted(understood, edition))


@pytest.fixture(scope="module")
def made(edition: Path, publication: Publication) -> dict[str, list[Asset]]:
    return {unit.name: list(unit.make()) for unit in units(edition, publication)}


@pytest.mark.parametrize("edit", [of_sources, of_entries, of_pages])
def test_what_does_not_hold_the_words_that_were_edited_is_the_same(
    edition: Path,
    publication: Publication,
    made: dict[str, list[Asset]],
    edit: Callable[[Publication], Publication],
) -> None:
    now = edit(publication)
    now = now.with_formatted(formatted(now, edition))
    found = edited(publication, now)
    assert found
    left = [one for one in units(edition, now) if Edit(found, dict.fromkeys(made, ())).leaves(one)]
    assert len(left) > len(made) / 3
    assert f"sources/{publication.entries[0].slug}/index.md" in {unit.name for unit in left}
    for unit in left:
        assert list(unit.make()) == made[unit.name], unit.name


def test_what_was_edited_is_named(publication: Publication) -> None:
    first, *others = publication.entries
    sources = frozenset(one.id for one in others)
    pages = frozenset(one.uri for one in publication.prose)
    named = {*first.annotations.counts}
    entries = frozenset(
        known for known, _ in publication.registers.entities() if known not in named
    )
    assert edited(publication, of_sources(publication)) == sources
    assert edited(publication, of_pages(publication)) == pages
    assert edited(publication, of_entries(publication)) == entries | {DESCRIPTIONS}
    assert edited(publication, publication) == frozenset()


def test_anything_else_may_be_in_all_that_is_made(publication: Publication) -> None:
    first, *rest = publication.entries
    titled = replace(first, sidecar=first.sidecar.model_copy(update={"title": "Another"}))
    known, place = next(iter(publication.registers.places.items()))
    places = {**publication.registers.places, known: place.model_copy(update={"label": "Another"})}
    renamed = replace(publication.registers, places=places)
    others = (
        replace(publication, entries=(titled, *rest)),
        replace(publication, entries=tuple(rest)),
        replace(publication, entries=(*rest, first)),
        replace(publication, events=publication.events[1:]),
        replace(publication, settings=replace(publication.settings, name="Another")),
        replace(publication, prose=publication.prose[1:]),
        replace(publication, registers=renamed),
        replace(publication, registers=replace(publication.registers, terms={})),
    )
    for other in others:
        assert edited(publication, other) is None
