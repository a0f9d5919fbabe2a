"""Files that are shown before the whole site is up to date, and can be taken back."""

from __future__ import annotations

from pathlib import Path

from builders.model.page import Asset
from builders.site.shell import Shells
from builders.storage.replacing import write_atomically


class EarlyFiles:
    """The files of a site that were replaced early, with their former bytes."""

    def __init__(self, site: Path) -> None:
        """Nothing has been replaced yet in the folder of the site."""
        self._site = site
        self._former: dict[Path, bytes | None] = {}
        """None for files that are new."""

    def __bool__(self) -> bool:
        """Whether any file is shown early."""
        return bool(self._former)

    def show(self, asset: Asset, shells: Shells | None) -> None:
        """Put a file into the site, unless it is a page for which there is no shell yet."""
        if shells is None:
            return
        aside = self._site.with_name(".page")
        aside.write_bytes(asset.data)
        data = shells.filled(asset.uri, aside) if asset.uri.endswith(".md") else asset.data
        if data is not None:
            path = self._site / shells.place(asset.uri, aside)
            self._former.setdefault(path, path.read_bytes() if path.exists() else None)
            write_atomically(path, data)

    def take_back(self) -> None:
        """Restore the former files of the site."""
        for path, data in self._former.items():
            if data is None:
                path.unlink(missing_ok=True)
            else:
                write_atomically(path, data)
        self.forget()

    def forget(self) -> None:
        """Take none of the files for early any longer: the whole site has been made."""
        self._former = {}
