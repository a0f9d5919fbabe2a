"""The folder `site.collections/` beside `site/`: the two take their places together, or neither does."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from builders.storage.places import Workplace, folder_beside, take_place, workplace

MARK = ".muniment"
"""A file that tells the folder from one that somebody else has made."""


class Beside:
    """The sites of one build, on their way into that folder."""

    def __init__(self, site: Path) -> None:
        """Know where it is; nothing is there where a publication has no collections."""
        self.folder = folder_beside(site)
        self._work: Workplace | None = None

    def take(self, made: Path) -> None:
        """These are the sites; none, where the folder is not there."""
        if made.is_dir():
            (made / MARK).touch()
            self._work = workplace(self.folder)
            made.rename(self._work.new)
        elif (self.folder / MARK).is_file():
            self._work = workplace(self.folder)

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """They stand in their folder; if what is done then fails, those before stand there again."""
        self._take_place()
        try:
            yield
        except BaseException:  # an interrupt, too
            self._go_back()
            raise

    def close(self) -> None:
        """What stood there is gone."""
        if self._work is not None:
            self._work.close()

    def _take_place(self) -> None:
        if self._work is None:
            return
        if self._work.new.is_dir():
            take_place(self.folder, self._work)
        else:
            self.folder.rename(self._work.old)

    def _go_back(self) -> None:
        if self._work is None:
            return
        if self.folder.is_dir():
            shutil.rmtree(self._work.new, ignore_errors=True)
            self.folder.rename(self._work.new)
        if self._work.old.is_dir():
            self._work.old.rename(self.folder)
