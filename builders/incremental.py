"""Which output files an edit leaves as they are: those that do not contain what was edited.

Most edits are to notes and headnotes, which appear in few files; any other edit may affect all of
them. Digests of the inputs are recorded beside the files made from them, so that the next build and
a preview can tell what has been edited.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from builders.exports import sbom_cdx
from builders.inputs.settings_files import MKDOCS_FILE
from builders.model import entity, sidecar
from builders.model.entity import Registers
from builders.model.fingerprint import BuildRecord, Fingerprint
from builders.model.page import ASSETS, INSTALLED, Asset, Unit, citing
from builders.model.publication import Entry, Publication
from builders.pages.bibliography.citing_passages import passages
from builders.storage.memory import Memory, stamp
from builders.storage.store import key
from builders.storage.supplied import ASSETS as ASSETS_FOLDER
from builders.storage.supplied import TEMPLATES
from builders.storage.supplied import files as supplied
from builders.writer import Staging

FOLDER = "site_src"
NOT_DIGESTED = ("sources", "facsimiles", "registers", "pages", "assets")
"""The subfolders whose files are not digested as they are: they affect the output only through the
publication that is read from them, or as assets."""


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit that affects only some units, and the record of what was made before it."""

    edited: frozenset[str]
    """The names, as in `Unit.displays`, of the inputs that have changed."""
    before: BuildRecord

    def leaves_unchanged(self, unit: Unit[Asset]) -> bool:
        """Whether the edit does not affect the unit, so that it would make what it made before."""
        if unit.name not in self.before.made:
            return False
        # A unit whose `displays` is None may contain anything, so any edit at all affects it.
        displays = unit.displays
        return not self.edited or (displays is not None and self.edited.isdisjoint(displays))

    def still_to_make(self, units: Sequence[Unit[Asset]], staging: Staging) -> list[Unit[Asset]]:
        """The units that have to be made; the files of the others are kept as they are."""
        made = self.before.made
        return [
            unit
            for unit in units
            if not (self.leaves_unchanged(unit) and staging.keep(unit.name, made[unit.name]))
        ]


def edit_since(before: BuildRecord | None, now: Fingerprint) -> Edit | None:
    """The edit between a recorded state and now; None if it may affect any file."""
    if before is None:
        return None
    edited = before.fingerprint.edited(now)
    return None if edited is None else Edit(edited, before)


def source_digests(publication: Publication, memory: Memory) -> dict[str, str]:
    """For each source, by its identifier, a digest of all that its entry is made from."""
    named, _ = _memoized_register_digests(publication, memory)
    works = repr(publication.registers.works)
    return {
        entry.id: key(*read, named, works)
        for entry, read in zip(
            publication.entries, _memoized_source_digests(publication, memory), strict=True
        )
    }


def fingerprint(root: Path, publication: Publication, memory: Memory | None = None) -> Fingerprint:
    """The fingerprint of all that a publication is made from.

    What is parsed and recognised in a source is not digested, since it depends only on the source, on
    its sidecar without the editors' words and on the names in the registers (see `builders.entries`).
    With a memory, unchanged inputs are not digested again.
    """
    memory = memory or Memory()
    entries, registers = publication.entries, publication.registers
    read = _memoized_source_digests(publication, memory)
    named = _memoized_register_digests(publication, memory)
    # Works and events are few, and a change to one of them appears in lists and on the timeline.
    works = repr((publication.bibliography, registers.works, publication.events))
    pages = {page.uri: key(page.text) for page in publication.prose}
    cited = publication.shared(passages)
    # Works that nothing cites are included: the sentence that cited one may have been deleted.
    sentences = {
        citing(work): key(repr(cited.get(work, ())))
        for work in {**publication.bibliography.works, **publication.registers.works}
    }
    settings = publication.settings
    font = [settings.card_font] if settings.card_font else []
    files = partial(_files_digest, root, memory=memory)
    return Fingerprint(
        key(
            *(one for one, _ in read),
            named[0],
            works,
            *pages,
            repr(settings),
            files([*_frame_files(root), *font]),
        ),
        {entry.id: words for entry, (_, words) in zip(entries, read, strict=True)},
        named[1],
        {
            **pages,
            **sentences,
            ASSETS: files(supplied(root, ASSETS_FOLDER).values()),
            INSTALLED: key(sbom_cdx.installed()),
        },
    )


def _memoized_source_digests(publication: Publication, memory: Memory) -> list[tuple[str, str]]:
    """The two digests of each source (see `_source_digests`), in order."""
    return [
        memory.get_or_make(
            ("fingerprint", one.id),
            (one.source, one.sidecar, one.facsimiles),
            partial(_source_digests, one),
        )
        for one in publication.entries
    ]


def _memoized_register_digests(
    publication: Publication, memory: Memory
) -> tuple[str, dict[str, str]]:
    """The digests of the registers (see `_register_digests`)."""
    registers = publication.registers
    return memory.get_or_make("fingerprint", (registers,), partial(_register_digests, registers))


def _source_digests(entry: Entry) -> tuple[str, str]:
    """Two digests of a source: of all but the editors' words about it, and of those words."""
    source, words = entry.source, set(sidecar.DISPLAY_FIELDS)
    about = (source.path, source.encoding, source.sha256, repr(source.redactions))
    # Whether the source has a feed of its changes affects other pages too.
    feed = str(bool(entry.sidecar.changes))
    return (
        key(
            entry.id,
            *about,
            repr(entry.facsimiles),
            feed,
            entry.sidecar.model_dump_json(exclude=words),
        ),
        key(entry.sidecar.model_dump_json(include=words)),
    )


def _register_digests(registers: Registers) -> tuple[str, dict[str, str]]:
    """A digest of all entries without the words about them, and by entry a digest of those words."""
    words = set(entity.DISPLAY_FIELDS)
    everywhere: list[str] = []
    said: dict[str, str] = {}
    for identifier, entry in registers.entities():
        everywhere += (identifier, type(entry).__name__, entry.model_dump_json(exclude=words))
        said[identifier] = key(entry.model_dump_json(include=words))
    return key(*everywhere), said


def _files_digest(root: Path, paths: Iterable[Path], *, memory: Memory) -> str:
    """A digest of the files' contents and of their paths in the project."""
    found = sorted(paths)
    digests = (
        memory.get_or_make(("digest", one), (stamp(one),), partial(_file_digest, one))
        for one in found
    )
    return key(*(os.path.relpath(one, root) for one in found), *digests)


def _file_digest(path: Path) -> str:
    return key(path.read_bytes())


def _frame_files(root: Path) -> Iterator[Path]:
    """The files that may affect any output file: templates, settings and the like."""
    yield root / MKDOCS_FILE
    for path in (root / FOLDER).iterdir():
        if path.name not in NOT_DIGESTED:
            yield from _below(path)
    own = root / TEMPLATES
    yield from (path for path in supplied(root, TEMPLATES).values() if own not in path.parents)


def _below(path: Path) -> Iterator[Path]:
    return (one for one in (path, *path.rglob("*")) if one.is_file())
