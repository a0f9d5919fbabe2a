"""The output folder: written only where something changed, and never over a person's file.

Files come one at a time and are put aside beside the folder, so that a build holds none of them in
memory and the folder stays as it was until all of them are there. Then a folder with all of them
takes its place in one step.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Any, Self

from builders.model.fingerprint import Fingerprint, Recorded
from builders.model.page import Asset, Unit
from builders.problems import Problem, ProblemsFound
from builders.storage.places import Workplace, linked, take_place, workplace

MANIFEST = ".muniment.json"
KEPT = frozenset({".gitignore", MANIFEST})
IN_ITS_PLACE = frozenset({errno.EBUSY, errno.EXDEV})
"""What is said of a folder that is a disk of its own, and cannot be moved."""

Manifest = Mapping[str, list[str]]
"""From each file's path to the digests it may have: two while a build is under way."""
Stamp = list[int]
"""Time of change in nanoseconds and size: a file that has both as recorded is not read again."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Files that were put aside, as one process tells another of them."""

    digests: dict[str, str]
    changed: list[str]
    in_the_way: list[Problem]
    made: dict[str, list[str]]


@dataclass(slots=True)
class Staging:
    """Files on their way into a folder. A context: what was put aside is gone at its end."""

    folder: Path
    work: Workplace
    before: Manifest
    """What the last build said it wrote."""
    stamps: Mapping[str, Stamp]
    recorded: Recorded | None
    """What it said of what it wrote, if all that was there was made by units."""
    fingerprint: Fingerprint | None = None
    """Of what the files are made from, if all of them are made by units."""
    digests: dict[str, str] = field(default_factory=dict)
    """Of every file, by its path below the folder."""
    changed: list[str] = field(default_factory=list)
    """Those that were not there with these bytes."""
    made: dict[str, list[str]] = field(default_factory=dict)
    """The paths of the files of each unit, by its name."""
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
        """Where changed files are put aside."""
        return self.work.new

    @property
    def stale(self) -> list[str]:
        """Files of an earlier build that are no longer made."""
        return sorted(uri for uri in self.before if uri not in self.digests)

    @property
    def unchanged(self) -> int:
        """How many files are left as they are."""
        return len(self.digests) - len(self.changed)

    @property
    def record(self) -> Recorded | None:
        """What is said of what was added, if all of it was made by units."""
        return Recorded(self.fingerprint, self.made) if self.fingerprint else None

    def add(self, asset: Asset) -> None:
        """The file is put aside, to be carried out with the others.

        Raises:
            ValueError: a second file for one path, or a path that leaves the folder.
        """
        uri = asset.uri
        _check_path(uri)
        if uri in self.digests:
            raise ValueError(f"two files are made for {uri}")
        self.digests[uri] = wanted = _digest(asset.data)
        there = self._digest_of(uri)
        if there == wanted:
            return
        if self._is_ours(uri, there):
            self.changed.append(uri)
            # Without path objects, for there are ten thousand of them.
            aside = f"{self.beside}/{uri}"
            folder = aside.rpartition("/")[0]
            if folder not in self._folders:
                os.makedirs(folder, exist_ok=True)  # noqa: PTH103  # said above
                self._folders.add(folder)
            with open(aside, "wb") as file:  # noqa: PTH123  # said above
                file.write(asset.data)

    def make(self, unit: Unit[Asset]) -> None:
        """All files of a unit are put aside.

        Raises:
            ValueError: see `add`.
            ProblemsFound: a template is wrong.
        """
        uris = self.made[unit.name] = []
        for asset in unit.make():
            self.add(asset)
            uris.append(asset.uri)

    def keep(self, unit: str, uris: Sequence[str]) -> bool:
        """Whether a unit is as the last build left it: then its files stay, and it is not made.

        Args:
            unit: Its name.
            uris: What it made then.
        """
        digests = {uri: self._digest_of(uri) or "" for uri in uris}
        if any([digest] != self.before.get(uri) for uri, digest in digests.items()):
            return False
        self.digests.update(digests)
        self.made[unit] = [*uris]
        return True

    def taken(self) -> Taken:
        """What was added since the last call, for the staging of another process."""
        taken = Taken(self.digests, self.changed, self._in_the_way, self.made)
        self.digests, self.changed, self._in_the_way, self.made = {}, [], [], {}
        return taken

    def take_over(self, taken: Taken) -> None:
        """What another process has put aside in the same place.

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
        """Where the bytes of a file that was added are now."""
        aside = f"{self.beside}/{uri}"
        return Path(aside) if os.path.exists(aside) else self.folder / uri  # noqa: PTH110  # as above

    def check(self) -> None:
        """Nothing that a person wrote is in the way.

        Raises:
            ProblemsFound: files are in the way that no build wrote, or that a person has edited.
        """
        for uri in self.stale:
            self._is_ours(uri, self._digest_of(uri))
        if self._in_the_way:
            raise ProblemsFound(sorted(self._in_the_way, key=lambda problem: problem.file))

    def carry_out(self) -> None:
        """The folder holds exactly the files that were added (and what it keeps for itself).

        Another folder takes its place in one step, so that a build that is killed leaves all that
        was there or all that is new. Files that already have their bytes are the same ones in both,
        so that a watching server sees only real changes.

        Raises:
            ProblemsFound: see `check`.
        """
        self.check()
        after = {uri: [digest] for uri, digest in self.digests.items()}
        if not (self.changed or self.stale or after != self.before or not self.stamps):
            if self.record != self.recorded:
                self._write_manifest(self.folder, after, self.stamps, self.record)
            return
        self.beside.mkdir(exist_ok=True)
        if self.folder.is_dir():
            _second_places(self.folder, self.beside, {*self.changed, MANIFEST})
        for uri in self.stale:
            _remove(self.beside, uri)
        beside = str(self.beside)
        stamps = {uri: _stamp(f"{beside}/{uri}") for uri in after}
        self._write_manifest(self.beside, after, stamps, self.record)
        try:
            take_place(self.folder, self.work)
        except OSError as error:
            if error.errno not in IN_ITS_PLACE:
                raise
            self.bring_up_to_date()

    def bring_up_to_date(self) -> None:
        """As `carry_out`, but file by file: at the cost of what changed, and not in one step.

        The manifest names the files of both states before the first one is moved: where this is
        cut short, nothing is left that the next build would take for a person's.

        Raises:
            ProblemsFound: see `check`.
        """
        self.check()
        stale = self.stale
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.changed or stale:
            both = {
                uri: sorted({*self.before.get(uri, ()), self.digests[uri]}) for uri in self.changed
            }
            self._write_manifest(self.folder, {**self.before, **both}, {}, self.recorded)
        made: set[Path] = set()
        for uri in self.changed:
            target = self.folder / uri
            if target.parent not in made:
                target.parent.mkdir(parents=True, exist_ok=True)
                made.add(target.parent)
            (self.beside / uri).replace(target)
        for uri in stale:
            _remove(self.folder, uri)
        after = {uri: [digest] for uri, digest in self.digests.items()}
        told = after != self.before or self.record != self.recorded
        if self.changed or stale or told or not self.stamps:
            stamps = {uri: _stamp(f"{self.folder}/{uri}") for uri in after}
            self._write_manifest(self.folder, after, stamps, self.record)

    def _is_ours(self, uri: str, there: str | None) -> bool:
        """Whether what is there may be replaced; if not, that is kept as a problem."""
        if there is None or there in self.before.get(uri, ()):
            return True
        what = "was changed by hand" if uri in self.before else "was not written by a build"
        hint = "This folder is made by the builders: move what you wrote to site_src/, remove the file, and build again."
        where = f"{self.folder.name}/{uri}"
        self._in_the_way.append(Problem(where, None, "in-the-way", what, hint))
        return False

    def _digest_of(self, uri: str) -> str | None:
        """Of the file's bytes; None where there is nothing, no digest at all where it is no file."""
        place = f"{self.folder}/{uri}"
        try:
            stamp = _stamp(place)
        except OSError:
            return None
        recorded = self.before.get(uri, ())
        if len(recorded) == 1 and self.stamps.get(uri) == stamp:
            return recorded[0]
        path = Path(place)
        return _digest(path.read_bytes()) if path.is_file() else ""

    def _write_manifest(
        self,
        folder: Path,
        files: Manifest,
        stamps: Mapping[str, Stamp],
        recorded: Recorded | None,
    ) -> None:
        made_from = asdict(recorded.fingerprint) if recorded else None
        units = recorded.made if recorded else {}
        aside = self.work.folder / MANIFEST
        with aside.open("w", encoding="utf-8") as file:
            # A piece at a time: of a large publication the whole is a hundred megabytes.
            file.write(f'{{"made_by": "muniment", "made_from": {json.dumps(made_from)}')
            for name, piece in (("files", files), ("stamps", stamps), ("units", units)):
                file.write(f', "{name}": ')
                file.write(json.dumps(dict(sorted(piece.items()))))
            file.write("}\n")
        aside.replace(folder / MANIFEST)


def staging(folder: Path, assets: Iterable[Asset] = ()) -> Staging:
    """Files put aside for a folder, which is still as it was; more may be added.

    Raises:
        ValueError: two files have one path, or a path leaves the folder.
    """
    if folder.is_symlink():
        folder = folder.resolve()
    # First of all, since it puts back what a build that died may have taken away.
    work = workplace(folder)
    try:
        staged = Staging(folder, work, *_read_manifest(folder))
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


def _second_places(source: Path, target: Path, without: Collection[str], below: str = "") -> None:
    """All that stays as it is, in its second place: what was made, and what a person put there."""
    with os.scandir(source) as found:
        entries = list(found)
    for entry in entries:
        uri = f"{below}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            folder = target / entry.name
            folder.mkdir(exist_ok=True)
            _second_places(Path(entry.path), folder, without, f"{uri}/")
        elif uri not in without:
            linked(Path(entry.path), target / entry.name)


def _remove(folder: Path, uri: str) -> None:
    """The file is gone, and so are the folders that it leaves empty."""
    (folder / uri).unlink(missing_ok=True)
    for parent in PurePosixPath(uri).parents:
        below = folder / parent
        if parent == PurePosixPath() or not below.is_dir() or any(below.iterdir()):
            break
        below.rmdir()


def _read_manifest(folder: Path) -> tuple[Manifest, Mapping[str, Stamp], Recorded | None]:
    try:
        record = json.loads((folder / MANIFEST).read_bytes())
    except (FileNotFoundError, ValueError):
        return {}, {}, None
    if not isinstance(record, dict):
        return {}, {}, None
    try:
        recorded = Recorded(Fingerprint(**record["made_from"]), record["units"])
    except (KeyError, TypeError):  # nobody said, or another version did
        recorded = None
    return _lists(record.get("files")), _lists(record.get("stamps")), recorded


def _lists(value: object) -> dict[str, list[Any]]:
    """Lists by path, as this version writes them; none where another program wrote something else."""
    if isinstance(value, dict) and all(isinstance(one, list) for one in value.values()):
        return value
    return {}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _stamp(path: str) -> Stamp:
    found = os.stat(path)  # noqa: PTH116  # ten thousand of them: half the time of Path.stat
    return [found.st_mtime_ns, found.st_size]
