"""A publication that is being worked on: what is saved is shown, first of all where it was written.

A build knows nothing and makes everything. Here the sources that did not change are not read again;
the page of the one that did is shown at once; all that depends on it follows. In the end the site
is, file by file, what a build would make.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from builders.build import DOCS_FOLDER, Understood, renderer, understand, write
from builders.memory import Memory, stamp, stamps
from builders.model.publication import Publication
from builders.pages import of_sources
from builders.problems import Problem, ProblemsFound, errors
from builders.site import Site, build_site, put, update_site
from builders.turns import turn
from builders.writer import stage

WATCHED = ("site_src", "references.bib", "mkdocs.yml")
FRAME = ("mkdocs.yml", "site_src/templates")
"""What is around every page: a change of it changes them all."""
FEW = 20
"""So many sources that changed at once are shown before the rest; more are no editing."""
LOOK = 0.5
"""Seconds after which a long piece of work looks whether it is still wanted."""


class OutOfDateError(Exception):
    """Something was saved again while its former state was being made."""


class Session:
    """Keeps a site up to date with what people write."""

    def __init__(self, root: Path, site: Path, url: str) -> None:
        """Build the site for the first time.

        Raises:
            ProblemsFound: the publication has errors.
        """
        self._root = root
        self._folder = site
        self._url = url
        self._memory = Memory()
        self._saved = self._state()
        self._frame = self._state(FRAME)
        self._shown: Understood = self._understood()
        self._renderer = renderer(root, self._shown.publication)
        self._owed: Understood | None = None
        self._site: Site = self._built(self._shown)
        # What is kept is not looked through again for what could be thrown away.
        gc.freeze()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Warnings and notices of what is shown."""
        return self._shown.problems

    def update(self) -> bool:
        """Whether more is to be done: if so the pages that changed are there, and not yet the rest.

        Raises:
            ProblemsFound: what was saved has errors; the site is as it was.
            OutOfDateError: something was saved meanwhile; call again.
        """
        state = self._state()
        if state == self._saved and self._owed is None:
            return False
        if state != self._saved or self._owed is None:
            self._saved = state
            self._owed = understood = self._understood()
            changed = self._changed(understood.publication)
            if 0 < len(changed) <= FEW and self._state(FRAME) == self._frame:
                self._show(understood.publication, changed)
                return True
        self._finish(self._owed)
        return False

    def _understood(self) -> Understood:
        understood = understand(self._root, memory=self._memory)
        if errors(understood.problems):
            raise ProblemsFound(understood.problems)
        return understood

    def _changed(self, publication: Publication) -> list[str]:
        """The sources that are there and are not as they were."""
        before = self._shown.publication.by_id
        return [entry.id for entry in publication.entries if before.get(entry.id) is not entry]

    def _show(self, publication: Publication, ids: Iterable[str]) -> None:
        """The pages of the sources, made before all that depends on them."""
        shells = self._site.shells
        if shells is None:
            return
        # How a source is cited is worked out with the rest.
        formatted = self._shown.publication.formatted
        aside = self._folder.with_name(".page")
        for page in of_sources(replace(publication, formatted=formatted), list(ids)):
            aside.write_text(self._renderer.render(page), encoding="utf-8")
            data = shells.filled(page.uri, aside)
            if data is not None:
                put(self._folder / shells.place(page.uri, aside), data)

    def _finish(self, understood: Understood) -> None:
        """All the rest."""
        frame = self._state(FRAME)
        if (
            frame != self._frame
            or understood.publication.settings != self._shown.publication.settings
        ):
            self._renderer = renderer(self._root, understood.publication)
        if frame != self._frame:
            self._site = self._built(understood)
        else:
            with turn(self._root), stage(self._root / DOCS_FOLDER) as staged:
                understood = self._written(understood, staged)
                if not update_site(self._site, staged):
                    self._site = build_site(
                        self._root, staged, site=self._folder, url=self._url, preview=True
                    )
        self._frame = frame
        self._shown, self._owed = understood, None

    def _built(self, understood: Understood) -> Site:
        with turn(self._root), stage(self._root / DOCS_FOLDER) as staged:
            self._shown = self._written(understood, staged)
            return build_site(self._root, staged, site=self._folder, url=self._url, preview=True)

    def _written(self, understood: Understood, staged: Any) -> Understood:
        looked = time.monotonic()

        def look(_stage: str, _done: int, _total: int) -> None:
            nonlocal looked
            if time.monotonic() - looked > LOOK:
                if self._state() != self._saved:
                    raise OutOfDateError
                looked = time.monotonic()

        _, publication = write(self._root, understood, staged, look)
        return replace(understood, publication=publication)

    def _state(self, names: Iterable[str] = WATCHED) -> tuple[Any, ...]:
        """What tells whether anything was saved."""
        paths = [self._root / name for name in names]
        return tuple(stamps(path) if path.is_dir() else stamp(path) for path in paths)
