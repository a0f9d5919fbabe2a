"""A unit that says what goes into it says all of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from builders.build import arrange, understand, units
from builders.citations.whole import formatted
from builders.edits import Edit, edited
from builders.model.publication import Entry, Publication
from builders.model.sidecar import WORDS

MARKDOWN = WORDS - {"notes"}
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


def with_other_words(publication: Publication, but: str, root: Path) -> Publication:
    """The same, with other words about all sources but one, and on people's own pages."""
    entries = [one if one.id == but else reworded(one) for one in publication.entries]
    now = arrange(publication.settings, publication.registers, entries, publication.events)
    prose = tuple(replace(one, text=f"{one.text}\n{ADDED}\n") for one in publication.prose)
    now = replace(now, bibliography=publication.bibliography, prose=prose)
    return replace(now, formatted=formatted(now, root))


def test_what_does_not_hold_the_words_that_were_edited_is_the_same(edition: Path) -> None:
    publication = understand(edition).publication
    publication = replace(publication, formatted=formatted(publication, edition))
    spared = publication.entries[0]
    now = with_other_words(publication, spared.id, edition)
    found = edited(publication, now)
    pages = {page.uri for page in publication.prose}
    assert found is not None
    assert found == pages | {one.id for one in publication.entries if one is not spared}
    before, after = units(edition, publication), units(edition, now)
    edit = Edit(found, {unit.name: () for unit in before})
    left = 0
    for old, new in zip(before, after, strict=True):
        assert old.name == new.name
        if edit.leaves(old):
            left += 1
            assert list(old.make()) == list(new.make()), old.name
    assert left > len(before) / 2
    assert f"sources/{spared.slug}/index.md" in {one.name for one in before if edit.leaves(one)}


def test_anything_else_may_be_in_all_that_is_made(edition: Path) -> None:
    publication = understand(edition).publication
    first, *rest = publication.entries
    titled = replace(first, sidecar=first.sidecar.model_copy(update={"title": "Another"}))
    others = (
        replace(publication, entries=(titled, *rest)),
        replace(publication, entries=tuple(rest)),
        replace(publication, entries=(*rest, first)),
        replace(publication, events=publication.events[1:]),
        replace(publication, settings=replace(publication.settings, name="Another")),
        replace(publication, prose=publication.prose[1:]),
    )
    for other in others:
        assert edited(publication, other) is None
    assert edited(publication, understand(edition).publication) == frozenset()
