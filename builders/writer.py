"""Writing the output folder: only files that changed, and never over a file that a person wrote.

Files arrive one at a time and are staged in a folder beside the target, so that a build holds none
of them in memory and the target stays as it was until all are there. Then a folder that contains
all of them replaces the target in one step.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self

from builders.manifest import MANIFEST, Manifest, digest, read_manifest, stamp, write_manifest
from builders.model.fingerprint import BuildRecord, Fingerprint
from builders.model.page import Asset, Unit
from builders.problems import Problem, ProblemsFound
from builders.storage.replacing import Workplace, link_or_copy, replace_folder, workplace

KEPT = frozenset({".gitignore", MANIFEST})
CANNOT_BE_MOVED = frozenset({errno.EBUSY, errno.EXDEV})
"""Error numbers for a folder that is a mount point and so cannot be moved."""


@dataclass(frozen=True, slots=True)
class Staged:
    """What one process has staged, as it is sent to another process."""

    digests: dict[str, str]
    changed: list[str]
    in_the_way: list[Problem]
    made: dict[str, list[str]]


@dataclass(slots=True)
class Staging:
    """Files on their way into a folder. A context manager: at its end staged files are deleted."""

    folder: Path
    work: Workplace
    before: Manifest
    """The manifest of the last build."""
    fingerprint: Fingerprint | None = None
    """The fingerprint of what the files are made from, if all of them are made by units."""
    digests: dict[str, str] = field(default_factory=dict)
    """The digest of every file, by its path below the folder."""
    changed: list[str] = field(default_factory=list)
    """The paths of files that are new or differ from what is in the folder."""
    made: dict[str, list[str]] = field(default_factory=dict)
    """The paths of each unit's files, by the unit's name."""
    _in_the_way: list[Problem] = field(default_factory=list)
    _folders: set[str] = field(default_factory=set)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.work.close()

    @property
    def beside(self) -> Path:
        """The folder in which changed files are staged."""
        return self.work.new

    @property
    def stale(self) -> list[str]:
        """The paths of files of the last build that are no longer made."""
        return sorted(uri for uri in self.before.digests if uri not in self.digests)

    @property
    def unchanged(self) -> int:
        """How many files are left as they are."""
        return len(self.digests) - len(self.changed)

    @property
    def record(self) -> BuildRecord | None:
        """The record of what was added, if all of it was made by units."""
        return BuildRecord(self.fingerprint, self.made) if self.fingerprint else None

    def add(self, asset: Asset) -> None:
        """Stage the file, to be put in place with the others.

        Raises:
            ValueError: there is already a file for this path, or the path leaves the folder.
        """
        uri = asset.uri
        _check_path(uri)
        if uri in self.digests:
            raise ValueError(f"two files are made for {uri}")
        self.digests[uri] = wanted = digest(asset.data)
        there = self._digest_of(uri)
        if there == wanted:
            return
        if self._is_ours(uri, there):
            self.changed.append(uri)
            # Without Path objects, which are slow for ten thousand files.
            aside = f"{self.beside}/{uri}"
            folder = aside.rpartition("/")[0]
            if folder not in self._folders:
                os.makedirs(folder, exist_ok=True)  # noqa: PTH103  # said above
                self._folders.add(folder)
            with open(aside, "wb") as file:  # noqa: PTH123  # said above
                file.write(asset.data)

    def make(self, unit: Unit[Asset]) -> None:
        """Make a unit and stage all its files.

        Raises:
            ValueError: see `add`.
            ProblemsFound: a template is faulty.
        """
        uris = self.made[unit.name] = []
        for asset in unit.make():
            self.add(asset)
            uris.append(asset.uri)

    def keep(self, unit: str, uris: Sequence[str]) -> bool:
        """Whether a unit's files are as the last build left them; if so they are kept.

        Args:
            unit: The unit's name.
            uris: The paths of the files that it made then.
        """
        digests = {uri: self._digest_of(uri) or "" for uri in uris}
        if any([one] != self.before.digests.get(uri) for uri, one in digests.items()):
            return False
        self.digests.update(digests)
        self.made[unit] = [*uris]
        return True

    def hand_over(self) -> Staged:
        """What was added since the last call, which is forgotten here: for another process."""
        taken = Staged(self.digests, self.changed, self._in_the_way, self.made)
        self.digests, self.changed, self._in_the_way, self.made = {}, [], [], {}
        return taken

    def take_over(self, taken: Staged) -> None:
        """Add what another process has staged in the same folder.

        Raises:
            ValueError: it has made a file that was made here already.
        """
        if twice := self.digests.keys() & taken.digests.keys():
            raise ValueError(f"two files are made for {min(twice)}")
        self.digests.update(taken.digests)
        self.changed += taken.changed
        self.made.update(taken.made)
        self._in_the_way += taken.in_the_way

    def path(self, uri: str) -> Path:
        """Where a file that was added can be read: staged if it changed, else in the folder."""
        aside = f"{self.beside}/{uri}"
        return Path(aside) if os.path.exists(aside) else self.folder / uri  # noqa: PTH110  # as above

    def check(self) -> None:
        """Make sure that no file of a person's would be overwritten or deleted.

        Raises:
            ProblemsFound: files are in the way that no build wrote, or that a person has edited.
        """
        for uri in self.stale:
            self._is_ours(uri, self._digest_of(uri))
        if self._in_the_way:
            raise ProblemsFound(sorted(self._in_the_way, key=lambda problem: problem.file))

    def commit(self) -> None:
        """Make the folder hold the files that were added, and no longer those that are stale.

        A new folder takes its place in one step, so that a build that is killed leaves either the
        old state or the new one, complete. Unchanged files are hard links to the old ones, so that
        a server that watches the folder sees real changes only.

        Raises:
            ProblemsFound: see `check`.
        """
        self.check()
        if not self._changes_files:
            self._record_inputs()
            return
        self.beside.mkdir(exist_ok=True)
        if self.folder.is_dir():
            _link_unchanged(self.folder, self.beside, {*self.changed, *self.stale, MANIFEST})
        self._write_manifest(self.beside, self._manifest_of(self.beside))
        try:
            replace_folder(self.folder, self.work)
        except OSError as error:
            if error.errno not in CANNOT_BE_MOVED:
                raise
            self.update_in_place()

    def update_in_place(self) -> None:
        """Do as `commit`, but file by file: at the cost of what changed, and not atomically.

        Before the first file is moved, the manifest lists the files of both states, so that if this
        is interrupted the next build takes none of them for a person's.

        Raises:
            ProblemsFound: see `check`.
        """
        self.check()
        self.folder.mkdir(parents=True, exist_ok=True)
        if not self._changes_files:
            self._record_inputs()
            return
        before = self.before
        both = {
            uri: sorted({*before.digests.get(uri, ()), self.digests[uri]}) for uri in self.changed
        }
        self._write_manifest(self.folder, Manifest({**before.digests, **both}, {}, before.recorded))
        folders: set[Path] = set()
        for uri in self.changed:
            target = self.folder / uri
            if target.parent not in folders:
                target.parent.mkdir(parents=True, exist_ok=True)
                folders.add(target.parent)
            (self.beside / uri).replace(target)
        for uri in self.stale:
            _remove(self.folder, uri)
        self._write_manifest(self.folder, self._manifest_of(self.folder))

    @property
    def _changes_files(self) -> bool:
        """Whether any file is new, changes or is removed, or an interrupted build may have left any."""
        # After an interrupted update in place there are two digests for a file, and no stamps.
        after = {uri: [wanted] for uri, wanted in self.digests.items()}
        return bool(self.changed) or after != self.before.digests or not self.before.stamps

    def _record_inputs(self) -> None:
        """Record what the files were made from this time, where that is all that has changed."""
        before = self.before
        if self.record != before.recorded:
            unchanged = Manifest(before.digests, before.stamps, self.record)
            self._write_manifest(self.folder, unchanged)

    def _manifest_of(self, folder: Path) -> Manifest:
        """The manifest of the folder once it holds all files."""
        place = str(folder)
        stamps = {uri: stamp(f"{place}/{uri}") for uri in self.digests}
        after = {uri: [wanted] for uri, wanted in self.digests.items()}
        return Manifest(after, stamps, self.record)

    def _write_manifest(self, folder: Path, manifest: Manifest) -> None:
        write_manifest(manifest, folder, self.work.folder)

    def _is_ours(self, uri: str, there: str | None) -> bool:
        """Whether the file with this digest may be replaced; if not, a problem is recorded."""
        if there is None or there in self.before.digests.get(uri, ()):
            return True
        what = "was changed by hand" if uri in self.before.digests else "was not written by a build"
        hint = "This folder is made by the builders: move what you wrote to site_src/, remove the file, and build again."
        where = f"{self.folder.name}/{uri}"
        self._in_the_way.append(Problem(where, None, "in-the-way", what, hint))
        return False

    def _digest_of(self, uri: str) -> str | None:
        """The digest of the file in the folder; None if there is none, "" if it is not a file."""
        place = f"{self.folder}/{uri}"
        try:
            now = stamp(place)
        except OSError:
            return None
        recorded = self.before.digests.get(uri, ())
        if len(recorded) == 1 and self.before.stamps.get(uri) == now:
            return recorded[0]
        path = Path(place)
        return digest(path.read_bytes()) if path.is_file() else ""


def staging(folder: Path, assets: Iterable[Asset] = ()) -> Staging:
    """A new staging for a folder, with the given files; the folder is still as it was.

    Raises:
        ValueError: two files have one path, or a path leaves the folder.
    """
    if folder.is_symlink():
        folder = folder.resolve()
    # First of all, because it restores a folder that a build which died had moved away.
    work = workplace(folder)
    try:
        staged = Staging(folder, work, read_manifest(folder))
        for asset in assets:
            staged.add(asset)
    except BaseException:  # an interrupt too leaves nothing behind
        work.close()
        raise
    return staged


def _check_path(uri: str) -> None:
    parts = uri.split("/")
    unsafe = ".." in parts or "" in parts or "\\" in uri or "\0" in uri
    if unsafe or uri in KEPT:
        raise ValueError(f"{uri!r} is no path below the output folder")


def _link_unchanged(source: Path, target: Path, without: Collection[str], below: str = "") -> None:
    """Link everything that stays as it is into the target: generated files and people's own."""
    with os.scandir(source) as found:
        entries = list(found)
    files = []
    for entry in entries:
        uri = f"{below}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            _link_unchanged(Path(entry.path), target / entry.name, without, f"{uri}/")
        elif uri not in without:
            files.append(entry)
    if files:
        # Only now: a file may have taken the place of a folder of which nothing stays.
        target.mkdir(parents=True, exist_ok=True)
    for entry in files:
        link_or_copy(Path(entry.path), target / entry.name)


def _remove(folder: Path, uri: str) -> None:
    """Delete the file, and the folders that are empty without it."""
    (folder / uri).unlink(missing_ok=True)
    for parent in PurePosixPath(uri).parents:
        below = folder / parent
        if parent == PurePosixPath() or not below.is_dir() or any(below.iterdir()):
            break
        below.rmdir()
