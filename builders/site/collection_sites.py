"""The folder `site.collections/` beside `site/`: both are replaced together, or neither is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from builders.storage.replacing import Workplace, replace_folder, workplace

MARK = ".muniment"
"""A file in the folder that shows that a build made it."""


def collections_folder(site: Path) -> Path:
    """The folder with the sites of collections: `site.collections/`, beside `site/`."""
    return site.with_name(f"{site.name}.collections")


class CollectionSites:
    """The collections' sites of one build, on their way into `site.collections/`."""

    def __init__(self, site: Path) -> None:
        """Note where the folder is; a publication without collections has none."""
        self.folder = collections_folder(site)
        self._work: Workplace | None = None

    def take(self, made: Path) -> None:
        """Take the folder with the new sites; if it is missing, there are none any more."""
        if made.is_dir():
            (made / MARK).touch()
            self._work = workplace(self.folder)
            made.rename(self._work.new)
        elif (self.folder / MARK).is_file():
            self._work = workplace(self.folder)

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """Put the new sites in place; if the `with` block fails, restore the old ones."""
        self._replace_folder()
        try:
            yield
        except BaseException:  # including an interrupt
            self._restore()
            raise

    def close(self) -> None:
        """Delete the old sites."""
        if self._work is not None:
            self._work.close()

    def _replace_folder(self) -> None:
        if self._work is None:
            return
        if self._work.new.is_dir():
            replace_folder(self.folder, self._work)
        else:
            self.folder.rename(self._work.old)

    def _restore(self) -> None:
        if self._work is None:
            return
        if self.folder.is_dir():
            shutil.rmtree(self._work.new, ignore_errors=True)
            self.folder.rename(self._work.new)
        if self._work.old.is_dir():
            self._work.old.rename(self.folder)
