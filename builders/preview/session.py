"""A preview session: a site that is kept up to date with what people save, edited pages first.

A build starts from nothing and makes everything. A session does not read unchanged sources again,
shows the page of an edited source at once, and then makes everything that depends on it. In the end
the site is the same, file by file, as a build would make it.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from builders.annotate import name_index
from builders.build import DOCS_FOLDER, renderer, units, write
from builders.entries import read_entry
from builders.incremental import Edit, edit_since, fingerprint
from builders.inputs.facsimiles import Facsimiles
from builders.inputs.sources import read_redacted
from builders.model.fingerprint import BuildRecord
from builders.model.page import Asset
from builders.model.publication import Entry, Publication
from builders.pages import addresses, source_pages
from builders.pages.short_names import short_names
from builders.pages.source.related import Relatives
from builders.pages.subjects import Subjects
from builders.problems import Problem, ProblemsFound, errors
from builders.resolve import links as links_of
from builders.resolve import published_ids
from builders.site.rendering import Site, SiteOptions, build_site, update_site
from builders.storage.locks import build_lock
from builders.storage.memory import Memory, Stamp, stamp, stamps
from builders.storage.replacing import write_atomically
from builders.storage.unchanged import INPUTS
from builders.understand import Progress, Understood, no_progress, understand
from builders.writer import Staging, staging

FRAME = ("mkdocs.yml", "site_src/templates")
"""The files and folders that affect the shell of every page."""
FEW = 20
"""If no more sources than this change at once, their pages are shown first; more is not editing."""
MANY = 200
"""With more sources than this, the pages related to an edited source are shown early too."""
REUSED: tuple[Callable[[Publication], Any], ...] = (Relatives, Subjects, short_names)
"""Shared results that are not computed again for pages that are shown early."""
CHECK_INTERVAL = 0.5
"""Seconds between two checks whether something was saved during a long update."""

State = tuple[tuple[tuple[str, Stamp], ...], ...]
"""The state of the watched files: for each watched name, the paths below it with their stamps."""


class OutOfDateError(Exception):
    """Raised when something was saved while an update was being made for an earlier state."""


def state_of(root: Path, names: Iterable[str] = INPUTS) -> State:
    """The state of the watched files, which changes when anything is saved."""
    paths = [root / name for name in names]
    return tuple(((str(path), stamp(path)), *stamps(path)) for path in paths)


class Session:
    """Keeps a site up to date with what people write."""

    def __init__(self, root: Path, site: Path, url: str, memory: Memory | None = None) -> None:
        """Build the site for the first time. What is saved meanwhile is left to the first update.

        Args:
            root: The project.
            site: The folder of the site.
            url: The address of the site.
            memory: The results of an earlier attempt, which are used and added to.

        Raises:
            ProblemsFound: the publication has errors.
        """
        self._root = root
        self._folder = site
        self._options = SiteOptions(site, url, preview=True)
        self._memory = memory or Memory()
        self._is_behind = False
        """Whether something was saved that the site does not yet show in full."""
        self._shown_early: dict[Path, bytes | None] = {}
        """The files of the site that were replaced before the whole update was ready, with their former
        bytes; None for files that are new."""
        self._last_check = 0.0
        self._saved = state_of(root)
        self._frame = state_of(root, FRAME)
        understood = self._understood()
        self._renderer = renderer(root, understood.publication)
        self._pending: Understood | None = None
        self._awaiting_related: list[str] = []
        """The ids of changed sources whose related pages are yet to be shown early."""
        self._site: Site
        self._recorded: BuildRecord | None = None
        """The record of what the site, as it is shown, was made from."""
        self._shown = self._built(understood, no_progress)
        # Most objects that exist now live as long as the session: the collector need not scan them.
        gc.freeze()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Warnings and notices about the publication as shown."""
        return self._shown.problems

    @property
    def saved(self) -> State:
        """The state that the last update began with; later changes are for the next update."""
        return self._saved

    def update(self) -> bool:
        """Do the next step of an update and return whether more steps remain.

        The first step shows the pages of edited sources, the last one brings everything up to date.
        If there are many sources, a step in between shows the files made from an edited source alone,
        and the pages related to it.

        Raises:
            ProblemsFound: what was saved has errors; the site is as it was.
            OutOfDateError: something was saved meanwhile; call again.
        """
        state = state_of(self._root)
        if state != self._saved:
            edited = self._edited(state)
            self._saved, self._is_behind = state, True
            self._pending, self._awaiting_related = None, []
            if edited and self._show_edited(edited):
                return True
        if not self._is_behind:
            return False
        if self._pending is None:
            self._pending = understood = self._understood()
            changed = self._changed(understood.publication)
            known = self._shown.publication
            if 0 < len(changed) <= FEW and state_of(self._root, FRAME) == self._frame:
                if len(known.entries) > MANY and known.by_id.keys() >= set(changed):
                    self._awaiting_related = changed
                if not self._shown_early:
                    # Citations are formatted again in the last step only.
                    self._show(understood.publication.with_formatted(known.formatted), changed)
                    return True
        if self._awaiting_related:
            self._show_related(self._pending.publication, self._awaiting_related)
            self._awaiting_related = []
            return True
        self._finish(self._pending)
        return False

    def _understood(self) -> Understood:
        try:
            return understand(self._root, memory=self._memory).without_errors()
        except ProblemsFound:
            self._is_behind = False
            self._undo_early()
            raise

    def _edited(self, state: State) -> list[Entry]:
        """The sources with a changed file; none if they are not few, or if anything else changed."""
        now, before = dict(state[0]), dict(self._saved[0])
        if state[1:] != self._saved[1:] or now.keys() != before.keys():
            return []
        paths = {Path(path) for path, stamp in now.items() if stamp != before[path]}
        # Folders are ignored: their times change whenever a file in them is replaced.
        files = {path.with_suffix("") for path in paths if not path.is_dir()}
        if len(files) > FEW:
            return []
        found = [
            entry
            for entry in self._shown.publication.entries
            if (self._root / entry.source.path).with_suffix("") in files
        ]
        return found if len(found) == len(files) else []

    def _show_edited(self, entries: Iterable[Entry]) -> bool:
        """Read only the edited sources and show their pages; return whether that was possible."""
        publication = self._shown.publication
        names = self._memory.get_or_make(
            "names", (publication.registers,), partial(name_index, publication.registers)
        )
        now: dict[str, Entry] = {}
        for entry in entries:
            path = self._root / entry.source.path
            received, problems = read_redacted(self._root, path, publication.settings.most_bytes)
            if received is None or errors(problems):
                return False
            read, problems = read_entry(received, names)
            if read is None or errors(problems):
                return False
            now[entry.id], problems = Facsimiles(self._root).added(received, read)
            if errors(problems):
                return False
        published = published_ids(tuple(entry.document for entry in publication.entries))
        links = {one.id: tuple(links_of(one.document, published)) for one in now.values()}
        self._show(publication.with_entries(now, links, REUSED), now)
        return True

    def _undo_early(self) -> None:
        """Undo what was shown early: restore the former files of the site."""
        for path, data in self._shown_early.items():
            if data is None:
                path.unlink(missing_ok=True)
            else:
                write_atomically(path, data)
        self._shown_early = {}

    def _changed(self, publication: Publication) -> list[str]:
        """The ids of the sources that are new or have changed."""
        before = self._shown.publication.by_id
        return [entry.id for entry in publication.entries if before.get(entry.id) is not entry]

    def _show(self, publication: Publication, ids: Iterable[str]) -> None:
        """Make the pages of the sources and show them early."""
        for page in source_pages(publication, list(ids)):
            self._show_early(Asset(page.uri, self._renderer.render(page).encode()))

    def _show_related(self, publication: Publication, ids: Iterable[str]) -> None:
        """Make the files of the sources and the pages related to them, and show them early.

        Related pages are those of register entries that a source mentions and of sources that it is
        linked with, now or in the state that the site shows.
        """
        publication = publication.with_formatted(self._shown.publication.formatted)
        folders, pages = set[str](), set[str]()
        states = (publication, self._shown.publication)
        for one in (state.by_id[source] for source in ids for state in states):
            folders.add(addresses.source(one).removesuffix("index.md"))
            for kind, entity in {(said.kind, said.entity) for said in one.annotations.mentions}:
                pages.add(addresses.entity(addresses.REGISTER_OF[kind], entity))
            links = (*publication.links_from[one.id], *publication.links_to.get(one.id, ()))
            others = {end for link in links for end in (link.source, link.target) if end}
            pages.update(addresses.source(publication.by_id[end]) for end in others)
        edit = self._edit_since_shown(publication)
        every = [
            unit
            for unit in units(self._root, publication, self._memory)
            if not (edit and edit.leaves_unchanged(unit))
        ]
        own = [unit for unit in every if f"{unit.name.rpartition('/')[0]}/" in folders]
        for unit in (*own, *(unit for unit in every if unit.name in pages)):
            self._check_not_overtaken()
            for asset in unit.make():
                self._show_early(asset)

    def _show_early(self, asset: Asset) -> None:
        """Put a file into the site before the whole update is ready, and keep its former bytes."""
        shells = self._site.shells
        if shells is None:
            return
        aside = self._folder.with_name(".page")
        aside.write_bytes(asset.data)
        data = shells.filled(asset.uri, aside) if asset.uri.endswith(".md") else asset.data
        if data is not None:
            path = self._folder / shells.place(asset.uri, aside)
            self._shown_early.setdefault(path, path.read_bytes() if path.exists() else None)
            write_atomically(path, data)

    def _finish(self, understood: Understood) -> None:
        """Bring the whole site up to date."""
        frame = state_of(self._root, FRAME)
        if (
            frame != self._frame
            or understood.publication.settings != self._shown.publication.settings
        ):
            self._renderer = renderer(self._root, understood.publication)
        if frame != self._frame:
            understood = self._built(understood, self._check_not_overtaken)
        else:
            with build_lock(self._root), staging(self._root / DOCS_FOLDER) as staged:
                understood = self._written(understood, staged, self._check_not_overtaken)
                # `update_site` expects the site as it was before anything was shown early.
                self._undo_early()
                updated = update_site(self._root, self._site, staged)
                self._site = updated or build_site(self._root, staged, self._options)
            self._recorded = staged.record
        self._frame = frame
        self._shown, self._pending, self._is_behind, self._shown_early = understood, None, False, {}

    def _built(self, understood: Understood, progress: Progress) -> Understood:
        """Build the whole site and return the publication with its formatted citations."""
        with build_lock(self._root), staging(self._root / DOCS_FOLDER) as staged:
            understood = self._written(understood, staged, progress)
            self._site = build_site(self._root, staged, self._options)
        self._recorded = staged.record
        return understood

    def _edit_since_shown(self, publication: Publication) -> Edit | None:
        """The edit since the site was last brought up to date; None if it may affect any file."""
        now = fingerprint(self._root, publication, self._memory)
        return edit_since(self._recorded, now)

    def _written(self, understood: Understood, staged: Staging, progress: Progress) -> Understood:
        publication = write(self._root, understood, staged, progress, memory=self._memory)
        return replace(understood, publication=publication)

    def _check_not_overtaken(self, *_progress: object) -> None:
        """Check, every `CHECK_INTERVAL` seconds at most, that nothing was saved meanwhile.

        Raises:
            OutOfDateError: something was saved meanwhile.
        """
        if time.monotonic() - self._last_check > CHECK_INTERVAL:
            if state_of(self._root) != self._saved:
                raise OutOfDateError
            self._last_check = time.monotonic()
