"""A preview session: a site that is kept up to date with what people save, edited pages first.

A build starts from nothing and makes everything. A session does not read unchanged sources again,
shows the page of an edited source at once, and then makes everything that depends on it. In the end
the site is the same, file by file, as a build would make it.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from builders.build import DOCS_FOLDER, renderer, units, write
from builders.incremental import Edit, edit_since, fingerprint
from builders.model.fingerprint import BuildRecord
from builders.model.page import Asset
from builders.model.publication import Publication
from builders.pages import addresses, source_pages
from builders.preview.early_files import EarlyFiles
from builders.preview.edited_sources import FEW, edited_sources, with_sources_read_again
from builders.preview.saved_state import FRAME, State, state_of
from builders.problems import Problem, ProblemsFound
from builders.site.rendering import Site, SiteOptions, build_site, update_site
from builders.storage.locks import build_lock
from builders.storage.memory import Memory
from builders.understand import Progress, Understood, no_progress, understand
from builders.writer import Staging, staging

MANY = 200
"""With more sources than this, the pages related to an edited source are shown early too."""
CHECK_INTERVAL = 0.5
"""Seconds between two checks whether something was saved during a long update."""


class OutOfDateError(Exception):
    """Raised when something was saved while an update was being made for an earlier state."""


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
        self._options = SiteOptions(site, url, preview=True)
        self._memory = memory or Memory()
        self._is_behind = False
        """Whether something was saved that the site does not yet show in full."""
        self._early = EarlyFiles(site)
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
            before, self._saved, self._is_behind = self._saved, state, True
            self._pending, self._awaiting_related = None, []
            if self._show_edited(before):
                return True
        if not self._is_behind:
            return False
        if self._pending is None:
            self._pending = self._understood()
            if self._show_changed(self._pending.publication):
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
            self._early.take_back()
            raise

    def _show_edited(self, before: State) -> bool:
        """Read only the edited sources and show their pages; return whether that was possible."""
        known = self._shown.publication
        entries = edited_sources(self._root, known, before, self._saved)
        if not entries:
            return False
        publication = with_sources_read_again(self._root, known, entries, self._memory)
        if publication is None:
            return False
        self._show(publication, [entry.id for entry in entries])
        return True

    def _show_changed(self, publication: Publication) -> bool:
        """Show the pages of changed sources, if they are few and not shown yet; return whether so."""
        changed = self._changed(publication)
        if not 0 < len(changed) <= FEW or state_of(self._root, FRAME) != self._frame:
            return False
        known = self._shown.publication
        if len(known.entries) > MANY and known.by_id.keys() >= set(changed):
            self._awaiting_related = changed
        if self._early:
            return False
        # Citations are formatted again in the last step only.
        self._show(publication.with_formatted(known.formatted), changed)
        return True

    def _changed(self, publication: Publication) -> list[str]:
        """The ids of the sources that are new or have changed."""
        before = self._shown.publication.by_id
        return [entry.id for entry in publication.entries if before.get(entry.id) is not entry]

    def _show(self, publication: Publication, ids: Iterable[str]) -> None:
        """Make the pages of the sources and show them early."""
        for page in source_pages(publication, list(ids)):
            self._early.show(
                Asset(page.uri, self._renderer.render(page).encode()), self._site.shells
            )

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
                self._early.show(asset, self._site.shells)

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
                self._early.take_back()
                updated = update_site(self._root, self._site, staged)
                self._site = updated or build_site(self._root, staged, self._options)
            self._recorded = staged.record
        self._frame = frame
        self._early.forget()
        self._shown, self._pending, self._is_behind = understood, None, False

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
