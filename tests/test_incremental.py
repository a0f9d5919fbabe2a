"""What a build leaves from the last one is the same as if it were made again."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Container
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from builders.arrange import arrange
from builders.build import DOCS_FOLDER, units, write
from builders.citations.styles.publication import formatted
from builders.incremental import edit_since, fingerprint
from builders.manifest import MANIFEST
from builders.model import entity, sidecar
from builders.model.entity import ENTITY_TYPES, Registers
from builders.model.fingerprint import BuildRecord
from builders.model.page import ASSETS, DESCRIPTIONS, Asset, Unit, citing
from builders.model.publication import Entry, Publication
from builders.problems import ProblemsFound
from builders.storage.memory import Memory
from builders.understand import understand
from builders.writer import Staging, staging
from tests.publication import new_publication
from tests.random_edits import (
    cable_files,
    edited_publication,
    edits_of_every_kind,
    remove_dependents,
)

TEXT_FIELDS = sidecar.DISPLAY_FIELDS - {"notes", "changes"}
ADDED = "Added words."


def reworded(entry: Entry) -> Entry:
    """The entry with other words of its editors."""
    placed = tuple(
        replace(one, note=one.note.model_copy(update={"note": f"{ADDED} {one.note.note}"}))
        for one in entry.annotations.notes
    )
    words: dict[str, object] = {
        name: f"{ADDED} {getattr(entry.sidecar, name) or ''}" for name in TEXT_FIELDS
    }
    words["notes"] = tuple(one.note for one in placed)
    words["changes"] = (sidecar.Change(date="2026-11-21", what=ADDED),)
    said = entry.sidecar.model_copy(update=words)
    return replace(entry, sidecar=said, annotations=replace(entry.annotations, notes=placed))


def redescribed(registers: Registers, but: Container[str]) -> Registers:
    """The registers with other words about all entries, except those in `but`."""
    said: dict[str, Any] = {}
    for name in ENTITY_TYPES:
        said[name] = {
            identifier: entry
            if identifier in but
            else entry.model_copy(
                update={
                    word: f"{ADDED} {getattr(entry, word) or ''}" for word in entity.DISPLAY_FIELDS
                }
            )
            for identifier, entry in registers.entities_of(name).items()
        }
    return replace(registers, **said)


def reword_sources(publication: Publication) -> Publication:
    """The publication with other words about all sources but the first."""
    first, *others = publication.entries
    return with_entries(publication, (first, *map(reworded, others)))


def with_publication_dates(publication: Publication) -> Publication:
    """The publication with the day on which each source was published."""
    said = {"changes": (sidecar.Change(date="2026-11-20", what="Published."),)}
    entries = (
        replace(entry, sidecar=entry.sidecar.model_copy(update=said))
        for entry in publication.entries
    )
    return with_entries(publication, tuple(entries))


def with_entries(publication: Publication, entries: tuple[Entry, ...]) -> Publication:
    """The publication with these entries."""
    now = arrange(publication.settings, publication.registers, entries, publication.events)
    return replace(now, bibliography=publication.bibliography, prose=publication.prose)


def reword_register_entries(publication: Publication) -> Publication:
    """The publication with other words about all register entries but those the first source names."""
    named = publication.entries[0].annotations.mention_counts
    return replace(publication, registers=redescribed(publication.registers, named))


def reword_pages(publication: Publication) -> Publication:
    """The publication with other words on the editors' own pages."""
    prose = tuple(replace(one, text=f"{one.text}\n{ADDED}\n") for one in publication.prose)
    return replace(publication, prose=prose)


@pytest.fixture(scope="module")
def publication(edition: Path) -> Publication:
    understood = with_publication_dates(understand(edition).publication)
    return understood.with_formatted(formatted(understood, edition))


@pytest.fixture(scope="module")
def made(edition: Path, publication: Publication) -> dict[str, list[Asset]]:
    return {unit.name: list(unit.make()) for unit in units(edition, publication)}


@pytest.mark.parametrize("edit", [reword_sources, reword_register_entries, reword_pages])
def test_units_without_the_edited_words_make_the_same_files(
    edition: Path,
    publication: Publication,
    made: dict[str, list[Asset]],
    edit: Callable[[Publication], Publication],
) -> None:
    now = edit(publication)
    now = now.with_formatted(formatted(now, edition))
    before = BuildRecord(fingerprint(edition, publication), dict.fromkeys(made, ()))
    found = edit_since(before, fingerprint(edition, now))
    assert found
    left = [one for one in units(edition, now) if found.leaves_unchanged(one)]
    assert len(left) > len(made) / 3
    names = {unit.name for unit in left}
    assert f"sources/{publication.entries[0].slug}/index.md" in names
    works = {unit.name for unit in units(edition, now) if unit.name.startswith("works/")}
    assert works & names
    for unit in left:
        assert list(unit.make()) == made[unit.name], unit.name


def test_the_fingerprint_names_what_was_edited(edition: Path, publication: Publication) -> None:
    def edited(now: Publication) -> frozenset[str] | None:
        found = fingerprint(edition, publication).edited(fingerprint(edition, now))
        return found and found - sentences

    # The test after this one is about sentences that cite a work.
    sentences = {citing(key) for key in publication.bibliography.works}
    first, *others = publication.entries
    sources = frozenset(one.id for one in others)
    pages = frozenset(one.uri for one in publication.prose)
    named = {*first.annotations.mention_counts}
    entries = frozenset(
        known for known, _ in publication.registers.entities() if known not in named
    )
    assert edited(reword_sources(publication)) == sources
    assert edited(reword_pages(publication)) == pages
    assert edited(reword_register_entries(publication)) == entries | {DESCRIPTIONS}
    assert edited(publication) == frozenset()


def test_a_works_page_is_left_until_a_sentence_citing_it_is_edited(
    edition: Path, publication: Publication
) -> None:
    key, other, *_ = publication.bibliography.works
    first, *rest = publication.entries

    def saying(headnote: str) -> Publication:
        said = first.sidecar.model_copy(update={"headnote": headnote})
        return with_entries(publication, (replace(first, sidecar=said), *rest))

    cites = f"It is told elsewhere [@{key}]. It is of no weight."
    before = fingerprint(edition, saying(cites))
    for headnote, expected in (
        (cites.replace("no weight", "some weight"), set[str]()),
        (cites.replace("told", "written"), {citing(key)}),
        ("It is of no weight.", {citing(key)}),
        (cites.replace(key, other), {citing(key), citing(other)}),
    ):
        edited = before.edited(fingerprint(edition, saying(headnote)))
        assert edited == frozenset({first.id, *expected}), headnote


def test_any_other_edit_remakes_everything(edition: Path, publication: Publication) -> None:
    first, *rest = publication.entries
    titled = replace(first, sidecar=first.sidecar.model_copy(update={"title": "Another"}))
    unpublished = replace(first, sidecar=first.sidecar.model_copy(update={"changes": ()}))
    typed = replace(first, source=replace(first.source, sha256="0" * 64))
    known, place = next(iter(publication.registers.places.items()))
    places = {**publication.registers.places, known: place.model_copy(update={"label": "Another"})}
    renamed = replace(publication.registers, places=places)
    others = (
        replace(publication, entries=(titled, *rest)),
        replace(publication, entries=(unpublished, *rest)),
        replace(publication, entries=(typed, *rest)),
        replace(publication, entries=tuple(rest)),
        replace(publication, entries=(*rest, first)),
        replace(publication, events=publication.events[1:]),
        replace(publication, bibliography=replace(publication.bibliography, works={})),
        replace(publication, settings=replace(publication.settings, name="Another")),
        replace(publication, prose=publication.prose[1:]),
        replace(publication, registers=renamed),
        replace(publication, registers=replace(publication.registers, terms={})),
        replace(publication, registers=replace(publication.registers, works={})),
    )
    before = fingerprint(edition, publication)
    for other in others:
        assert before.edited(fingerprint(edition, other)) is None


FILES: dict[str, frozenset[str] | None] = {
    "mkdocs.yml": None,
    "site_src/publication.yml": None,
    "site_src/templates/source.html": None,
    "site_src/templates/theme/partials/footer.html": None,
    "site_src/assets/css/edition.css": frozenset({ASSETS}),
    "site_src/assets/js/of-ones-own.js": frozenset({ASSETS}),
}


@pytest.mark.parametrize("file", FILES)
def test_the_fingerprint_notices_changed_files(tmp_path: Path, file: str) -> None:
    root = new_publication(tmp_path)
    publication = understand(root).publication
    before, memory = fingerprint(root, publication), Memory()
    assert before.edited(fingerprint(root, publication, memory)) == frozenset()
    with (root / file).open("a") as changed:
        changed.write("\n")
    for known in (memory, None):
        assert before.edited(fingerprint(root, publication, known)) == FILES[file]


def build_docs(docs: Path, root: Path, workers: int = 1) -> dict[str, str]:
    """The digests of all files of a build into `docs`: those it makes, and those it leaves there."""
    with staging(docs) as staged:
        write(root, understand(root), staged, workers=workers)
        staged.commit()
        return dict(staged.digests)


def test_after_random_edits_an_incremental_build_equals_a_clean_one(tmp_path: Path) -> None:
    root = edited_publication(tmp_path / "publication")
    docs = root / DOCS_FOLDER
    build_docs(docs, root)
    chance = random.Random(11)  # noqa: S311  # edits, no secret
    for number, edit in enumerate(edits_of_every_kind(chance)):
        edit(root, chance)
        try:
            again = build_docs(docs, root)
        except ProblemsFound:
            remove_dependents(root)
            again = build_docs(docs, root)
        assert again == build_docs(tmp_path / f"clean/{number}", root), f"{number}: {edit.__name__}"
        there = {uri: hashlib.sha256((docs / uri).read_bytes()).hexdigest() for uri in again}
        assert there == again, f"{number}: {edit.__name__}"


@pytest.fixture
def made_again(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the units that are made from now on."""
    names: list[str] = []
    make = Staging.make

    def noted(staged: Staging, unit: Unit[Asset]) -> None:
        names.append(unit.name)
        make(staged, unit)

    monkeypatch.setattr(Staging, "make", noted)
    return names


def test_an_edit_of_words_remakes_only_the_units_that_contain_them(
    tmp_path: Path, made_again: list[str]
) -> None:
    root = edited_publication(tmp_path / "publication")
    docs = root / DOCS_FOLDER
    sidecar = cable_files(root)[0].with_suffix(".yml")
    sidecar.write_text("headnote: Words.\n")
    build_docs(docs, root)
    every = len(made_again)
    made_again.clear()
    sidecar.write_text("headnote: Other words. # which are better\n")
    build_docs(docs, root)
    assert 0 < len(made_again) < every / 3
    assert {name.split("/")[1] for name in made_again if name.startswith("sources/")} == {
        "09chengdu101"
    }
    made_again.clear()
    sidecar.write_text("headnote: Other words.\ntitle: A title\n")
    build_docs(docs, root)
    assert len(made_again) == every


def test_without_an_edit_nothing_is_remade(tmp_path: Path, made_again: list[str]) -> None:
    root = edited_publication(tmp_path / "publication")
    docs = root / DOCS_FOLDER
    sidecar = cable_files(root)[0].with_suffix(".yml")
    sidecar.write_text("headnote: Words.\n")
    made = build_docs(docs, root)
    made_again.clear()
    sidecar.write_text("# Words:\nheadnote: Words.\n")
    assert build_docs(docs, root) == made
    assert not made_again
    (docs / "tags/index.md").unlink()
    assert build_docs(docs, root) == made
    assert made_again == ["tags/index.md"]


def test_newly_installed_packages_remake_the_bill_of_materials(
    tmp_path: Path, made_again: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = edited_publication(tmp_path / "publication")
    docs = root / DOCS_FOLDER
    build_docs(docs, root)
    made_again.clear()
    monkeypatch.setattr("builders.exports.sbom_cdx.installed", lambda: b"Something newer.")
    build_docs(docs, root)
    assert "builders.exports.sbom_cdx" in made_again
    assert not any(name.startswith("sources/") for name in made_again)
    assert (docs / "sbom.cdx.json").read_bytes() == b"Something newer."


def test_several_processes_make_the_same_incremental_build(tmp_path: Path) -> None:
    root = edited_publication(tmp_path / "publication")
    docs = root / DOCS_FOLDER
    build_docs(docs, root)
    cable_files(root)[0].with_suffix(".yml").write_text("headnote: Words.\n")
    words = build_docs(docs, root, workers=2)
    assert words == build_docs(tmp_path / "docs", root)


def test_everything_is_remade_after_a_build_that_recorded_nothing(
    tmp_path: Path, made_again: list[str]
) -> None:
    """A plugin or another version may build without recording what it made from what."""
    root = edited_publication(tmp_path / "publication")
    docs = root / DOCS_FOLDER
    made = build_docs(docs, root)
    every = len(made_again)
    with staging(docs, [Asset("index.md", b"Something else.")]) as staged:
        staged.commit()
    made_again.clear()
    assert build_docs(docs, root) == made
    assert len(made_again) == every


@pytest.mark.parametrize("way", ["commit", "update_in_place"])
def test_a_build_that_changes_no_file_still_records_its_inputs(
    tmp_path: Path, made_again: list[str], way: str
) -> None:
    root = edited_publication(tmp_path / "publication")
    docs = root / DOCS_FOLDER
    build_docs(docs, root)
    with (root / "site_src/publication.yml").open("a") as settings:
        settings.write("\n# Nothing that is read.\n")
    with staging(docs) as staged:
        write(root, understand(root), staged, workers=1)
        assert not staged.changed
        getattr(staged, way)()
    every = len(made_again)
    made_again.clear()
    build_docs(docs, root)
    assert len(made_again) < every / 3


@pytest.mark.parametrize("said", [{}, {"digest": "1"}, 3, None])
def test_a_record_of_another_form_is_not_trusted(
    tmp_path: Path, made_again: list[str], said: object
) -> None:
    root = edited_publication(tmp_path / "publication")
    docs = root / DOCS_FOLDER
    made = build_docs(docs, root)
    every = len(made_again)
    record = json.loads((docs / MANIFEST).read_text())
    (docs / MANIFEST).write_text(json.dumps({**record, "made_from": said}))
    made_again.clear()
    assert build_docs(docs, root) == made
    assert len(made_again) == every
