"""A publication that is being worked on: what is saved is shown, first of all where it was written.

A build knows nothing and makes everything. Here the sources that did not change are not read again;
the page of the one that did is shown at once; all that depends on it follows. In the end the site
is, file by file, what a build would make.
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
from builders.edits import Edit, edit_since, fingerprint
from builders.entries import read_entry
from builders.inputs.facsimiles import Facsimiles
from builders.inputs.sources import as_published
from builders.model.fingerprint import Recorded
from builders.model.page import Asset
from builders.model.publication import Entry, Publication
from builders.pages import addresses, of_sources
from builders.pages.source.related import Relatives
from builders.pages.subjects import Subjects
from builders.problems import Problem, ProblemsFound, errors
from builders.resolve import links as links_of
from builders.resolve import published_ids
from builders.site.rendering import Site, build_site, update_site
from builders.storage.memory import Memory, stamp, stamps
from builders.storage.places import put
from builders.storage.turns import turn
from builders.understand import Progress, Understood, silent, understand
from builders.writer import Staging, staging

WATCHED = ("site_src", "references.bib", "mkdocs.yml")
FRAME = ("mkdocs.yml", "site_src/templates")
"""What is around every page: a change of it changes them all."""
FEW = 20
"""So many sources that changed at once are shown before the rest; more are no editing."""
MANY = 200
"""Of so many sources, what is about an edited one is shown before all the rest, too."""
KEPT: tuple[Callable[[Publication], Any], ...] = (Relatives, Subjects)
"""What is not worked out again for a page that is shown before the rest."""
LOOK = 0.5
"""Seconds after which a long piece of work looks whether it is still wanted."""

State = tuple[Any, ...]
"""What tells whether anything was saved: for each name that is watched its stamp, or its files'."""


class OutOfDateError(Exception):
    """Something was saved again while its former state was being made."""


def state_of(root: Path, names: Iterable[str] = WATCHED) -> State:
    """What tells whether anything was saved."""
    paths = [root / name for name in names]
    return tuple(stamps(path) if path.is_dir() else stamp(path) for path in paths)


class Session:
    """Keeps a site up to date with what people write."""

    def __init__(self, root: Path, site: Path, url: str, memory: Memory | None = None) -> None:
        """Build the site for the first time. What is saved meanwhile is for the first update.

        Args:
            root: The project.
            site: Where the site goes.
            url: Its address.
            memory: What is known already; it is read and added to.

        Raises:
            ProblemsFound: the publication has errors.
        """
        self._root = root
        self._folder = site
        self._url = url
        self._memory = memory or Memory()
        self._behind = False
        """Whether something was saved that the site does not yet show."""
        self._ahead: dict[Path, bytes | None] = {}
        """Pages that are shown before the rest, as they were before."""
        self._looked = 0.0
        self._saved = state_of(root)
        self._frame = state_of(root, FRAME)
        understood = self._understood()
        self._renderer = renderer(root, understood.publication)
        self._owed: Understood | None = None
        self._near: list[str] = []
        """The sources that changed, if what is about them is yet to be shown."""
        self._site: Site
        self._recorded: Recorded | None = None
        """What is known of how what is shown was made."""
        self._shown = self._built(understood, silent)
        # What is kept is not looked through again for what could be thrown away.
        gc.freeze()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Warnings and notices of what is shown."""
        return self._shown.problems

    @property
    def saved(self) -> State:
        """What was saved when it was last looked at: of anything later another update is to tell."""
        return self._saved

    def update(self) -> bool:
        """Whether more is to be done: if so the pages that changed are there, and not yet the rest.

        Where there are many sources, there come in between the pages that name one that changed,
        and all that is made from it alone.

        Raises:
            ProblemsFound: what was saved has errors; the site is as it was.
            OutOfDateError: something was saved meanwhile; call again.
        """
        state = state_of(self._root)
        if state != self._saved:
            edited = self._edited(state)
            self._saved, self._owed, self._near, self._behind = state, None, [], True
            if edited and self._show_edited(edited):
                return True
        if not self._behind:
            return False
        if self._owed is None:
            self._owed = understood = self._understood()
            changed = self._changed(understood.publication)
            known = self._shown.publication
            if 0 < len(changed) <= FEW and state_of(self._root, FRAME) == self._frame:
                if len(known.entries) > MANY and known.by_id.keys() >= set(changed):
                    self._near = changed
                if not self._ahead:
                    # How a source is cited is worked out with the rest.
                    self._show(understood.publication.with_formatted(known.formatted), changed)
                    return True
        if self._near:
            self._show_near(self._owed.publication, self._near)
            self._near = []
            return True
        self._finish(self._owed)
        return False

    def _understood(self) -> Understood:
        understood = understand(self._root, memory=self._memory)
        if errors(understood.problems):
            self._behind = False
            self._take_back()
            raise ProblemsFound(understood.problems)
        return understood

    def _edited(self, state: State) -> list[Entry]:
        """The sources of which a file changed, where there are few of them and nothing else changed."""
        now, before = dict(state[0]), dict(self._saved[0])
        if state[1:] != self._saved[1:] or now.keys() != before.keys():
            return []
        paths = {Path(path) for path, stamp in now.items() if stamp != before[path]}
        # The time of a folder tells only that a file was put in the place of another.
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
        """Whether the pages of edited sources could be shown before anything else is looked at."""
        publication = self._shown.publication
        names = self._memory.of(
            "names", (publication.registers,), partial(name_index, publication.registers)
        )
        now: dict[str, Entry] = {}
        for entry in entries:
            path = self._root / entry.source.path
            received, problems = as_published(self._root, path, publication.settings.most_bytes)
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
        self._show(publication.with_entries(now, links, KEPT), now)
        return True

    def _take_back(self) -> None:
        """Pages that were shown before the rest are as they were."""
        for path, data in self._ahead.items():
            if data is None:
                path.unlink(missing_ok=True)
            else:
                put(path, data)
        self._ahead = {}

    def _changed(self, publication: Publication) -> list[str]:
        """The sources that are there and are not as they were."""
        before = self._shown.publication.by_id
        return [entry.id for entry in publication.entries if before.get(entry.id) is not entry]

    def _show(self, publication: Publication, ids: Iterable[str]) -> None:
        """The pages of the sources, made before all that depends on them."""
        for page in of_sources(publication, list(ids)):
            self._put_ahead(Asset(page.uri, self._renderer.render(page).encode()))

    def _show_near(self, publication: Publication, ids: Iterable[str]) -> None:
        """What is made from the sources alone, and the pages of all that they name or are named by."""
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
        edit = self._edit(publication)
        every = [
            unit for unit in units(self._root, publication) if not (edit and edit.leaves(unit))
        ]
        own = [unit for unit in every if f"{unit.name.rpartition('/')[0]}/" in folders]
        for unit in (*own, *(unit for unit in every if unit.name in pages)):
            self._look()
            for asset in unit.make():
                self._put_ahead(asset)

    def _put_ahead(self, asset: Asset) -> None:
        """A file is in the site before the rest is made."""
        shells = self._site.shells
        if shells is None:
            return
        aside = self._folder.with_name(".page")
        aside.write_bytes(asset.data)
        data = shells.filled(asset.uri, aside) if asset.uri.endswith(".md") else asset.data
        if data is not None:
            path = self._folder / shells.place(asset.uri, aside)
            self._ahead.setdefault(path, path.read_bytes() if path.exists() else None)
            put(path, data)

    def _finish(self, understood: Understood) -> None:
        """All the rest."""
        frame = state_of(self._root, FRAME)
        if (
            frame != self._frame
            or understood.publication.settings != self._shown.publication.settings
        ):
            self._renderer = renderer(self._root, understood.publication)
        if frame != self._frame:
            understood = self._built(understood, self._look)
        else:
            with turn(self._root), staging(self._root / DOCS_FOLDER) as staged:
                understood = self._written(understood, staged, self._look)
                # What comes is what differs from the site as it was.
                self._take_back()
                updated = update_site(self._root, self._site, staged)
                self._site = updated or build_site(
                    self._root, staged, site=self._folder, url=self._url, preview=True
                )
            self._recorded = staged.record
        self._frame = frame
        self._shown, self._owed, self._behind, self._ahead = understood, None, False, {}

    def _built(self, understood: Understood, look: Progress) -> Understood:
        """The same with its citations, when the site is whole."""
        with turn(self._root), staging(self._root / DOCS_FOLDER) as staged:
            understood = self._written(understood, staged, look)
            self._site = build_site(
                self._root, staged, site=self._folder, url=self._url, preview=True
            )
        self._recorded = staged.record
        return understood

    def _edit(self, publication: Publication) -> Edit | None:
        """What was edited since what is shown was made, if that is not in all that is made."""
        now = fingerprint(self._root, publication, self._memory)
        return edit_since(self._recorded, now)

    def _written(self, understood: Understood, staged: Staging, look: Progress) -> Understood:
        _, publication = write(self._root, understood, staged, look, memory=self._memory)
        return replace(understood, publication=publication)

    def _look(self, *_progress: object) -> None:
        """Nothing, as long as what is being made is still wanted.

        Raises:
            OutOfDateError: something was saved meanwhile.
        """
        if time.monotonic() - self._looked > LOOK:
            if state_of(self._root) != self._saved:
                raise OutOfDateError
            self._looked = time.monotonic()
